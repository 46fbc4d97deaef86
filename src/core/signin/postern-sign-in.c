/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/signin/postern-sign-in.h"

#include "core/oauth/postern-oauth-request.h"
#include "core/records/postern-record-private.h"
#include "core/records/postern-vault.h"
#include "core/signin/postern-sign-in-lock.h"

typedef struct
{
  PosternProvider *provider;
  PosternRecord   *record;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->provider);
  g_object_unref (job->record);
  g_free (job);
}

static Job *
job_new (PosternCatalogue *catalogue,
         PosternRecord    *record)
{
  const char *id = postern_record_get_provider (record);
  PosternProvider *provider = id == NULL ? NULL : postern_catalogue_get_provider (catalogue, id);
  Job *job = g_new0 (Job, 1);

  job->provider = provider == NULL ? NULL : g_object_ref (provider);
  job->record = postern_sign_in_copy_record (record);

  return job;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static gboolean
is_app (PosternRecord *record)
{
  return postern_record_get_sign_in (record) == POSTERN_SIGN_IN_OAUTH_APP;
}

/* Not every registration has a secret. */
static gboolean
load_client (Job                 *job,
             PosternOauthClient **client,
             GCancellable        *cancellable,
             GError             **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (PosternSecret) secret = postern_vault_lookup_client (job->record, cancellable, &fault);

  if (secret == NULL && !g_error_matches (fault, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  *client = postern_sign_in_make_client (job->provider, postern_record_get_client_id (job->record),
                                         postern_record_get_tenant (job->record), secret, error);

  return *client != NULL;
}

/* Where the server gives out a new refresh token, the one before may count no more: the new one is in the keyring
 * before anything else is done. */
static gboolean
keep_renewed (Job                 *job,
              PosternOauthTokens  *before,
              PosternOauthTokens  *renewed,
              GError             **error)
{
  g_autoptr (PosternSecret) packed = NULL;

  if (before != NULL && before->refresh != NULL && renewed->refresh != NULL &&
      postern_secret_equal (before->refresh, renewed->refresh))
    return TRUE;

  packed = postern_oauth_tokens_pack (renewed);

  return postern_vault_store (job->record, packed, NULL, error);
}

/* A refresh token that was sent may count no more, and the answer that was not waited for had the next one: once begun,
 * this is brought to its end, which is bounded. */
static PosternSecret *
renew (Job                 *job,
       PosternOauthTokens  *before,
       GCancellable        *cancellable,
       GError             **error)
{
  g_autoptr (PosternOauthClient) client = NULL;
  g_autoptr (PosternOauthTokens) renewed = NULL;

  if (!load_client (job, &client, cancellable, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  renewed = is_app (job->record) ? postern_oauth_request_app_only (client, cancellable, error)
                                 : postern_oauth_request_refreshed (client, before, NULL, error);
  if (renewed == NULL || !keep_renewed (job, before, renewed, error))
    return NULL;

  return postern_secret_ref (renewed->access);
}

static PosternOauthTokens *
look_up (Job           *job,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr (PosternSecret) packed = postern_vault_lookup (job->record, cancellable, error);

  return packed == NULL ? NULL : postern_oauth_tokens_unpack (packed, error);
}

/* Another Postern may have renewed the tokens by the time that the lock is there: what counts is what the keyring holds
 * then. */
static PosternSecret *
renew_alone (Job           *job,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (PosternSignInLock) lock = NULL;
  g_autoptr (PosternOauthTokens) tokens = NULL;

  lock = postern_sign_in_lock_take (job->record, POSTERN_SIGN_IN_LOCK_PATIENCE, cancellable, error);
  if (lock != NULL)
    tokens = look_up (job, cancellable, error);
  if (tokens == NULL)
    return NULL;
  if (postern_oauth_tokens_is_fresh (tokens))
    return postern_secret_ref (tokens->access);

  return renew (job, tokens, cancellable, error);
}

static PosternSecret *
obtain (Job           *job,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr (PosternOauthTokens) tokens = NULL;

  if (postern_record_get_sign_in (job->record) == POSTERN_SIGN_IN_PASSWORD)
    return postern_vault_lookup (job->record, cancellable, error);
  /* Before the lock: the person may be asked for the keyring's password here. */
  tokens = look_up (job, cancellable, error);
  if (tokens == NULL)
    return NULL;
  if (postern_oauth_tokens_is_fresh (tokens))
    return postern_secret_ref (tokens->access);

  return renew_alone (job, cancellable, error);
}

static void
obtain_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  PosternSecret *secret = obtain (data, cancellable, &error);

  if (secret != NULL)
    g_task_return_pointer (task, secret, (GDestroyNotify) postern_secret_unref);
  else
    g_task_return_error (task, error);
}

/* Documented in the header. */
PosternRecord *
postern_sign_in_copy_record (PosternRecord *record)
{
  static const char *const names[] = { "name", "account", "user", "provider", "sign-in", "client-id", "tenant" };
  PosternRecord *copy = postern_record_new_restored (postern_record_get_id (record), 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = NULL;

      g_object_get (record, names[i], &value, NULL);
      g_object_set (copy, names[i], value, NULL);
    }
  postern_record_set_endpoint (copy, postern_record_get_endpoint (record));
  postern_record_set_password_recorded (copy, postern_record_get_password_recorded (record));

  return copy;
}

/**
 * postern_sign_in_obtain:
 * @catalogue: the catalogue
 * @record: a record with an endpoint and a sign-in name
 * @cancellable: (nullable): to stop
 * @error: return location for a #PosternVaultError, a #PosternOauthError, a #PosternHttpError,
 *   %G_IO_ERROR_BUSY or %G_IO_ERROR_CANCELLED
 *
 * Looks up what the keyring holds for the record. Where that is tokens, the access token is renewed unless it counts
 * for a while yet; a new refresh token is stored before this returns. One Postern at a time renews it. Blocks.
 *
 * Returns: (transfer full): the password or the access token, or %NULL with @error set
 */
PosternSecret *
postern_sign_in_obtain (PosternCatalogue  *catalogue,
                        PosternRecord     *record,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_autoptr (Job) job = NULL;

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue) && POSTERN_IS_RECORD (record), NULL);

  job = job_new (catalogue, record);

  return obtain (job, cancellable, error);
}

/**
 * postern_sign_in_obtain_async:
 * @catalogue: the catalogue
 * @record: the record; what is needed of it is copied before this returns
 * @cancellable: (nullable): to stop
 * @callback: called in the present main context when it is done or failed
 * @user_data: for @callback
 *
 * As postern_sign_in_obtain(), in a thread of its own.
 */
void
postern_sign_in_obtain_async (PosternCatalogue    *catalogue,
                              PosternRecord       *record,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (POSTERN_IS_CATALOGUE (catalogue) && POSTERN_IS_RECORD (record));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_sign_in_obtain_async);
  g_task_set_task_data (task, job_new (catalogue, record), job_free);
  g_task_run_in_thread (task, obtain_thread);
}

/**
 * postern_sign_in_obtain_finish:
 * @result: what the callback was given
 * @error: return location, as postern_sign_in_obtain()
 *
 * Returns: (transfer full): the password or the access token, or %NULL with @error set
 */
PosternSecret *
postern_sign_in_obtain_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_sign_in_obtain_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
