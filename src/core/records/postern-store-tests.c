/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-store-rows.h"

#include <string.h>

#define MAX_TRANSCRIPT 16384
#define MAX_TESTS 50

static char *
shorten (const char *transcript)
{
  const char *end = NULL;

  if (transcript == NULL || strlen (transcript) <= MAX_TRANSCRIPT)
    return g_strdup (transcript);

  (void) g_utf8_validate_len (transcript, MAX_TRANSCRIPT, &end);

  return g_strdup_printf ("%.*s…", (int) (end - transcript), transcript);
}

static PosternTestResult *
row_to_test (sqlite3_stmt *row)
{
  PosternTestResult *test = postern_test_result_new ();

  test->time = postern_statement_get_int64 (row, "time");
  test->accepted = postern_statement_get_int64 (row, "accepted") != 0;
  test->finding_id = g_strdup (postern_statement_get_text (row, "finding"));
  test->title = g_strdup (postern_statement_get_text (row, "title"));
  test->endpoint = postern_store_row_to_endpoint (row, "host", "port", "security");
  test->user = g_strdup (postern_statement_get_text (row, "user"));
  test->from = g_strdup (postern_statement_get_text (row, "sender"));
  test->milliseconds = (guint) postern_statement_get_int64 (row, "milliseconds");
  test->transcript = g_strdup (postern_statement_get_text (row, "transcript"));

  return test;
}

static void
bind_test (sqlite3_stmt            *statement,
           PosternRecord           *record,
           const PosternTestResult *result)
{
  g_autofree char *transcript = shorten (result->transcript);

  postern_statement_bind_text (statement, ":record", postern_record_get_id (record));
  postern_statement_bind_int64 (statement, ":time", result->time);
  postern_statement_bind_text (statement, ":finding", result->finding_id);
  postern_statement_bind_text (statement, ":title", result->title);
  postern_statement_bind_int64 (statement, ":accepted", result->accepted);
  postern_statement_bind_text (statement, ":user", result->user);
  postern_statement_bind_text (statement, ":sender", result->from);
  postern_statement_bind_int64 (statement, ":milliseconds", result->milliseconds);
  postern_statement_bind_text (statement, ":transcript", transcript);
  postern_store_bind_endpoint (statement, ":host", ":port", ":security", result->endpoint);
}

static gboolean
run_for_record (PosternDatabase  *database,
                const char       *sql,
                PosternRecord    *record,
                GError          **error)
{
  sqlite3_stmt *statement = postern_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  postern_statement_bind_text (statement, ":record", postern_record_get_id (record));

  return postern_database_run (database, statement, error);
}

/* The conversations would make the file a hundred times as big: only the latest is of use. */
static gboolean
drop_old_transcripts (PosternDatabase  *database,
                      PosternRecord    *record,
                      GError          **error)
{
  return run_for_record (database,
                         "UPDATE tests SET transcript = NULL WHERE record = :record AND transcript IS NOT NULL",
                         record, error);
}

static gboolean
drop_old_tests (PosternDatabase  *database,
                PosternRecord    *record,
                GError          **error)
{
  return run_for_record (database,
                         "DELETE FROM tests WHERE record = :record AND id <= (SELECT id FROM tests"
                         " WHERE record = :record ORDER BY id DESC LIMIT 1 OFFSET " G_STRINGIFY (MAX_TESTS) ")",
                         record, error);
}

/** Adds @result to the history of @record, and drops the oldest. */
gboolean
postern_store_write_test (PosternDatabase          *database,
                          PosternRecord            *record,
                          const PosternTestResult  *result,
                          GError                  **error)
{
  sqlite3_stmt *statement = NULL;

  if (!drop_old_transcripts (database, record, error))
    return FALSE;
  statement = postern_database_prepare (database,
                                        "INSERT INTO tests (record, time, finding, title, accepted, host, port,"
                                        " security, user, sender, milliseconds, transcript) VALUES (:record, :time,"
                                        " :finding, :title, :accepted, :host, :port, :security, :user, :sender,"
                                        " :milliseconds, :transcript)",
                                        error);
  if (statement == NULL)
    return FALSE;
  bind_test (statement, record, result);

  return postern_database_run (database, statement, error) && drop_old_tests (database, record, error);
}

/** Returns: (transfer full) (element-type PosternTestResult): at most @limit tests of @record, the latest first */
GPtrArray *
postern_store_read_tests (PosternDatabase  *database,
                          PosternRecord    *record,
                          guint             limit,
                          GError          **error)
{
  g_autoptr (GPtrArray) tests = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_test_result_free);
  sqlite3_stmt *statement = postern_database_prepare (
    database, "SELECT * FROM tests WHERE record = :record ORDER BY id DESC LIMIT :limit", error);
  gboolean has_row = statement != NULL;

  if (statement == NULL)
    return NULL;
  postern_statement_bind_text (statement, ":record", postern_record_get_id (record));
  postern_statement_bind_int64 (statement, ":limit", limit);
  while (has_row)
    {
      if (!postern_database_step (database, statement, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (tests, row_to_test (statement));
    }

  return g_steal_pointer (&tests);
}
