/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-store.h"

#include "core/records/postern-database.h"
#include "core/records/postern-record-private.h"
#include "core/records/postern-store-rows.h"

#define FILE_NAME "records.db"

struct _PosternStore
{
  GObject           parent_instance;

  char             *folder;
  PosternDatabase  *database;
  GListStore       *records;
  GHashTable       *known;
  gint64            data_version;
};

G_DEFINE_QUARK (postern-store-error-quark, postern_store_error)
G_DEFINE_FINAL_TYPE (PosternStore, postern_store, G_TYPE_OBJECT)

/* The records of the list by their ids. */
static void
know (PosternStore  *self,
      PosternRecord *record)
{
  g_hash_table_replace (self->known, (char *) postern_record_get_id (record), g_object_ref (record));
}

static gboolean
find_record (PosternStore  *self,
             PosternRecord *record,
             guint         *position)
{
  PosternRecord *known = g_hash_table_lookup (self->known, postern_record_get_id (record));

  return known != NULL && g_list_store_find (self->records, known, position);
}

/* Before all that did not change later. */
static guint
find_place (PosternStore  *self,
            PosternRecord *record)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->records));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PosternRecord) other = g_list_model_get_item (G_LIST_MODEL (self->records), i);

      if (other != record && postern_record_get_changed (other) <= postern_record_get_changed (record))
        return i;
    }

  return n;
}

/* The one that was loaded gives way to @record: the caller's object is the one that goes on changing. */
static void
show_record (PosternStore  *self,
             PosternRecord *record)
{
  g_autoptr (PosternRecord) kept = g_object_ref (record);
  g_autoptr (PosternRecord) first = g_list_model_get_item (G_LIST_MODEL (self->records), 0);
  guint position;

  if (first == record && find_place (self, record) <= 1)
    return;
  if (find_record (self, record, &position))
    g_list_store_remove (self->records, position);
  know (self, kept);
  g_list_store_insert (self->records, find_place (self, kept), kept);
}

/* A known record stays the same object, and keeps what was not saved yet. */
static PosternRecord *
take_row (PosternStore *self,
          sqlite3_stmt *row)
{
  PosternRecord *known = g_hash_table_lookup (self->known, postern_store_row_get_id (row));

  if (known == NULL)
    return postern_store_row_to_record (row);
  if (postern_store_row_get_sequence (row) != known->sequence)
    postern_store_row_update (row, known);

  return g_object_ref (known);
}

static void
take_list (PosternStore *self,
           GPtrArray    *loaded)
{
  g_hash_table_remove_all (self->known);
  for (guint i = 0; i < loaded->len; i++)
    know (self, g_ptr_array_index (loaded, i));
  if (!postern_store_is_list (G_LIST_MODEL (self->records), loaded))
    g_list_store_splice (self->records, 0, g_list_model_get_n_items (G_LIST_MODEL (self->records)), loaded->pdata,
                         loaded->len);
}

static gboolean
load (PosternStore  *self,
      const char    *sql,
      GError       **error)
{
  g_autoptr (GPtrArray) loaded = g_ptr_array_new_with_free_func (g_object_unref);
  sqlite3_stmt *statement = postern_database_prepare (self->database, sql, error);
  gboolean has_row = TRUE;

  while (statement != NULL && has_row)
    {
      if (!postern_database_step (self->database, statement, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (loaded, take_row (self, statement));
    }
  if (statement == NULL)
    return FALSE;
  take_list (self, loaded);

  return TRUE;
}

static void
postern_store_finalize (GObject *object)
{
  PosternStore *self = POSTERN_STORE (object);

  g_free (self->folder);
  g_clear_pointer (&self->database, postern_database_close);
  g_clear_object (&self->records);
  g_clear_pointer (&self->known, g_hash_table_unref);

  G_OBJECT_CLASS (postern_store_parent_class)->finalize (object);
}

static void
postern_store_class_init (PosternStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = postern_store_finalize;
}

static void
postern_store_init (PosternStore *self)
{
  self->records = g_list_store_new (POSTERN_TYPE_RECORD);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

static PosternStore *
open_file (const char  *folder,
           GError     **error)
{
  g_autoptr (PosternStore) self = g_object_new (POSTERN_TYPE_STORE, NULL);
  g_autofree char *path = NULL;

  self->folder = folder != NULL ? g_strdup (folder) : g_build_filename (g_get_user_data_dir (), "postern", NULL);
  path = g_build_filename (self->folder, FILE_NAME, NULL);
  self->database = postern_database_open (path, &postern_store_layout, error);

  return self->database == NULL ? NULL : g_steal_pointer (&self);
}

/**
 * postern_store_open:
 * @folder: (nullable): where the file is, made with mode 0700 when missing; %NULL for postern/ in the user's
 *   data folder
 * @error: return location for a #PosternStoreError
 *
 * Opens the file of all records, makes it when there is none, and upgrades an older one.
 *
 * Returns: (transfer full): the store, or %NULL with @error set
 */
PosternStore *
postern_store_open (const char *folder,
                    GError    **error)
{
  g_autoptr (PosternStore) self = open_file (folder, error);

  return self != NULL && postern_store_refresh (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * postern_store_open_soon:
 * @folder: (nullable): as for postern_store_open()
 * @error: return location for a #PosternStoreError
 *
 * As postern_store_open(), but the list has only the records that were changed last, enough to fill a screen, until
 * postern_store_refresh() or a lookup brings the others.
 *
 * Returns: (transfer full): the store, or %NULL with @error set
 */
PosternStore *
postern_store_open_soon (const char *folder,
                         GError    **error)
{
  g_autoptr (PosternStore) self = open_file (folder, error);

  return self != NULL && load (self, POSTERN_STORE_SELECT " LIMIT 12", error) ? g_steal_pointer (&self) : NULL;
}

/** Returns: (transfer none): the folder of the database */
const char *
postern_store_get_folder (PosternStore *self)
{
  return self->folder;
}

/* Documented in the header. */
GListModel *
postern_store_get_records (PosternStore *self)
{
  g_return_val_if_fail (POSTERN_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->records);
}

/**
 * postern_store_refresh:
 * @self: a store
 * @error: return location for a #PosternStoreError
 *
 * Reads what other processes have changed. A record that is in the list stays the same object.
 *
 * Returns: whether the file could be read
 */
gboolean
postern_store_refresh (PosternStore  *self,
                       GError       **error)
{
  gint64 data_version;

  g_return_val_if_fail (POSTERN_IS_STORE (self), FALSE);

  if (!postern_database_get_number (self->database, "PRAGMA data_version", &data_version, error))
    return FALSE;
  if (data_version == self->data_version)
    return TRUE;
  if (!load (self, POSTERN_STORE_SELECT, error))
    return FALSE;
  self->data_version = data_version;

  return TRUE;
}

/**
 * postern_store_lookup:
 * @self: a store
 * @id: a record's id, or a beginning of at least 4 characters that no other has
 * @error: return location for a #PosternStoreError
 *
 * Returns: (transfer none): the record, or %NULL with @error set
 */
PosternRecord *
postern_store_lookup (PosternStore  *self,
                      const char    *id,
                      GError       **error)
{
  g_return_val_if_fail (POSTERN_IS_STORE (self) && id != NULL, NULL);

  if (self->data_version == 0 && !postern_store_refresh (self, error))
    return NULL;

  return postern_store_find (G_LIST_MODEL (self->records), id, error);
}

/**
 * postern_store_save:
 * @self: a store
 * @record: a record, new or known
 * @error: return location for a #PosternStoreError
 *
 * Inserts or updates the record, and sets its changed time. What another process has changed of it meanwhile stays, and
 * is taken over, but for what was set here. What was saved survives a power cut.
 *
 * Returns: whether it is saved
 */
gboolean
postern_store_save (PosternStore   *self,
                    PosternRecord  *record,
                    GError        **error)
{
  g_return_val_if_fail (POSTERN_IS_STORE (self) && POSTERN_IS_RECORD (record), FALSE);

  if (!postern_store_merge_record (self->database, record, NULL, error))
    return FALSE;
  show_record (self, record);

  return TRUE;
}

/**
 * postern_store_remove:
 * @self: a store
 * @record: a record
 * @error: return location for a #PosternStoreError
 *
 * Removes the record and its history; one that is not there counts as removed. The keyring is not touched:
 * see postern_records_remove().
 *
 * Returns: whether it is removed
 */
gboolean
postern_store_remove (PosternStore   *self,
                      PosternRecord  *record,
                      GError        **error)
{
  guint position;

  g_return_val_if_fail (POSTERN_IS_STORE (self) && POSTERN_IS_RECORD (record), FALSE);

  if (!postern_store_delete_record (self->database, record, error))
    return FALSE;
  if (find_record (self, record, &position))
    g_list_store_remove (self->records, position);
  g_hash_table_remove (self->known, postern_record_get_id (record));

  return TRUE;
}

/**
 * postern_store_add_test:
 * @self: a store
 * @record: the record that was tested
 * @result: what came of it
 * @error: return location for a #PosternStoreError
 *
 * Keeps the test in the history, and what it says about the record in the record's last-…, passed-time and refusals,
 * and saves the record. The oldest tests are dropped.
 *
 * Returns: whether it is saved; the record keeps the outcome even if not
 */
gboolean
postern_store_add_test (PosternStore             *self,
                        PosternRecord            *record,
                        const PosternTestResult  *result,
                        GError                  **error)
{
  PosternTestResult timed;

  g_return_val_if_fail (POSTERN_IS_STORE (self) && POSTERN_IS_RECORD (record) && result != NULL, FALSE);

  timed = *result;
  timed.time = result->time != 0 ? result->time : g_get_real_time () / G_USEC_PER_SEC;
  if (!postern_store_merge_record (self->database, record, &timed, error))
    {
      postern_record_take_result (record, &timed);
      return FALSE;
    }
  show_record (self, record);

  return TRUE;
}

/* Documented in the header. */
GPtrArray *
postern_store_list_tests (PosternStore   *self,
                          PosternRecord  *record,
                          guint           limit,
                          GError        **error)
{
  g_return_val_if_fail (POSTERN_IS_STORE (self) && POSTERN_IS_RECORD (record), NULL);

  return postern_store_read_tests (self->database, record, limit, error);
}

/* Documented in the header. */
gboolean
postern_store_save_all (PosternStore  *self,
                        GPtrArray     *records,
                        GError       **error)
{
  gboolean is_written = TRUE;

  g_return_val_if_fail (POSTERN_IS_STORE (self) && records != NULL, FALSE);

  if (!postern_database_execute (self->database, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (guint i = 0; is_written && i < records->len; i++)
    {
      postern_record_set_changed (g_ptr_array_index (records, i), g_get_real_time () / G_USEC_PER_SEC);
      is_written = postern_store_write_record (self->database, g_ptr_array_index (records, i), error);
    }

  return postern_database_end (self->database, is_written, error) && load (self, POSTERN_STORE_SELECT, error);
}
