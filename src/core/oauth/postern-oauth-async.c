/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oauth/postern-oauth-async.h"

#include "core/oauth/postern-oauth-request.h"

typedef struct
{
  PosternOauthClient   *client;
  PosternOauthTokens   *tokens;
  PosternOauthBrowser  *browser;
  PosternOauthCodeFunc  code_func;
  gpointer              code_data;
} Job;

/* A device code on its way to the caller's main context. */
typedef struct
{
  GTask                  *task;
  PosternOauthDeviceCode *code;
} Notice;

static void
job_free (gpointer data)
{
  Job *self = data;

  postern_oauth_client_free (self->client);
  g_clear_pointer (&self->tokens, postern_oauth_tokens_unref);
  g_clear_pointer (&self->browser, postern_oauth_browser_free);
  g_free (self);
}

static void
notice_free (gpointer data)
{
  Notice *self = data;

  g_object_unref (self->task);
  g_free (self);
}

static void
return_tokens (GTask              *task,
               PosternOauthTokens *tokens,
               GError             *error)
{
  if (tokens != NULL)
    g_task_return_pointer (task, tokens, (GDestroyNotify) postern_oauth_tokens_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
show_code_cb (gpointer data)
{
  Notice *self = data;
  Job *job = g_task_get_task_data (self->task);

  /* A caller that has cancelled may be gone. */
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (self->task)))
    job->code_func (self->code, job->code_data);
  postern_oauth_device_code_free (self->code);

  return G_SOURCE_REMOVE;
}

static PosternOauthDeviceCode *
copy_shown (const PosternOauthDeviceCode *code)
{
  PosternOauthDeviceCode *copy = g_new0 (PosternOauthDeviceCode, 1);

  copy->user_code = g_strdup (code->user_code);
  copy->uri = g_strdup (code->uri);
  copy->complete_uri = g_strdup (code->complete_uri);
  copy->interval = code->interval;
  copy->expires = code->expires;

  return copy;
}

static void
show_code (GTask                        *task,
           const PosternOauthDeviceCode *code)
{
  Notice *notice = g_new0 (Notice, 1);

  notice->task = g_object_ref (task);
  notice->code = copy_shown (code);
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, show_code_cb, notice, notice_free);
}

static void
run_device (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (PosternOauthDeviceCode) code = postern_oauth_device_begin (job->client, cancellable, &error);
  PosternOauthTokens *tokens = NULL;

  if (code != NULL)
    {
      show_code (task, code);
      tokens = postern_oauth_device_wait (job->client, code, cancellable, &error);
    }
  return_tokens (task, tokens, error);
}

static void
run_browser (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  PosternOauthTokens *tokens = postern_oauth_browser_wait (job->browser, cancellable, &error);

  return_tokens (task, tokens, error);
}

static void
run_renew (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  PosternOauthTokens *tokens =
    job->tokens != NULL ? postern_oauth_request_refreshed (job->client, job->tokens, cancellable, &error)
                        : postern_oauth_request_app_only (job->client, cancellable, &error);

  return_tokens (task, tokens, error);
}

static void
start (Job                 *job,
       gpointer             tag,
       GTaskThreadFunc      run,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

void
postern_oauth_device_run_async (const PosternOauthClient  *client,
                                PosternOauthCodeFunc       code_func,
                                gpointer                   code_data,
                                GCancellable              *cancellable,
                                GAsyncReadyCallback        callback,
                                gpointer                   user_data)
{
  Job *job = g_new0 (Job, 1);

  job->client = postern_oauth_client_copy (client);
  job->code_func = code_func;
  job->code_data = code_data;
  start (job, postern_oauth_device_run_async, run_device, cancellable, callback, user_data);
}

void
postern_oauth_browser_wait_async (PosternOauthBrowser  *browser,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data)
{
  Job *job = g_new0 (Job, 1);

  job->browser = browser;
  start (job, postern_oauth_browser_wait_async, run_browser, cancellable, callback, user_data);
}

void
postern_oauth_renew_async (const PosternOauthClient  *client,
                           PosternOauthTokens        *tokens,
                           GCancellable              *cancellable,
                           GAsyncReadyCallback        callback,
                           gpointer                   user_data)
{
  Job *job = g_new0 (Job, 1);

  job->client = postern_oauth_client_copy (client);
  job->tokens = tokens == NULL ? NULL : postern_oauth_tokens_ref (tokens);
  start (job, postern_oauth_renew_async, run_renew, cancellable, callback, user_data);
}

PosternOauthTokens *
postern_oauth_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
