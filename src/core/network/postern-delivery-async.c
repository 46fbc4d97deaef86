/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-delivery.h"

typedef struct
{
  char            *from;
  char            *account;
  char            *host;
  PosternProvider *provider;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->from);
  g_free (self->account);
  g_free (self->host);
  g_clear_object (&self->provider);
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
  Question *question = data;
  GError *error = NULL;
  PosternDelivery *delivery = postern_delivery_check (question->from, question->account, question->host,
                                                      question->provider, cancellable, &error);

  if (delivery != NULL)
    g_task_return_pointer (task, delivery, unref_delivery);
  else
    g_task_return_error (task, error);
}

/**
 * postern_delivery_check_async:
 * @from: the address in From
 * @account: (nullable): the account that signs in
 * @host: (nullable): the mail server's name
 * @provider: (nullable): the provider that sends
 * @cancellable: (nullable): ends it at any time
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Runs postern_delivery_check() in a thread of its own.
 */
void
postern_delivery_check_async (const char          *from,
                              const char          *account,
                              const char          *host,
                              PosternProvider     *provider,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  g_return_if_fail (from != NULL);

  question = g_new0 (Question, 1);
  question->from = g_strdup (from);
  question->account = g_strdup (account);
  question->host = g_strdup (host);
  question->provider = provider != NULL ? g_object_ref (provider) : NULL;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_delivery_check_async);
  g_task_set_task_data (task, question, question_free);
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
