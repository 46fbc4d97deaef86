/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/signin/postern-sign-in.h"

#include "core/records/postern-records.h"
#include "core/records/postern-vault.h"
#include "core/signin/postern-sign-in-lock.h"

typedef struct
{
  PosternRecord     *record;
  PosternRecord     *copy;
  PosternSecret     *packed;
  PosternSecret     *client_secret;
  PosternSignInLock *lock;
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *self = data;

  g_object_unref (self->record);
  g_object_unref (self->copy);
  postern_secret_unref (self->packed);
  g_clear_pointer (&self->client_secret, postern_secret_unref);
  g_clear_pointer (&self->lock, postern_sign_in_lock_free);
  g_free (self);
}

/* So that no renewal that has begun before puts its tokens over the new ones. What the person has just signed in for is
 * kept in any case: who has the lock for that long has come to a standstill. */
static PosternSignInLock *
wait_for_others (PosternRecord *record,
                 GCancellable  *cancellable)
{
  g_autoptr (GError) error = NULL;
  PosternSignInLock *lock = postern_sign_in_lock_take (record, POSTERN_SIGN_IN_LOCK_PATIENCE, cancellable, &error);

  if (lock == NULL)
    g_info ("Tokens are stored without a lock: %s", error->message);

  return lock;
}

/* What was stored is reported as stored, even if the person had given up meanwhile. */
static void
begin_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Keeping *self = data;
  GError *error = NULL;

  self->lock = wait_for_others (self->copy, cancellable);
  if (self->client_secret == NULL ||
      postern_vault_store_client (self->copy, self->client_secret, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  Keeping *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&self->lock, postern_sign_in_lock_free);
  if (postern_records_keep_password_finish (POSTERN_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
keep_tokens (GTask *task)
{
  Keeping *self = g_task_get_task_data (task);

  postern_records_keep_password_async (g_task_get_source_object (task), self->record, self->packed,
                                       g_task_get_cancellable (task), kept_cb, g_object_ref (task));
}

static void
begun_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    keep_tokens (task);
  else
    g_task_return_error (task, error);
}

/**
 * postern_sign_in_keep:
 * @store: where the record is kept
 * @record: a record with an endpoint and a sign-in name, whose sign-in is one with OAuth 2.0
 * @tokens: what it signs in with
 * @client_secret: (nullable): the secret of its app registration; %NULL leaves one that is there
 * @cancellable: (nullable): to stop while the keyring is asked
 * @error: return location for a #PosternStoreError, a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Saves the record, then stores the secret and the tokens in the keyring. Blocks.
 *
 * Returns: whether all is kept
 */
gboolean
postern_sign_in_keep (PosternStore        *store,
                      PosternRecord       *record,
                      PosternOauthTokens  *tokens,
                      PosternSecret       *client_secret,
                      GCancellable        *cancellable,
                      GError             **error)
{
  g_autoptr (PosternSecret) packed = NULL;
  g_autoptr (PosternSignInLock) lock = NULL;

  g_return_val_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record) && tokens != NULL, FALSE);

  packed = postern_oauth_tokens_pack (tokens);
  lock = wait_for_others (record, cancellable);

  return postern_store_save (store, record, error) &&
         (client_secret == NULL || postern_vault_store_client (record, client_secret, cancellable, error)) &&
         postern_records_keep_password (store, record, packed, cancellable, error);
}

/**
 * postern_sign_in_keep_async:
 * @store: where the record is kept
 * @record: a record, as postern_sign_in_keep()
 * @tokens: what it signs in with
 * @client_secret: (nullable): the secret of its app registration
 * @cancellable: (nullable): to stop while the keyring is asked
 * @callback: called when it is done or failed
 * @user_data: for @callback
 *
 * As postern_sign_in_keep(), without blocking while the keyring is asked.
 */
void
postern_sign_in_keep_async (PosternStore        *store,
                            PosternRecord       *record,
                            PosternOauthTokens  *tokens,
                            PosternSecret       *client_secret,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) first = NULL;
  Keeping *self;
  GError *error = NULL;

  g_return_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record) && tokens != NULL);

  self = g_new0 (Keeping, 1);
  self->record = g_object_ref (record);
  self->copy = postern_sign_in_copy_record (record);
  self->packed = postern_oauth_tokens_pack (tokens);
  self->client_secret = client_secret == NULL ? NULL : postern_secret_ref (client_secret);
  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_sign_in_keep_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, keeping_free);
  if (!postern_store_save (store, record, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  first = g_task_new (NULL, cancellable, begun_cb, g_object_ref (task));
  g_task_set_check_cancellable (first, FALSE);
  /* The outer task, which the callback has, keeps it. */
  g_task_set_task_data (first, self, NULL);
  g_task_run_in_thread (first, begin_thread);
}

/**
 * postern_sign_in_keep_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: return location, as postern_sign_in_keep()
 *
 * Returns: whether all is kept
 */
gboolean
postern_sign_in_keep_finish (PosternStore  *store,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_sign_in_keep_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
