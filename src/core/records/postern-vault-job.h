/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"
#include "core/records/postern-record.h"

G_BEGIN_DECLS

typedef enum
{
  POSTERN_VAULT_STORE,
  POSTERN_VAULT_LOOKUP,
  POSTERN_VAULT_MOVE,
  POSTERN_VAULT_CLEAR,
} PosternVaultOperation;

/* One operation of the vault with copies of what it needs, for it may run in another thread than the record's. */
typedef struct _PosternVaultJob PosternVaultJob;

PosternVaultJob *postern_vault_job_new  (PosternVaultOperation   operation,
                                         PosternRecord          *record,
                                         PosternSecret          *secret);
PosternVaultJob *postern_vault_job_new_for_client
                                        (PosternVaultOperation   operation,
                                         PosternRecord          *record,
                                         PosternSecret          *secret);
void             postern_vault_job_free (PosternVaultJob        *job);
PosternSecret   *postern_vault_job_run  (PosternVaultJob        *job,
                                         GCancellable           *cancellable,
                                         GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternVaultJob, postern_vault_job_free)

G_END_DECLS
