/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-record-private.h"
#include "core/records/postern-store-rows.h"

/*
 * Two programs may change one record. What each of them set counts, and not what it had read before: so a record is
 * compared with its row before it is written. Where both set the same, the later one counts.
 */

/* Takes over what another process saved of @record since it was read or saved here, but for what was set here since. */
static gboolean
take_over (PosternDatabase  *database,
           PosternRecord    *record,
           GError          **error)
{
  sqlite3_stmt *statement = postern_database_prepare (database, POSTERN_STORE_SELECT_ONE, error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  postern_statement_bind_text (statement, ":id", postern_record_get_id (record));
  while (has_row)
    {
      if (!postern_database_step (database, statement, &has_row, error))
        return FALSE;
      if (has_row && postern_store_row_get_sequence (statement) != record->sequence)
        postern_store_row_update (statement, record);
    }

  return TRUE;
}

static gboolean
write_all (PosternDatabase          *database,
           PosternRecord            *record,
           const PosternTestResult  *result,
           GError                  **error)
{
  if (!take_over (database, record, error))
    return FALSE;
  if (result != NULL)
    postern_record_take_result (record, result);
  postern_record_set_changed (record, g_get_real_time () / G_USEC_PER_SEC);

  return postern_store_write_record (database, record, error) &&
         (result == NULL || postern_store_write_test (database, record, result, error));
}

/**
 * postern_store_merge_record:
 * @database: the file
 * @record: a record, new or known
 * @result: (nullable): a test of it, to be kept along with it
 * @error: return location for a #PosternStoreError
 *
 * Writes the record over its row, or as a new one, without losing what another process wrote there.
 *
 * Returns: whether it is written; if not, all that was set stays to be saved
 */
gboolean
postern_store_merge_record (PosternDatabase          *database,
                            PosternRecord            *record,
                            const PosternTestResult  *result,
                            GError                  **error)
{
  gint64 changed = postern_record_get_changed (record);
  gboolean written;

  g_object_freeze_notify (G_OBJECT (record));
  written = postern_database_execute (database, "BEGIN IMMEDIATE", error) &&
            postern_database_end (database, write_all (database, record, result, error), error);
  if (written)
    record->unsaved = 0;
  else
    {
      postern_record_set_changed (record, changed);
      record->sequence = 0;
    }
  g_object_thaw_notify (G_OBJECT (record));

  return written;
}
