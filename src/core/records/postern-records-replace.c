/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-records-replace.h"

#include "core/records/postern-record-private.h"
#include "core/records/postern-records-change.h"
#include "core/records/postern-records.h"

/* What a draft's password takes the place of is a slip of the hand: nothing out there uses it. */
static gboolean
has_former (PosternRecord *record)
{
  return postern_record_get_password_recorded (record) && postern_record_get_state (record) != POSTERN_RECORD_DRAFT;
}

/* The one that has passed a test is kept, and not one that came between. */
static PosternVaultJob *
new_keep_job (PosternRecord *record,
              PosternSecret *secret)
{
  gboolean renew = postern_record_get_former_time (record) == 0 || postern_record_is_proven (record);

  return postern_vault_job_new (renew ? POSTERN_VAULT_RENEW_FORMER : POSTERN_VAULT_KEEP_FORMER, record, secret);
}

/* Before the keyring holds it, so that it never holds one that no record tells of. */
static gboolean
announce_former (PosternStore   *store,
                 PosternRecord  *record,
                 GError        **error)
{
  if (postern_record_get_former_time (record) == 0)
    postern_record_set_former_time (record, g_get_real_time () / G_USEC_PER_SEC);

  return postern_store_save (store, record, error);
}

static void
on_password_kept (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  gboolean kept = postern_records_keep_password_finish (POSTERN_STORE (source), result, &error);

  postern_change_return (task, kept, error);
}

static void
keep_new (GTask *task)
{
  PosternChange *change = g_task_get_task_data (task);

  postern_records_keep_password_async (g_task_get_source_object (task), change->record, change->secret,
                                       g_task_get_cancellable (task), on_password_kept, g_object_ref (task));
}

static void
on_former_kept (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) former = g_task_propagate_pointer (G_TASK (result), &error);
  PosternChange *change = g_task_get_task_data (task);

  if (former == NULL || postern_secret_get_length (former) == 0)
    postern_record_set_former_time (change->record, change->former_before);
  if (former != NULL)
    {
      keep_new (task);
      return;
    }
  (void) postern_store_save (g_task_get_source_object (task), change->record, NULL);
  g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * postern_records_replace_password:
 * @store: where the record is kept
 * @record: a record with an endpoint and a sign-in name
 * @secret: its new password
 * @cancellable: (nullable): to stop while the keyring is asked
 * @error: return location for a #PosternStoreError, a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * As postern_records_keep_password(), but the password that it takes the place of stays in the keyring, as the former
 * one, until postern_records_settle_password(). When it is replaced again before the new one has passed a test, the
 * former one stays the one that had. A draft has no former one.
 *
 * Returns: whether the new password is recorded
 */
gboolean
postern_records_replace_password (PosternStore   *store,
                                  PosternRecord  *record,
                                  PosternSecret  *secret,
                                  GCancellable   *cancellable,
                                  GError        **error)
{
  g_autoptr (PosternVaultJob) job = NULL;
  g_autoptr (PosternSecret) former = NULL;
  gint64 before;

  g_return_val_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record) && secret != NULL, FALSE);

  if (!has_former (record))
    return postern_records_keep_password (store, record, secret, cancellable, error);

  before = postern_record_get_former_time (record);
  job = new_keep_job (record, secret);
  if (!announce_former (store, record, error))
    return FALSE;
  former = postern_vault_job_run (job, cancellable, error);
  if (former == NULL || postern_secret_get_length (former) == 0)
    postern_record_set_former_time (record, before);
  if (former != NULL)
    return postern_records_keep_password (store, record, secret, cancellable, error);
  (void) postern_store_save (store, record, NULL);

  return FALSE;
}

/**
 * postern_records_replace_password_async:
 * @store: where the record is kept
 * @record: a record with an endpoint and a sign-in name
 * @secret: its new password
 * @cancellable: (nullable): to stop while the keyring is asked
 * @callback: called when it is done or failed
 * @user_data: for @callback
 *
 * As postern_records_replace_password(), without blocking while the keyring is asked.
 */
void
postern_records_replace_password_async (PosternStore        *store,
                                        PosternRecord       *record,
                                        PosternSecret       *secret,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  PosternVaultJob *job;
  GError *error = NULL;

  g_return_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record) && secret != NULL);

  task = postern_change_new_task (store, record, postern_records_replace_password_async, cancellable, callback,
                                  user_data);
  ((PosternChange *) g_task_get_task_data (task))->secret = postern_secret_ref (secret);
  if (!has_former (record))
    {
      keep_new (task);
      return;
    }
  job = new_keep_job (record, secret);
  if (announce_former (store, record, &error))
    {
      postern_change_run (task, job, on_former_kept);
      return;
    }
  postern_vault_job_free (job);
  g_task_return_error (task, error);
}

/** Returns: whether the new password is recorded */
gboolean
postern_records_replace_password_finish (PosternStore  *store,
                                         GAsyncResult  *result,
                                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_records_replace_password_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
