/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-smtp-session.h"

/* Lives until the last event was told; freed in the caller's context. */
typedef struct
{
  GMainContext         *context;
  PosternTestEventFunc  func;
  gpointer              data;
  GDestroyNotify        destroy;
} Listener;

typedef struct
{
  PosternTestPlan *plan;
  Listener        *listener;
} RunData;

/* One event on its way to the caller's context. */
typedef struct
{
  Listener         *listener;
  PosternTestEvent *event;
} Delivery;

static void
listener_free (gpointer data)
{
  Listener *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_main_context_unref (self->context);
  g_free (self);
}

static void
run_data_free (gpointer data)
{
  RunData *self = data;

  postern_test_plan_free (self->plan);
  g_free (self);
}

static void
delivery_free (gpointer data)
{
  Delivery *self = data;

  postern_test_event_free (self->event);
  g_free (self);
}

static gboolean
event_due_cb (gpointer data)
{
  Delivery *delivery = data;

  delivery->listener->func (delivery->event, delivery->listener->data);

  return G_SOURCE_REMOVE;
}

static gboolean
all_told_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* Sources of one priority are dispatched in the order in which they were attached, the task's own result last. */
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

static void
step_changed_cb (const PosternTestEvent *event,
                 gpointer                data)
{
  Listener *listener = data;
  Delivery *delivery = NULL;

  if (listener->func == NULL)
    return;

  delivery = g_new0 (Delivery, 1);
  delivery->listener = listener;
  delivery->event = postern_test_event_copy (event);
  post (listener->context, event_due_cb, delivery, delivery_free);
}

static void
unref_report (gpointer report)
{
  postern_test_report_unref (report);
}

static void
run_thread (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  RunData *data = task_data;
  Listener *listener = data->listener;
  GError *error = NULL;
  PosternTestReport *report = postern_smtp_session_run (data->plan, step_changed_cb, listener, cancellable, &error);

  post (listener->context, all_told_cb, listener, listener_free);
  if (report != NULL)
    g_task_return_pointer (task, report, unref_report);
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
  RunData *data = NULL;

  g_return_if_fail (plan != NULL);

  data = g_new0 (RunData, 1);
  data->plan = postern_test_plan_copy (plan);
  data->listener = g_new0 (Listener, 1);
  data->listener->context = g_main_context_ref_thread_default ();
  data->listener->func = event_func;
  data->listener->data = event_data;
  data->listener->destroy = event_destroy;

  task = g_task_new (NULL, cancellable, callback, user_data);
  /* A message that was accepted before the person stopped the test is reported as accepted. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, postern_smtp_session_run_async);
  g_task_set_task_data (task, data, run_data_free);
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
