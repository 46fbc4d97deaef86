/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-probe.h"

static void
free_plan (gpointer plan)
{
  postern_probe_plan_free (plan);
}

static void
unref_probe (gpointer probe)
{
  postern_probe_unref (probe);
}

static void
run_thread (GTask        *task,
            gpointer      source,
            gpointer      plan,
            GCancellable *cancellable)
{
  GError *error = NULL;
  PosternProbe *probe = postern_probe_run (plan, cancellable, &error);

  if (probe != NULL)
    g_task_return_pointer (task, probe, unref_probe);
  else
    g_task_return_error (task, error);
}

/**
 * postern_probe_run_async:
 * @plan: what to look at; copied
 * @cancellable: (nullable): ends it at any time
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Runs postern_probe_run() in a thread of its own.
 */
void
postern_probe_run_async (const PosternProbePlan *plan,
                         GCancellable           *cancellable,
                         GAsyncReadyCallback     callback,
                         gpointer                user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (plan != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_probe_run_async);
  g_task_set_task_data (task, postern_probe_plan_copy (plan), free_plan);
  g_task_run_in_thread (task, run_thread);
}

/**
 * postern_probe_run_finish:
 * @result: what the callback was given
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): as postern_probe_run()
 */
PosternProbe *
postern_probe_run_finish (GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
