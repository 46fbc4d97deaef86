/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/records/postern-keyring.h"
#include "core/records/postern-vault-job.h"

G_BEGIN_DECLS

/* By which attribute an item belongs to a record: its password or tokens, and the secret of its app registration. */
#define POSTERN_VAULT_OWNER        "postern-record"
#define POSTERN_VAULT_OWNER_CLIENT "postern-client"

struct _PosternVaultJob
{
  PosternVaultOperation   operation;
  const char             *owner;
  char                   *id;
  GHashTable             *attributes;
  char                   *label;
  char                   *former_label;
  gboolean                recorded;
  PosternSecret          *secret;
};

/* What the operations share, in postern-vault-job.c. */
void               postern_vault_set_attribute    (GHashTable       *attributes,
                                                   const char       *name,
                                                   const char       *value);
GHashTable        *postern_vault_new_attributes   (const char       *name,
                                                   const char       *id);
gboolean           postern_vault_find_items       (PosternVaultJob  *job,
                                                   PosternKeyring   *keyring,
                                                   GList           **items,
                                                   GCancellable     *cancellable,
                                                   GError          **error);
SecretRetrievable *postern_vault_choose_item      (PosternVaultJob  *job,
                                                   GList            *items);
gboolean           postern_vault_remove_all       (PosternKeyring   *keyring,
                                                   GList            *items,
                                                   GCancellable     *cancellable,
                                                   GError          **error);

/* Of the former password, in postern-vault-former.c. */
gboolean           postern_vault_find_former      (PosternVaultJob  *job,
                                                   PosternKeyring   *keyring,
                                                   GList           **items,
                                                   GCancellable     *cancellable,
                                                   GError          **error);
PosternSecret     *postern_vault_do_keep_former   (PosternVaultJob  *job,
                                                   PosternKeyring   *keyring,
                                                   GCancellable     *cancellable,
                                                   GError          **error);
PosternSecret     *postern_vault_do_lookup_former (PosternVaultJob  *job,
                                                   PosternKeyring   *keyring,
                                                   GCancellable     *cancellable,
                                                   GError          **error);
PosternSecret     *postern_vault_do_forget_former (PosternVaultJob  *job,
                                                   PosternKeyring   *keyring,
                                                   GCancellable     *cancellable,
                                                   GError          **error);

G_END_DECLS
