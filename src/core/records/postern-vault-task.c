/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-vault-job.h"

static void
run_in_thread (GTask        *task,
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
 * postern_vault_job_run_async:
 * @job: (transfer full): what to do
 * @tag: (nullable): the source tag of the task
 * @cancellable: (nullable): to stop
 * @callback: called in the present main context when it is done or failed, with a #GTask for a #PosternSecret
 * @user_data: for @callback
 *
 * As postern_vault_job_run(), in a thread of its own.
 */
void
postern_vault_job_run_async (PosternVaultJob     *job,
                             gpointer             tag,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  /* What was stored is reported as stored, even if the person had given up meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) postern_vault_job_free);
  g_task_run_in_thread (task, run_in_thread);
}
