/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-database-private.h"
#include "core/records/postern-store-rows.h"
#include "core/records/postern-store.h"
#include "support/postern-test-wait.h"

/* The history of many records: 10,000 with 20 tests each. */

#define FILL \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)" \
  " INSERT INTO records (id, sequence, state, account, created, changed)" \
  " SELECT 'record-' || i, i, 'ready', i || '@contoso.org', 5, 6 FROM n;" \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)" \
  " INSERT INTO tests (record, time, finding, title, accepted, host, port, security)" \
  " SELECT 'record-' || (1 + i % 10000), i, 'wrong-password', 'The password was refused', 0, 'smtp.contoso.org', 587," \
  " 'starttls' FROM n"

static PosternDatabase *
open_full (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  g_autoptr (GError) error = NULL;
  PosternDatabase *database = postern_database_open (path, &postern_store_layout, &error);

  g_assert_no_error (error);
  g_assert_true (postern_database_execute (database, "BEGIN", NULL));
  g_assert_true (postern_database_execute (database, FILL, NULL));
  g_assert_true (postern_database_execute (database, "COMMIT", NULL));

  return database;
}

/* Since the last time: how many rows were looked at one after the other, or sorted, for want of an index. */
static int
count_detours (PosternDatabase *database)
{
  int n = 0;

  for (sqlite3_stmt *statement = sqlite3_next_stmt (database->handle, NULL); statement != NULL;
       statement = sqlite3_next_stmt (database->handle, statement))
    n += sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, TRUE) +
         sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_SORT, TRUE);

  return n;
}

static PosternRecord *
find_record (PosternDatabase *database,
             const char      *id)
{
  sqlite3_stmt *statement = postern_database_prepare (database, POSTERN_STORE_SELECT, NULL);
  gboolean has_row = TRUE;

  while (postern_database_step (database, statement, &has_row, NULL) && has_row)
    {
      g_autoptr (PosternRecord) record = postern_store_row_to_record (statement);

      if (g_str_equal (postern_record_get_id (record), id))
        {
          sqlite3_reset (statement);
          return g_steal_pointer (&record);
        }
    }

  return NULL;
}

static void
test_indexes (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternDatabase) database = open_full (folder);
  g_autoptr (PosternRecord) record = find_record (database, "record-77");
  g_autoptr (PosternTestResult) result = postern_test_result_new_for (record);
  g_autoptr (GPtrArray) tests = NULL;
  g_autoptr (GPtrArray) more = NULL;

  g_assert_cmpint (count_detours (database), >, 0);
  tests = postern_store_read_tests (database, record, 10, NULL);
  g_assert_cmpuint (tests->len, ==, 10);
  g_assert_cmpint (((PosternTestResult *) g_ptr_array_index (tests, 0))->time, ==, 190076);
  g_assert_cmpint (((PosternTestResult *) g_ptr_array_index (tests, 1))->time, ==, 180076);
  g_assert_cmpint (count_detours (database), ==, 0);

  for (guint i = 0; i < 60; i++)
    g_assert_true (postern_store_write_test (database, record, result, NULL));
  g_assert_cmpint (count_detours (database), ==, 0);
  more = postern_store_read_tests (database, record, 1000, NULL);
  g_assert_cmpuint (more->len, ==, 50);
}

/* No test is lost to another record, and each goes with its own. */
static void
test_removed (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternDatabase) database = open_full (folder);
  g_autoptr (PosternRecord) record = find_record (database, "record-77");
  gint64 n = 0;

  g_assert_true (postern_store_delete_record (database, record, NULL));
  g_assert_true (postern_database_get_number (database, "SELECT count(*) FROM tests", &n, NULL));
  g_assert_cmpint (n, ==, 200000 - 20);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/records/store-tests/indexes", test_indexes);
  g_test_add_func ("/records/store-tests/removed", test_removed);

  return g_test_run ();
}
