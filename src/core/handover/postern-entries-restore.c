/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/handover/postern-entries.h"

#include "core/records/postern-record-private.h"
#include "core/records/postern-records.h"

typedef struct
{
  GPtrArray     *entries;
  PosternRecord *record;
  guint          next;
  guint          n_restored;
  guint          n_known;
} Restoring;

static void restore_next (GTask *task);

static void
restoring_free (Restoring *restoring)
{
  g_ptr_array_unref (restoring->entries);
  g_clear_object (&restoring->record);
  g_free (restoring);
}

static gboolean
is_same (PosternRecord      *record,
         const PosternEntry *entry)
{
  const PosternEndpoint *endpoint = postern_record_get_endpoint (record);

  if (g_strcmp0 (postern_record_get_id (record), entry->id) == 0)
    return TRUE;

  return endpoint != NULL && g_ascii_strcasecmp (endpoint->host, entry->host) == 0 &&
         g_strcmp0 (postern_record_get_sign_in_name (record), entry->user) == 0 &&
         g_strcmp0 (postern_record_get_title (record), entry->title) == 0;
}

static gboolean
is_known (PosternStore       *store,
          const PosternEntry *entry)
{
  GListModel *records = postern_store_get_records (store);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i);

      if (is_same (record, entry))
        return TRUE;
    }

  return FALSE;
}

/* A record comes back under the id that it had, so that what watches it finds it again. */
static PosternRecord *
make_record (const PosternEntry *entry)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *id = entry->id != NULL ? g_ascii_strdown (entry->id, -1) : NULL;
  PosternRecord *record = id != NULL && g_uuid_string_is_valid (id) ? postern_record_new_restored (id, now, now)
                                                                    : postern_record_new ();
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (entry->host, entry->port, entry->security);

  postern_record_set_account (record, entry->account);
  if (g_strcmp0 (entry->user, entry->account) != 0)
    postern_record_set_user (record, entry->user);
  if (g_strcmp0 (entry->from, entry->account) != 0)
    postern_record_set_from (record, entry->from);
  if (g_strcmp0 (entry->title, entry->account) != 0)
    postern_record_set_name (record, entry->title);
  postern_record_set_endpoint (record, endpoint);
  postern_record_set_provider (record, entry->provider);
  postern_record_set_used_at (record, entry->used_at);
  postern_record_set_review_date (record, entry->review);
  postern_record_set_state (record, entry->secret != NULL ? POSTERN_RECORD_READY : POSTERN_RECORD_DRAFT);

  return record;
}

/* A record whose password could not be kept would only hide that it is missing; a second try brings it. */
static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Restoring *restoring = g_task_get_task_data (task);
  PosternStore *store = POSTERN_STORE (source);
  GError *error = NULL;

  if (!postern_records_keep_password_finish (store, result, &error))
    {
      postern_store_remove (store, restoring->record, NULL);
      g_task_return_error (task, error);
      return;
    }
  restoring->n_restored++;
  restore_next (task);
}

static gboolean
restore_without_password (PosternStore   *store,
                          Restoring      *restoring,
                          GError        **error)
{
  if (!postern_store_save (store, restoring->record, error))
    return FALSE;
  restoring->n_restored++;

  return TRUE;
}

static void
restore_next (GTask *task)
{
  Restoring *restoring = g_task_get_task_data (task);
  PosternStore *store = g_task_get_source_object (task);
  GError *error = NULL;

  while (restoring->next < restoring->entries->len)
    {
      const PosternEntry *entry = g_ptr_array_index (restoring->entries, restoring->next++);

      if (is_known (store, entry))
        {
          restoring->n_known++;
          continue;
        }
      g_clear_object (&restoring->record);
      restoring->record = make_record (entry);
      if (entry->secret != NULL)
        {
          postern_records_keep_password_async (store, restoring->record, entry->secret, g_task_get_cancellable (task),
                                               kept_cb, g_object_ref (task));
          return;
        }
      if (!restore_without_password (store, restoring, &error))
        {
          g_task_return_error (task, error);
          return;
        }
    }

  g_task_return_boolean (task, TRUE);
}

/**
 * postern_entries_restore_async:
 * @store: where the records are to be kept
 * @entries: (element-type PosternEntry): what a backup holds
 * @cancellable: (nullable): to stop
 * @callback: called at the end
 * @user_data: closure for @callback
 *
 * Makes a record of each entry that is not there yet, and puts its password into the keyring. Each is whole when it is
 * there; where the keyring fails, those that were brought back before stay, and a second try goes on from there.
 */
void
postern_entries_restore_async (PosternStore        *store,
                               GPtrArray           *entries,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Restoring *restoring = g_new0 (Restoring, 1);

  restoring->entries = g_ptr_array_ref (entries);
  g_task_set_source_tag (task, postern_entries_restore_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, restoring, (GDestroyNotify) restoring_free);
  restore_next (task);
}

/**
 * postern_entries_restore_finish:
 * @store: the store
 * @result: what the callback was given
 * @n_restored: (out): how many were brought back, also when it failed
 * @n_known: (out): how many were there already
 * @error: return location for a #PosternVaultError, a #PosternStoreError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether all are there now
 */
gboolean
postern_entries_restore_finish (PosternStore  *store,
                                GAsyncResult  *result,
                                guint         *n_restored,
                                guint         *n_known,
                                GError       **error)
{
  Restoring *restoring;

  g_return_val_if_fail (g_async_result_is_tagged (result, postern_entries_restore_async), FALSE);

  restoring = g_task_get_task_data (G_TASK (result));
  *n_restored = restoring->n_restored;
  *n_known = restoring->n_known;

  return g_task_propagate_boolean (G_TASK (result), error);
}
