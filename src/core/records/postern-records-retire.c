/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-record-private.h"
#include "core/records/postern-records-change.h"
#include "core/records/postern-records-replace.h"
#include "core/records/postern-records.h"

static gboolean
forget_time (PosternStore   *store,
             PosternRecord  *record,
             GError        **error)
{
  postern_record_set_former_time (record, 0);

  return postern_store_save (store, record, error);
}

/* The former password, or with a retired record all of them. */
static void
on_forgotten (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (PosternSecret) done = g_task_propagate_pointer (G_TASK (result), &error);
  PosternChange *change = g_task_get_task_data (task);
  gboolean saved;

  if (done != NULL && g_task_get_source_tag (task) == postern_records_retire_async)
    postern_record_set_password_recorded (change->record, FALSE);
  saved = done != NULL && forget_time (g_task_get_source_object (task), change->record, &error);
  postern_change_return (task, saved, error);
}

static void
forget_former (GTask         *task,
               PosternRecord *record)
{
  postern_change_run (task, postern_vault_job_new (POSTERN_VAULT_FORGET_FORMER, record, NULL), on_forgotten);
}

static void
on_taken_back (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  PosternChange *change = g_task_get_task_data (task);

  if (postern_records_keep_password_finish (POSTERN_STORE (source), result, &error))
    forget_former (task, change->record);
  else
    g_task_return_error (task, error);
}

static void
on_former_found (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (PosternSecret) former = g_task_propagate_pointer (G_TASK (result), &error);
  PosternChange *change = g_task_get_task_data (task);

  if (former != NULL)
    postern_records_keep_password_async (g_task_get_source_object (task), change->record, former,
                                         g_task_get_cancellable (task), on_taken_back, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/**
 * postern_records_settle_password:
 * @store: where the record is kept
 * @record: a record
 * @cancellable: (nullable): to stop while the keyring is asked
 * @error: return location for a #PosternStoreError, a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Deletes the former password once the present one has passed a test; does nothing before, or where there is none.
 *
 * Returns: %FALSE if it could not be deleted
 */
gboolean
postern_records_settle_password (PosternStore   *store,
                                 PosternRecord  *record,
                                 GCancellable   *cancellable,
                                 GError        **error)
{
  g_autoptr (PosternVaultJob) job = NULL;
  g_autoptr (PosternSecret) done = NULL;

  g_return_val_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record), FALSE);

  if (postern_record_get_former_time (record) == 0 || !postern_record_is_proven (record))
    return TRUE;
  job = postern_vault_job_new (POSTERN_VAULT_FORGET_FORMER, record, NULL);
  done = postern_vault_job_run (job, cancellable, error);

  return done != NULL && forget_time (store, record, error);
}

/** As postern_records_settle_password(), without blocking while the keyring is asked. */
void
postern_records_settle_password_async (PosternStore        *store,
                                       PosternRecord       *record,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record));

  task = postern_change_new_task (store, record, postern_records_settle_password_async, cancellable, callback,
                                  user_data);
  if (postern_record_get_former_time (record) == 0 || !postern_record_is_proven (record))
    g_task_return_boolean (task, TRUE);
  else
    forget_former (task, record);
}

/** Returns: %FALSE if the former password could not be deleted */
gboolean
postern_records_settle_password_finish (PosternStore  *store,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_records_settle_password_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/** Puts the former password back in the place of the present one, which is lost. */
void
postern_records_take_back_async (PosternStore        *store,
                                 PosternRecord       *record,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record));

  task = postern_change_new_task (store, record, postern_records_take_back_async, cancellable, callback, user_data);
  postern_change_run (task, postern_vault_job_new (POSTERN_VAULT_LOOKUP_FORMER, record, NULL), on_former_found);
}

/** Returns: whether the former password is the present one again */
gboolean
postern_records_take_back_finish (PosternStore  *store,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_records_take_back_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/** Marks the record as retired, then deletes its passwords from the keyring; its history stays. */
void
postern_records_retire_async (PosternStore        *store,
                              PosternRecord       *record,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record));

  task = postern_change_new_task (store, record, postern_records_retire_async, cancellable, callback, user_data);
  postern_record_set_state (record, POSTERN_RECORD_RETIRED);
  if (postern_store_save (store, record, &error))
    postern_change_run (task, postern_vault_job_new (POSTERN_VAULT_CLEAR, record, NULL), on_forgotten);
  else
    g_task_return_error (task, error);
}

/** Returns: whether its passwords are gone from the keyring; the record may be retired even if not */
gboolean
postern_records_retire_finish (PosternStore  *store,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_records_retire_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
