/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-probe-private.h"

#include "core/base/postern-listener.h"

typedef struct
{
  PosternProbePlan *plan;
  PosternListener  *listener;
} Job;

/* A port that is done; the probe has it. */
typedef struct
{
  PosternProbe           *probe;
  const PosternProbePort *port;
} News;

static void
job_free (gpointer data)
{
  Job *job = data;

  postern_probe_plan_free (job->plan);
  g_free (job);
}

static void
news_free (gpointer data)
{
  News *news = data;

  postern_probe_unref (news->probe);
  g_free (news);
}

static void
tell (GCallback func,
      gpointer  data,
      gpointer  port_news)
{
  PosternProbeWatch watch = (PosternProbeWatch) func;
  News *news = port_news;

  watch (news->probe, news->port, data);
}

static void
port_seen (PosternProbe           *probe,
           const PosternProbePort *port,
           gpointer                listener)
{
  News *news = g_new0 (News, 1);

  news->probe = postern_probe_ref (probe);
  news->port = port;
  postern_listener_tell (listener, tell, news, news_free);
}

static void
run_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  PosternProbe *probe = postern_probe_run_watched (job->plan, port_seen, job->listener, cancellable, &error);

  postern_listener_close (job->listener);
  if (probe != NULL)
    g_task_return_pointer (task, probe, (GDestroyNotify) postern_probe_unref);
  else
    g_task_return_error (task, error);
}

/**
 * postern_probe_watch_async:
 * @plan: what to look at; copied
 * @watch: (nullable): called in the thread-default main context of the caller when a port is done, before @callback
 * @watch_data: for @watch
 * @watch_destroy: (nullable): frees @watch_data
 * @cancellable: (nullable): ends it at any time
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Runs postern_probe_run() in a thread of its own, and tells of each port as soon as it is done.
 */
void
postern_probe_watch_async (const PosternProbePlan *plan,
                           PosternProbeWatch       watch,
                           gpointer                watch_data,
                           GDestroyNotify          watch_destroy,
                           GCancellable           *cancellable,
                           GAsyncReadyCallback     callback,
                           gpointer                user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (plan != NULL && plan->timeout > 0);

  job = g_new0 (Job, 1);
  job->plan = postern_probe_plan_copy (plan);
  job->listener = postern_listener_new (G_CALLBACK (watch), watch_data, watch_destroy);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_probe_watch_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_thread);
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
  postern_probe_watch_async (plan, NULL, NULL, NULL, cancellable, callback, user_data);
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
