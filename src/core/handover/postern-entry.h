/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"
#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternEntry:
 * @id: the record's id
 * @title: what it is called
 * @account: the account's address
 * @user: the name to sign in with
 * @from: (nullable): the sender's address
 * @host: the mail server
 * @port: its port
 * @security: how the connection is encrypted
 * @provider: (nullable): the provider's id
 * @used_at: (nullable): where the password is used
 * @review: (nullable): when it is to be looked at again, "2027-03-31"
 * @secret: (nullable): the password
 *
 * What of a record leaves Postern, or comes back to it.
 */
typedef struct
{
  char            *id;
  char            *title;
  char            *account;
  char            *user;
  char            *from;
  char            *host;
  guint16          port;
  PosternSecurity  security;
  char            *provider;
  char            *used_at;
  char            *review;
  PosternSecret   *secret;
} PosternEntry;

PosternEntry *postern_entry_new_for_record (PosternRecord       *record,
                                            PosternSecret       *secret);
void          postern_entry_free           (PosternEntry        *self);
char         *postern_entry_dup_uri        (const PosternEntry  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternEntry, postern_entry_free)

G_END_DECLS
