/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-hosting.h"

typedef struct
{
  PosternCatalogue       *catalogue;
  PosternHostingQuestion  question;
  char                   *text;
  char                   *ca_file;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->catalogue);
  g_free (job->text);
  g_free (job->ca_file);
  g_free (job);
}

static void
free_hosting (gpointer hosting)
{
  postern_hosting_free (hosting);
}

static void
run_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  PosternHosting *found = postern_hosting_find (job->catalogue, &job->question, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, free_hosting);
  else
    g_task_return_error (task, error);
}

/**
 * postern_hosting_find_async:
 * @catalogue: the catalogue
 * @question: what to look up; copied
 * @cancellable: (nullable): ends it at any time
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Runs postern_hosting_find() in a thread of its own.
 */
void
postern_hosting_find_async (PosternCatalogue             *catalogue,
                            const PosternHostingQuestion *question,
                            GCancellable                 *cancellable,
                            GAsyncReadyCallback           callback,
                            gpointer                      user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (POSTERN_IS_CATALOGUE (catalogue) && question != NULL && question->text != NULL);

  job = g_new0 (Job, 1);
  job->catalogue = g_object_ref (catalogue);
  job->question = *question;
  job->question.text = job->text = g_strdup (question->text);
  job->question.ca_file = job->ca_file = g_strdup (question->ca_file);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_hosting_find_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_thread);
}

/**
 * postern_hosting_find_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): as postern_hosting_find()
 */
PosternHosting *
postern_hosting_find_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
