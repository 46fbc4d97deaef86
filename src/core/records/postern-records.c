/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-records.h"

#include "core/records/postern-record-private.h"
#include "core/records/postern-vault.h"

typedef struct
{
  PosternRecord *record;
  PosternSecret *secret;
  gboolean       known;
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  g_object_unref (keeping->record);
  postern_secret_unref (keeping->secret);
  g_free (keeping);
}

/* A password that was refused does not become a new one by being pasted again: accounts lock. */
static gboolean
is_refused_one (PosternRecord *record,
                PosternSecret *secret,
                GCancellable  *cancellable)
{
  g_autoptr (PosternSecret) refused = NULL;

  if (postern_record_get_refusals (record) > 0)
    refused = postern_vault_lookup (record, cancellable, NULL);

  return refused != NULL && postern_secret_equal (refused, secret);
}

static gboolean
mark_recorded (PosternStore   *store,
               PosternRecord  *record,
               GError        **error)
{
  gboolean before = postern_record_get_password_recorded (record);

  postern_record_renew_password (record);
  if (postern_store_save (store, record, error))
    return TRUE;
  postern_record_set_password_recorded (record, before);

  return FALSE;
}

/* Before the keyring has a new password: what the record knows of the former one must not count for it. */
static gboolean
announce_password (PosternStore   *store,
                   PosternRecord  *record,
                   gboolean        known,
                   GError        **error)
{
  if (!known && postern_record_get_password_recorded (record))
    postern_record_renew_password (record);

  return postern_store_save (store, record, error);
}

/* A draft that never had a password can be removed where there is no keyring. */
static gboolean
may_go (PosternRecord *record,
        const GError  *fault)
{
  return fault == NULL ||
         (fault->domain == POSTERN_VAULT_ERROR && !postern_record_get_password_recorded (record));
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  Keeping *keeping = g_task_get_task_data (task);

  if (postern_vault_store_finish (result, &error) &&
      (keeping->known || mark_recorded (g_task_get_source_object (task), keeping->record, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
store_password (GTask *task)
{
  g_autoptr (GError) error = NULL;
  PosternStore *store = g_task_get_source_object (task);
  Keeping *keeping = g_task_get_task_data (task);

  if (announce_password (store, keeping->record, keeping->known, &error))
    postern_vault_store_async (keeping->record, keeping->secret, g_task_get_cancellable (task), on_stored,
                               g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (PosternSecret) refused = postern_vault_lookup_finish (result, NULL);
  Keeping *keeping = g_task_get_task_data (task);

  keeping->known = refused != NULL && postern_secret_equal (refused, keeping->secret);
  store_password (task);
}

static void
on_cleared (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) fault = NULL;
  g_autoptr (GError) error = NULL;
  PosternRecord *record = g_task_get_task_data (task);

  (void) postern_vault_clear_finish (result, &fault);
  if (!may_go (record, fault))
    g_task_return_error (task, g_steal_pointer (&fault));
  else if (!postern_store_remove (g_task_get_source_object (task), record, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static GTask *
new_task (PosternStore        *store,
          gpointer             tag,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);

  return task;
}

/**
 * postern_records_keep_password:
 * @store: where the record is kept
 * @record: a record with an endpoint and a sign-in name, new or known
 * @secret: its password
 * @cancellable: (nullable): to stop while the keyring is asked
 * @error: return location for a #PosternStoreError, a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Saves the record, then stores the password in the keyring and reads it back, then saves that it is
 * recorded: so the keyring never holds a password that no record tells of. What the record knows of the former
 * password is forgotten, unless it is the same that was refused.
 *
 * Returns: whether the password is recorded
 */
gboolean
postern_records_keep_password (PosternStore   *store,
                               PosternRecord  *record,
                               PosternSecret  *secret,
                               GCancellable   *cancellable,
                               GError        **error)
{
  gboolean known;

  g_return_val_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record) && secret != NULL, FALSE);

  known = is_refused_one (record, secret, cancellable);

  return announce_password (store, record, known, error) && postern_vault_store (record, secret, cancellable, error) &&
         (known || mark_recorded (store, record, error));
}

/**
 * postern_records_remove:
 * @store: where the record is kept
 * @record: a record
 * @cancellable: (nullable): to stop while the keyring is asked
 * @error: return location for a #PosternStoreError, a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Deletes the record's password from the keyring, and only then the record. Where the keyring does not
 * answer, the record stays, unless it has no password.
 *
 * Returns: whether both are gone
 */
gboolean
postern_records_remove (PosternStore   *store,
                        PosternRecord  *record,
                        GCancellable   *cancellable,
                        GError        **error)
{
  g_autoptr (GError) fault = NULL;

  g_return_val_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record), FALSE);

  (void) postern_vault_clear (record, cancellable, &fault);
  if (may_go (record, fault))
    return postern_store_remove (store, record, error);
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

/**
 * postern_records_keep_password_async:
 * @store: where the record is kept
 * @record: a record with an endpoint and a sign-in name, new or known
 * @secret: its password
 * @cancellable: (nullable): to stop while the keyring is asked
 * @callback: called when it is done or failed
 * @user_data: for @callback
 *
 * As postern_records_keep_password(), without blocking while the keyring is asked. The record is saved
 * before this returns, unless its password was refused: then the keyring is asked first whether it is the same.
 */
void
postern_records_keep_password_async (PosternStore        *store,
                                     PosternRecord       *record,
                                     PosternSecret       *secret,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Keeping *keeping = NULL;

  g_return_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record) && secret != NULL);

  task = new_task (store, postern_records_keep_password_async, cancellable, callback, user_data);
  keeping = g_new0 (Keeping, 1);
  keeping->record = g_object_ref (record);
  keeping->secret = postern_secret_ref (secret);
  g_task_set_task_data (task, keeping, (GDestroyNotify) keeping_free);
  if (postern_record_get_refusals (record) > 0)
    postern_vault_lookup_async (record, cancellable, on_looked_up, g_steal_pointer (&task));
  else
    store_password (task);
}

/**
 * postern_records_keep_password_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: return location for a #PosternStoreError, a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the password is recorded
 */
gboolean
postern_records_keep_password_finish (PosternStore  *store,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_records_keep_password_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * postern_records_remove_async:
 * @store: where the record is kept
 * @record: a record
 * @cancellable: (nullable): to stop while the keyring is asked
 * @callback: called when it is done or failed
 * @user_data: for @callback
 *
 * As postern_records_remove(), without blocking while the keyring is asked.
 */
void
postern_records_remove_async (PosternStore        *store,
                              PosternRecord       *record,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record));

  task = new_task (store, postern_records_remove_async, cancellable, callback, user_data);
  g_task_set_task_data (task, g_object_ref (record), g_object_unref);
  postern_vault_clear_async (record, cancellable, on_cleared, task);
}

/**
 * postern_records_remove_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: return location for a #PosternStoreError, a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether record and password are gone
 */
gboolean
postern_records_remove_finish (PosternStore  *store,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_records_remove_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
