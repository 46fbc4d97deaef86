/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-vault.h"

#include "core/records/postern-vault-job.h"

/**
 * postern_vault_store_client:
 * @record: a record
 * @secret: the secret of its app registration
 * @cancellable: (nullable): to stop
 * @error: return location for a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Writes the client secret into the default keyring, as postern_vault_store() does a password. Blocks.
 *
 * Returns: whether the keyring holds it
 */
gboolean
postern_vault_store_client (PosternRecord  *record,
                            PosternSecret  *secret,
                            GCancellable   *cancellable,
                            GError        **error)
{
  g_autoptr (PosternVaultJob) job = NULL;
  g_autoptr (PosternSecret) done = NULL;

  g_return_val_if_fail (POSTERN_IS_RECORD (record) && secret != NULL, FALSE);

  job = postern_vault_job_new_for_client (POSTERN_VAULT_STORE, record, secret);
  done = postern_vault_job_run (job, cancellable, error);

  return done != NULL;
}

/**
 * postern_vault_lookup_client:
 * @record: a record
 * @cancellable: (nullable): to stop
 * @error: return location for a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Reads the secret of the record's app registration. Blocks.
 *
 * Returns: (transfer full): the secret, or %NULL with @error set; %POSTERN_VAULT_ERROR_NOT_FOUND when it has none
 */
PosternSecret *
postern_vault_lookup_client (PosternRecord  *record,
                             GCancellable   *cancellable,
                             GError        **error)
{
  g_autoptr (PosternVaultJob) job = NULL;

  g_return_val_if_fail (POSTERN_IS_RECORD (record), NULL);

  job = postern_vault_job_new_for_client (POSTERN_VAULT_LOOKUP, record, NULL);

  return postern_vault_job_run (job, cancellable, error);
}
