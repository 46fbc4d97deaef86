/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/base/postern-secret.h"
#include "core/records/postern-record.h"

G_BEGIN_DECLS

typedef enum
{
  POSTERN_VAULT_STORE,
  POSTERN_VAULT_LOOKUP,
  POSTERN_VAULT_MOVE,
  POSTERN_VAULT_CLEAR,
  POSTERN_VAULT_UNLOCK,
  POSTERN_VAULT_KEEP_FORMER,
  POSTERN_VAULT_RENEW_FORMER,
  POSTERN_VAULT_LOOKUP_FORMER,
  POSTERN_VAULT_FORGET_FORMER,
} PosternVaultOperation;

/*
 * The former password is the one that was replaced by one that has not passed a test yet. Neither the record nor
 * msmtp finds it: its item has service=smtp-former and postern-former in place of postern-record. KEEP_FORMER keeps
 * the present password as the former one unless there is one already, RENEW_FORMER in its place; both take the
 * password that is to replace it, and give an empty one where nothing is kept.
 */

/* One operation of the vault with copies of what it needs, for it may run in another thread than the record's. */
typedef struct _PosternVaultJob PosternVaultJob;

PosternVaultJob *postern_vault_job_new            (PosternVaultOperation   operation,
                                                   PosternRecord          *record,
                                                   PosternSecret          *secret);
PosternVaultJob *postern_vault_job_new_for_client (PosternVaultOperation   operation,
                                                   PosternRecord          *record,
                                                   PosternSecret          *secret);
void             postern_vault_job_free           (PosternVaultJob        *job);
PosternSecret   *postern_vault_job_run            (PosternVaultJob        *job,
                                                   GCancellable           *cancellable,
                                                   GError                **error);
void             postern_vault_job_run_async      (PosternVaultJob        *job,
                                                   gpointer                tag,
                                                   GCancellable           *cancellable,
                                                   GAsyncReadyCallback     callback,
                                                   gpointer                user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternVaultJob, postern_vault_job_free)

G_END_DECLS
