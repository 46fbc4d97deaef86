/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-delivery.h"

typedef struct
{
  PosternCatalogue        *catalogue;
  PosternDeliveryQuestion  question;
  char                    *from;
  char                    *account;
  char                    *host;
} Job;

static Job *
job_new (PosternCatalogue              *catalogue,
         const PosternDeliveryQuestion *question)
{
  Job *self = g_new0 (Job, 1);

  self->catalogue = g_object_ref (catalogue);
  self->from = g_strdup (question->from);
  self->account = g_strdup (question->account);
  self->host = g_strdup (question->host);
  self->question = (PosternDeliveryQuestion) { self->from, self->account, self->host, NULL };
  g_set_object (&self->question.provider, question->provider);

  return self;
}

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->catalogue);
  g_clear_object (&self->question.provider);
  g_free (self->from);
  g_free (self->account);
  g_free (self->host);
  g_free (self);
}

static void
unref_delivery (gpointer delivery)
{
  postern_delivery_unref (delivery);
}

static void
check_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  PosternDelivery *delivery = postern_delivery_check (job->catalogue, &job->question, cancellable, &error);

  if (delivery != NULL)
    g_task_return_pointer (task, delivery, unref_delivery);
  else
    g_task_return_error (task, error);
}

/**
 * postern_delivery_check_async:
 * @catalogue: the catalogue
 * @question: what to look up; copied
 * @cancellable: (nullable): ends it at any time
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Runs postern_delivery_check() in a thread of its own.
 */
void
postern_delivery_check_async (PosternCatalogue              *catalogue,
                              const PosternDeliveryQuestion *question,
                              GCancellable                  *cancellable,
                              GAsyncReadyCallback            callback,
                              gpointer                       user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (POSTERN_IS_CATALOGUE (catalogue) && question != NULL && question->from != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_delivery_check_async);
  g_task_set_task_data (task, job_new (catalogue, question), job_free);
  g_task_run_in_thread (task, check_thread);
}

/**
 * postern_delivery_check_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): as postern_delivery_check()
 */
PosternDelivery *
postern_delivery_check_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
