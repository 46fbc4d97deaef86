/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-records-change.h"

static void
change_free (PosternChange *change)
{
  g_object_unref (change->record);
  g_clear_pointer (&change->secret, postern_secret_unref);
  g_free (change);
}

void
postern_change_run (GTask               *task,
                    PosternVaultJob     *job,
                    GAsyncReadyCallback  callback)
{
  postern_vault_job_run_async (job, NULL, g_task_get_cancellable (task), callback, g_object_ref (task));
}

GTask *
postern_change_new_task (PosternStore        *store,
                         PosternRecord       *record,
                         gpointer             tag,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  PosternChange *change = g_new0 (PosternChange, 1);

  change->record = g_object_ref (record);
  change->former_before = postern_record_get_former_time (record);
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);

  return task;
}

void
postern_change_return (GTask    *task,
                       gboolean  saved,
                       GError   *error)
{
  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}
