/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-probe-private.h"

/* Whom to tell; what @data refers to is freed in @context too. */
typedef struct
{
  GMainContext      *context;
  PosternProbeWatch  watch;
  gpointer           data;
  GDestroyNotify     destroy;
} Watcher;

typedef struct
{
  PosternProbePlan *plan;
  Watcher          *watcher;
} Job;

/* A port on its way to the main context. */
typedef struct
{
  Watcher                *watcher;
  PosternProbe           *probe;
  const PosternProbePort *port;
} News;

static void
watcher_free (gpointer data)
{
  Watcher *watcher = data;

  if (watcher->destroy != NULL)
    watcher->destroy (watcher->data);
  g_main_context_unref (watcher->context);
  g_free (watcher);
}

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

/* Not g_main_context_invoke(), which may call in this thread when nobody runs the context just now. */
static void
post (GMainContext   *context,
      GSourceFunc     func,
      gpointer        data,
      GDestroyNotify  destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, context);
}

static gboolean
tell_cb (gpointer data)
{
  News *news = data;

  news->watcher->watch (news->probe, news->port, news->watcher->data);

  return G_SOURCE_REMOVE;
}

static gboolean
all_told_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

static void
port_seen (PosternProbe           *probe,
           const PosternProbePort *port,
           gpointer                data)
{
  Watcher *watcher = data;
  News *news = g_new0 (News, 1);

  news->watcher = watcher;
  news->probe = postern_probe_ref (probe);
  news->port = port;
  post (watcher->context, tell_cb, news, news_free);
}

static void
unref_probe (gpointer probe)
{
  postern_probe_unref (probe);
}

static void
run_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  Watcher *watcher = job->watcher;
  PosternProbe *probe = postern_probe_run_watched (job->plan, watcher->watch != NULL ? port_seen : NULL, watcher,
                                                   cancellable, &error);

  post (watcher->context, all_told_cb, watcher, watcher_free);
  if (probe != NULL)
    g_task_return_pointer (task, probe, unref_probe);
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
  job->watcher = g_new0 (Watcher, 1);
  job->watcher->context = g_main_context_ref_thread_default ();
  job->watcher->watch = watch;
  job->watcher->data = watch_data;
  job->watcher->destroy = watch_destroy;
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
