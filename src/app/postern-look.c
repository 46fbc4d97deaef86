/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-look.h"

typedef struct
{
  PosternContext         *context;
  const PosternLookFuncs *funcs;
  gpointer                data;
  PosternLook            *look;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->context);
  g_clear_pointer (&job->look, postern_look_free);
  g_free (job);
}

static void
free_look (gpointer look)
{
  postern_look_free (look);
}

static void
seen_cb (PosternProbe           *probe,
         const PosternProbePort *port,
         gpointer                task)
{
  Job *job = g_task_get_task_data (task);

  if (job->funcs != NULL && job->funcs->seen != NULL)
    job->funcs->seen (port, job->data);
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->look->probe = postern_probe_run_finish (result, &error);
  if (job->look->probe == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  postern_context_take_desk (job->context, postern_desk_new_from_probe (job->look->probe));
  g_task_return_pointer (task, g_steal_pointer (&job->look), free_look);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (PosternProbePlan) plan = NULL;
  GError *error = NULL;

  job->look->discovery = postern_discovery_run_finish (result, &error);
  if (job->look->discovery != NULL)
    plan = postern_context_make_probe_plan (job->context, job->look->discovery, &error);
  if (plan == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (job->funcs != NULL && job->funcs->begun != NULL)
    job->funcs->begun (plan, job->data);
  postern_probe_watch_async (plan, seen_cb, g_object_ref (task), g_object_unref, g_task_get_cancellable (task),
                             probed_cb, g_object_ref (task));
}

/**
 * postern_look_async:
 * @context: what all pages share
 * @text: a domain, a mail address, or a server's name or address
 * @funcs: (nullable): whom to tell meanwhile, with @user_data; static
 * @cancellable: (nullable): ends it at any time
 * @callback: called when it is over
 * @user_data: for @funcs and @callback
 *
 * Finds the server and looks at its ports. What was seen stays in the context, to be compared.
 */
void
postern_look_async (PosternContext         *context,
                    const char             *text,
                    const PosternLookFuncs *funcs,
                    GCancellable           *cancellable,
                    GAsyncReadyCallback     callback,
                    gpointer                user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (POSTERN_IS_CONTEXT (context) && text != NULL);

  job = g_new0 (Job, 1);
  job->context = g_object_ref (context);
  job->funcs = funcs;
  job->data = user_data;
  job->look = g_new0 (PosternLook, 1);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_look_async);
  g_task_set_task_data (task, job, job_free);
  postern_discovery_run_async (postern_context_get_catalogue (context), text, cancellable, found_cb,
                               g_object_ref (task));
}

/**
 * postern_look_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): what was seen, or %NULL
 */
PosternLook *
postern_look_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * postern_look_free:
 * @self: (transfer full) (nullable): a look
 */
void
postern_look_free (PosternLook *self)
{
  if (self == NULL)
    return;

  postern_discovery_free (self->discovery);
  postern_probe_unref (self->probe);
  g_free (self);
}
