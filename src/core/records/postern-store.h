/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/records/postern-test-result.h"

G_BEGIN_DECLS

#define POSTERN_STORE_ERROR (postern_store_error_quark ())

/**
 * PosternStoreError:
 * @POSTERN_STORE_ERROR_UNWRITABLE: the folder or the file can't be written (rights, full disk, read-only)
 * @POSTERN_STORE_ERROR_BUSY: another program holds it locked for longer than the time limit
 * @POSTERN_STORE_ERROR_CORRUPT: the file is damaged or no store of ours
 * @POSTERN_STORE_ERROR_NEWER: a newer Postern wrote it
 * @POSTERN_STORE_ERROR_NOT_FOUND: there is no such record
 * @POSTERN_STORE_ERROR_FAILED: another fault of the database; the message has its words
 */
typedef enum
{
  POSTERN_STORE_ERROR_UNWRITABLE,
  POSTERN_STORE_ERROR_BUSY,
  POSTERN_STORE_ERROR_CORRUPT,
  POSTERN_STORE_ERROR_NEWER,
  POSTERN_STORE_ERROR_NOT_FOUND,
  POSTERN_STORE_ERROR_FAILED,
} PosternStoreError;

GQuark postern_store_error_quark (void);

/**
 * PosternStore:
 *
 * The SQLite file of all records and their tests (WAL, schema version in user_version, upgraded step by
 * step after a copy was kept). Holds no password. Quick enough for the main thread. Not thread-safe.
 */
#define POSTERN_TYPE_STORE (postern_store_get_type ())
G_DECLARE_FINAL_TYPE (PosternStore, postern_store, POSTERN, STORE, GObject)

/**
 * postern_store_open:
 * @folder: (nullable): where the file is, made with mode 0700 when missing; %NULL for postern/ in the user's
 *   data folder
 */
PosternStore  *postern_store_open        (const char     *folder,
                                          GError        **error);
PosternStore  *postern_store_open_soon      (const char     *folder,
                                          GError        **error);
/** All records, the most recently changed first; a live #GListModel of #PosternRecord. */
GListModel    *postern_store_get_records (PosternStore   *self);
/** (transfer none) (nullable): sets %POSTERN_STORE_ERROR_NOT_FOUND; @id may be a unique beginning of 4 characters+ */
PosternRecord *postern_store_lookup      (PosternStore   *self,
                                          const char     *id,
                                          GError        **error);
/** Inserts or updates, durable when it returns TRUE; sets the record's changed time. */
gboolean       postern_store_save        (PosternStore   *self,
                                          PosternRecord  *record,
                                          GError        **error);
gboolean       postern_store_remove      (PosternStore   *self,
                                          PosternRecord  *record,
                                          GError        **error);
/** (element-type PosternRecord): saves all of these new records at once, or none; the list has objects of its own. */
gboolean       postern_store_save_all    (PosternStore   *self,
                                          GPtrArray      *records,
                                          GError        **error);
/** Reads what another process has changed since; quick when there is nothing. For a window that comes to the front. */
gboolean       postern_store_refresh     (PosternStore   *self,
                                          GError        **error);
/** Does that by itself from now on, a moment after each change of the file. */
void           postern_store_follow      (PosternStore   *self);
/** Keeps a test in the history and what it says about the record in the record, and saves the record. */
gboolean       postern_store_add_test    (PosternStore             *self,
                                          PosternRecord            *record,
                                          const PosternTestResult  *result,
                                          GError                  **error);
/** (transfer full) (element-type PosternTestResult): at most @limit tests of @record, the latest first */
GPtrArray     *postern_store_list_tests  (PosternStore             *self,
                                          PosternRecord            *record,
                                          guint                     limit,
                                          GError                  **error);

G_END_DECLS
