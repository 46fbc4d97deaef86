/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-smtp-session.h"

#include "core/base/postern-listener.h"

typedef struct
{
  PosternTestPlan *plan;
  PosternListener *listener;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  postern_test_plan_free (job->plan);
  g_free (job);
}

static void
tell (GCallback func,
      gpointer  data,
      gpointer  event)
{
  ((PosternTestEventFunc) func) (event, data);
}

static void
step_changed_cb (const PosternTestEvent *event,
                 gpointer                listener)
{
  postern_listener_tell (listener, tell, postern_test_event_copy (event),
                         (GDestroyNotify) postern_test_event_free);
}

static void
run_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  PosternTestReport *report = postern_smtp_session_run (job->plan, step_changed_cb, job->listener, cancellable, &error);

  postern_listener_close (job->listener);
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) postern_test_report_unref);
  else
    g_task_return_error (task, error);
}

/**
 * postern_smtp_session_run_async:
 * @plan: what to do; copied
 * @event_func: (nullable): told of each step in order, in the thread-default main context of the caller
 * @event_data: for @event_func
 * @event_destroy: (nullable): frees @event_data there after the last event
 * @cancellable: (nullable): ends the test in any step
 * @callback: called there after the last event
 * @user_data: for @callback
 *
 * Runs postern_smtp_session_run() in a thread of its own.
 */
void
postern_smtp_session_run_async (const PosternTestPlan *plan,
                                PosternTestEventFunc   event_func,
                                gpointer               event_data,
                                GDestroyNotify         event_destroy,
                                GCancellable          *cancellable,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (plan != NULL);

  job = g_new0 (Job, 1);
  job->plan = postern_test_plan_copy (plan);
  job->listener = postern_listener_new (G_CALLBACK (event_func), event_data, event_destroy);
  task = g_task_new (NULL, cancellable, callback, user_data);
  /* A message that was accepted before the person stopped the test is reported as accepted. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, postern_smtp_session_run_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_thread);
}

/**
 * postern_smtp_session_run_finish:
 * @result: what the callback was given
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): as postern_smtp_session_run()
 */
PosternTestReport *
postern_smtp_session_run_finish (GAsyncResult *result,
                                 GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
