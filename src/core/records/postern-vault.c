/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-vault.h"

#include "core/records/postern-vault-job.h"

G_DEFINE_QUARK (postern-vault-error-quark, postern_vault_error)

static gboolean
is_placed (PosternRecord *record)
{
  return postern_record_get_endpoint (record) != NULL && postern_record_get_sign_in_name (record) != NULL;
}

static PosternSecret *
run_now (PosternVaultOperation   operation,
         PosternRecord          *record,
         PosternSecret          *secret,
         GCancellable           *cancellable,
         GError                **error)
{
  g_autoptr (PosternVaultJob) job = postern_vault_job_new (operation, record, secret);

  return postern_vault_job_run (job, cancellable, error);
}

static gboolean
finish (GAsyncResult  *result,
        GError       **error)
{
  g_autoptr (PosternSecret) done = g_task_propagate_pointer (G_TASK (result), error);

  return done != NULL;
}

/**
 * postern_vault_store:
 * @record: a record with an endpoint and a sign-in name
 * @secret: its password
 * @cancellable: (nullable): to stop, for instance while a prompt is shown
 * @error: return location for a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Writes the password into the default keyring, makes or unlocks that where needed (the person is asked,
 * for at most two minutes), reads it back, and then deletes what an earlier host or name of the same record
 * left there. Two records with one host and name are two items; msmtp, which does not know records, then
 * takes the one that the keyring finds first.
 *
 * Returns: whether the keyring holds the password
 */
gboolean
postern_vault_store (PosternRecord  *record,
                     PosternSecret  *secret,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autoptr (PosternSecret) done = NULL;

  g_return_val_if_fail (POSTERN_IS_RECORD (record) && is_placed (record) && secret != NULL, FALSE);

  done = run_now (POSTERN_VAULT_STORE, record, secret, cancellable, error);

  return done != NULL;
}

/**
 * postern_vault_lookup:
 * @record: a record
 * @cancellable: (nullable): to stop
 * @error: return location for a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Reads the record's password, also when its host or name was changed after it was stored. A locked keyring is
 * unlocked; the person is asked for at most two minutes.
 *
 * Returns: (transfer full): the password, or %NULL with @error set
 */
PosternSecret *
postern_vault_lookup (PosternRecord  *record,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_return_val_if_fail (POSTERN_IS_RECORD (record), NULL);

  return run_now (POSTERN_VAULT_LOOKUP, record, NULL, cancellable, error);
}

/**
 * postern_vault_clear:
 * @record: a record
 * @cancellable: (nullable): to stop
 * @error: return location for a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Deletes all passwords of the record from the keyring; none is no fault.
 *
 * Returns: whether the keyring holds none
 */
gboolean
postern_vault_clear (PosternRecord  *record,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autoptr (PosternSecret) done = NULL;

  g_return_val_if_fail (POSTERN_IS_RECORD (record), FALSE);

  done = run_now (POSTERN_VAULT_CLEAR, record, NULL, cancellable, error);

  return done != NULL;
}

/**
 * postern_vault_move:
 * @record: a record whose host or name has changed since its password was stored
 * @cancellable: (nullable): to stop
 * @error: return location for a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Stores the password again under the present host and name, then deletes the older item.
 *
 * Returns: whether the keyring holds the password under the present ones
 */
gboolean
postern_vault_move (PosternRecord  *record,
                    GCancellable   *cancellable,
                    GError        **error)
{
  g_autoptr (PosternSecret) done = NULL;

  g_return_val_if_fail (POSTERN_IS_RECORD (record) && is_placed (record), FALSE);

  done = run_now (POSTERN_VAULT_MOVE, record, NULL, cancellable, error);

  return done != NULL;
}

/**
 * postern_vault_store_async:
 * @record: the record; what is needed of it is copied before this returns
 * @secret: its password
 * @cancellable: (nullable): to stop
 * @callback: called in the present main context when it is done or failed
 * @user_data: for @callback
 *
 * As postern_vault_store(), in a thread of its own.
 */
void
postern_vault_store_async (PosternRecord       *record,
                           PosternSecret       *secret,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (POSTERN_IS_RECORD (record) && is_placed (record) && secret != NULL);

  postern_vault_job_run_async (postern_vault_job_new (POSTERN_VAULT_STORE, record, secret),
                               postern_vault_store_async, cancellable, callback, user_data);
}

/**
 * postern_vault_store_finish:
 * @result: what the callback was given
 * @error: return location for a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the keyring holds the password
 */
gboolean
postern_vault_store_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_vault_store_async), FALSE);

  return finish (result, error);
}

/**
 * postern_vault_lookup_async:
 * @record: the record; what is needed of it is copied before this returns
 * @cancellable: (nullable): to stop
 * @callback: called in the present main context when it is done or failed
 * @user_data: for @callback
 *
 * As postern_vault_lookup(), in a thread of its own.
 */
void
postern_vault_lookup_async (PosternRecord       *record,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (POSTERN_IS_RECORD (record));

  postern_vault_job_run_async (postern_vault_job_new (POSTERN_VAULT_LOOKUP, record, NULL),
                               postern_vault_lookup_async, cancellable, callback, user_data);
}

/**
 * postern_vault_lookup_finish:
 * @result: what the callback was given
 * @error: return location for a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the password, or %NULL with @error set
 */
PosternSecret *
postern_vault_lookup_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_vault_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * postern_vault_clear_async:
 * @record: the record; what is needed of it is copied before this returns
 * @cancellable: (nullable): to stop
 * @callback: called in the present main context when it is done or failed
 * @user_data: for @callback
 *
 * As postern_vault_clear(), in a thread of its own.
 */
void
postern_vault_clear_async (PosternRecord       *record,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (POSTERN_IS_RECORD (record));

  postern_vault_job_run_async (postern_vault_job_new (POSTERN_VAULT_CLEAR, record, NULL),
                               postern_vault_clear_async, cancellable, callback, user_data);
}

/**
 * postern_vault_clear_finish:
 * @result: what the callback was given
 * @error: return location for a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the keyring holds none
 */
gboolean
postern_vault_clear_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_vault_clear_async), FALSE);

  return finish (result, error);
}

/**
 * postern_vault_move_async:
 * @record: the record; what is needed of it is copied before this returns
 * @cancellable: (nullable): to stop
 * @callback: called in the present main context when it is done or failed
 * @user_data: for @callback
 *
 * As postern_vault_move(), in a thread of its own.
 */
void
postern_vault_move_async (PosternRecord       *record,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (POSTERN_IS_RECORD (record) && is_placed (record));

  postern_vault_job_run_async (postern_vault_job_new (POSTERN_VAULT_MOVE, record, NULL),
                               postern_vault_move_async, cancellable, callback, user_data);
}

/**
 * postern_vault_move_finish:
 * @result: what the callback was given
 * @error: return location for a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the keyring holds the password under the present host and name
 */
gboolean
postern_vault_move_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_vault_move_async), FALSE);

  return finish (result, error);
}
