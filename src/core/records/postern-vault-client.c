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

static void
lookup_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  PosternSecret *secret = postern_vault_job_run (data, cancellable, &error);

  if (secret != NULL)
    g_task_return_pointer (task, secret, (GDestroyNotify) postern_secret_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * postern_vault_lookup_client_async:
 * @record: the record; what is needed of it is copied before this returns
 * @cancellable: (nullable): to stop
 * @callback: called in the present main context when it is done or failed
 * @user_data: for @callback
 *
 * As postern_vault_lookup_client(), in a thread of its own.
 */
void
postern_vault_lookup_client_async (PosternRecord       *record,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (POSTERN_IS_RECORD (record));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_vault_lookup_client_async);
  g_task_set_task_data (task, postern_vault_job_new_for_client (POSTERN_VAULT_LOOKUP, record, NULL),
                        (GDestroyNotify) postern_vault_job_free);
  g_task_run_in_thread (task, lookup_thread);
}

/**
 * postern_vault_lookup_client_finish:
 * @result: what the callback was given
 * @error: return location, as postern_vault_lookup_client()
 *
 * Returns: (transfer full): the secret, or %NULL with @error set
 */
PosternSecret *
postern_vault_lookup_client_finish (GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_vault_lookup_client_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
