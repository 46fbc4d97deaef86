/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-store-rows.h"

#include <string.h>

#include "core/records/postern-record-private.h"

/* "Post", in the file's header: sqlite.org's list of application ids does not know it. */
#define APPLICATION_ID 0x506f7374

#define MAX_TRANSCRIPT 16384
#define MAX_TESTS 50

static const char *const upgrades[] = {
  /* 1 */
  "CREATE TABLE records ("
  "  id TEXT PRIMARY KEY NOT NULL,"
  "  sequence INTEGER NOT NULL,"
  "  state TEXT NOT NULL,"
  "  name TEXT, account TEXT, user TEXT, provider TEXT,"
  "  host TEXT, port INTEGER, security TEXT,"
  "  sender TEXT, sender_name TEXT, recipient TEXT,"
  "  target TEXT, used_at TEXT, volume TEXT,"
  "  password_recorded INTEGER NOT NULL DEFAULT 0,"
  "  page TEXT, done_steps TEXT NOT NULL DEFAULT '',"
  "  created INTEGER NOT NULL, changed INTEGER NOT NULL,"
  "  last_test INTEGER NOT NULL DEFAULT 0, last_finding TEXT, last_title TEXT,"
  "  last_accepted INTEGER NOT NULL DEFAULT 0"
  ") STRICT;",
  /* 2 */
  "CREATE TABLE tests ("
  "  id INTEGER PRIMARY KEY,"
  "  record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,"
  "  time INTEGER NOT NULL,"
  "  finding TEXT, title TEXT,"
  "  accepted INTEGER NOT NULL,"
  "  transcript TEXT"
  ") STRICT;"
  "CREATE INDEX tests_by_record ON tests (record, id);",
};

const PosternDatabaseLayout postern_store_layout = { APPLICATION_ID, upgrades, G_N_ELEMENTS (upgrades) };

static const struct
{
  const char *column;
  const char *property;
} text_columns[] = {
  { "name", "name" },
  { "account", "account" },
  { "user", "user" },
  { "provider", "provider" },
  { "sender", "from" },
  { "sender_name", "from-name" },
  { "recipient", "recipient" },
  { "target", "target" },
  { "used_at", "used-at" },
  { "volume", "volume" },
  { "page", "page" },
};

static int
find_column (sqlite3_stmt *row,
             const char   *name)
{
  for (int i = 0; i < sqlite3_column_count (row); i++)
    if (strcmp (sqlite3_column_name (row, i), name) == 0)
      return i;

  g_assert_not_reached ();
}

static const char *
get_text (sqlite3_stmt *row,
          const char   *column)
{
  return (const char *) sqlite3_column_text (row, find_column (row, column));
}

static gint64
get_int64 (sqlite3_stmt *row,
           const char   *column)
{
  return sqlite3_column_int64 (row, find_column (row, column));
}

static void
read_endpoint (sqlite3_stmt  *row,
               PosternRecord *record)
{
  g_autoptr (PosternEndpoint) endpoint = NULL;
  const char *host = get_text (row, "host");
  gint64 port = get_int64 (row, "port");
  PosternSecurity security;

  if (host != NULL && port > 0 && port <= G_MAXUINT16 &&
      postern_security_from_nick (get_text (row, "security"), &security))
    endpoint = postern_endpoint_new (host, (guint16) port, security);
  postern_record_set_endpoint (record, endpoint);
}

static void
read_steps (sqlite3_stmt  *row,
            PosternRecord *record)
{
  g_auto (GStrv) steps = g_strsplit (get_text (row, "done_steps"), "\n", -1);

  postern_record_set_done_steps (record, (const char *const *) steps);
}

static void
bind_record (sqlite3_stmt  *statement,
             PosternRecord *record)
{
  const PosternEndpoint *endpoint = postern_record_get_endpoint (record);
  g_autofree char *steps = g_strjoinv ("\n", (char **) postern_record_get_done_steps (record));

  for (gsize i = 0; i < G_N_ELEMENTS (text_columns); i++)
    {
      g_autofree char *parameter = g_strconcat (":", text_columns[i].column, NULL);
      g_autofree char *text = NULL;

      g_object_get (record, text_columns[i].property, &text, NULL);
      postern_statement_bind_text (statement, parameter, text);
    }
  postern_statement_bind_text (statement, ":id", postern_record_get_id (record));
  postern_statement_bind_text (statement, ":state", postern_record_state_to_nick (postern_record_get_state (record)));
  postern_statement_bind_text (statement, ":done_steps", steps);
  postern_statement_bind_int64 (statement, ":password_recorded", postern_record_get_password_recorded (record));
  postern_statement_bind_int64 (statement, ":created", postern_record_get_created (record));
  postern_statement_bind_int64 (statement, ":changed", postern_record_get_changed (record));
  postern_statement_bind_int64 (statement, ":last_test", postern_record_get_last_test (record));
  postern_statement_bind_text (statement, ":last_finding", postern_record_get_last_finding (record));
  postern_statement_bind_text (statement, ":last_title", postern_record_get_last_title (record));
  postern_statement_bind_int64 (statement, ":last_accepted", postern_record_get_last_accepted (record));
  if (endpoint == NULL)
    return;

  postern_statement_bind_text (statement, ":host", endpoint->host);
  postern_statement_bind_int64 (statement, ":port", endpoint->port);
  postern_statement_bind_text (statement, ":security", postern_security_to_nick (endpoint->security));
}

static char *
shorten (const char *transcript)
{
  const char *end = NULL;

  if (transcript == NULL || strlen (transcript) <= MAX_TRANSCRIPT)
    return g_strdup (transcript);

  (void) g_utf8_validate_len (transcript, MAX_TRANSCRIPT, &end);

  return g_strdup_printf ("%.*s…", (int) (end - transcript), transcript);
}

static PosternStoredTest *
row_to_test (sqlite3_stmt *row)
{
  PosternStoredTest *test = g_new0 (PosternStoredTest, 1);

  test->time = get_int64 (row, "time");
  test->finding_id = g_strdup (get_text (row, "finding"));
  test->title = g_strdup (get_text (row, "title"));
  test->accepted = get_int64 (row, "accepted") != 0;
  test->transcript = g_strdup (get_text (row, "transcript"));

  return test;
}

static gboolean
drop_old_tests (PosternDatabase  *database,
                PosternRecord    *record,
                GError          **error)
{
  sqlite3_stmt *statement = postern_database_prepare (database,
                                                      "DELETE FROM tests WHERE record = :record AND id NOT IN "
                                                      "(SELECT id FROM tests WHERE record = :record"
                                                      " ORDER BY id DESC LIMIT :most)",
                                                      error);

  if (statement == NULL)
    return FALSE;
  postern_statement_bind_text (statement, ":record", postern_record_get_id (record));
  postern_statement_bind_int64 (statement, ":most", MAX_TESTS);

  return postern_database_run (database, statement, error);
}

/** Returns: (transfer full): the record of a row of %POSTERN_STORE_SELECT */
PosternRecord *
postern_store_row_to_record (sqlite3_stmt *row)
{
  PosternRecord *record = postern_record_new_restored (get_text (row, "id"), get_int64 (row, "created"),
                                                       get_int64 (row, "changed"));

  postern_store_row_update (row, record);

  return record;
}

/** Sets all properties of @record, but its id and when it was made, from its row. */
void
postern_store_row_update (sqlite3_stmt  *row,
                          PosternRecord *record)
{
  g_object_freeze_notify (G_OBJECT (record));
  for (gsize i = 0; i < G_N_ELEMENTS (text_columns); i++)
    g_object_set (record, text_columns[i].property, get_text (row, text_columns[i].column), NULL);
  postern_record_set_state (record, g_strcmp0 (get_text (row, "state"), "ready") == 0 ? POSTERN_RECORD_READY
                                                                                      : POSTERN_RECORD_DRAFT);
  postern_record_set_password_recorded (record, get_int64 (row, "password_recorded") != 0);
  postern_record_set_last_test (record, get_int64 (row, "last_test"), get_text (row, "last_finding"),
                                get_text (row, "last_title"), get_int64 (row, "last_accepted") != 0);
  postern_record_set_changed (record, get_int64 (row, "changed"));
  read_endpoint (row, record);
  read_steps (row, record);
  g_object_thaw_notify (G_OBJECT (record));
}

/** Inserts or updates the row of @record. */
gboolean
postern_store_write_record (PosternDatabase  *database,
                            PosternRecord    *record,
                            GError          **error)
{
  sqlite3_stmt *statement = postern_database_prepare (
    database,
    "INSERT INTO records (id, sequence, state, name, account, user, provider, host, port, security, sender,"
    " sender_name, recipient, target, used_at, volume, password_recorded, page, done_steps, created, changed,"
    " last_test, last_finding, last_title, last_accepted) "
    "VALUES (:id, (SELECT coalesce (max (sequence), 0) + 1 FROM records), :state, :name, :account, :user, :provider,"
    " :host, :port, :security, :sender, :sender_name, :recipient, :target, :used_at, :volume, :password_recorded,"
    " :page, :done_steps, :created, :changed, :last_test, :last_finding, :last_title, :last_accepted) "
    "ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, state = excluded.state, name = excluded.name,"
    " account = excluded.account, user = excluded.user, provider = excluded.provider, host = excluded.host,"
    " port = excluded.port, security = excluded.security, sender = excluded.sender,"
    " sender_name = excluded.sender_name, recipient = excluded.recipient, target = excluded.target,"
    " used_at = excluded.used_at, volume = excluded.volume,"
    " password_recorded = excluded.password_recorded, page = excluded.page,"
    " done_steps = excluded.done_steps, changed = excluded.changed, last_test = excluded.last_test,"
    " last_finding = excluded.last_finding, last_title = excluded.last_title, last_accepted = excluded.last_accepted",
    error);

  if (statement == NULL)
    return FALSE;
  bind_record (statement, record);

  return postern_database_run (database, statement, error);
}

/** Deletes the row of @record, and with it its tests. */
gboolean
postern_store_delete_record (PosternDatabase  *database,
                             PosternRecord    *record,
                             GError          **error)
{
  sqlite3_stmt *statement = postern_database_prepare (database, "DELETE FROM records WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;
  postern_statement_bind_text (statement, ":id", postern_record_get_id (record));

  return postern_database_run (database, statement, error);
}

/** Adds the last test of @record, as its last-… properties say, to the history, and drops the oldest. */
gboolean
postern_store_write_test (PosternDatabase  *database,
                          PosternRecord    *record,
                          const char       *transcript,
                          GError          **error)
{
  g_autofree char *kept = shorten (transcript);
  sqlite3_stmt *statement = postern_database_prepare (database,
                                                      "INSERT INTO tests (record, time, finding, title, accepted,"
                                                      " transcript) VALUES (:record, :time, :finding, :title,"
                                                      " :accepted, :transcript)",
                                                      error);

  if (statement == NULL)
    return FALSE;
  postern_statement_bind_text (statement, ":record", postern_record_get_id (record));
  postern_statement_bind_int64 (statement, ":time", postern_record_get_last_test (record));
  postern_statement_bind_text (statement, ":finding", postern_record_get_last_finding (record));
  postern_statement_bind_text (statement, ":title", postern_record_get_last_title (record));
  postern_statement_bind_int64 (statement, ":accepted", postern_record_get_last_accepted (record));
  postern_statement_bind_text (statement, ":transcript", kept);

  return postern_database_run (database, statement, error) && drop_old_tests (database, record, error);
}

/** Returns: (transfer full) (element-type PosternStoredTest): the tests of @record, the latest first */
GPtrArray *
postern_store_read_tests (PosternDatabase  *database,
                          PosternRecord    *record,
                          GError          **error)
{
  g_autoptr (GPtrArray) tests = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_stored_test_free);
  sqlite3_stmt *statement =
    postern_database_prepare (database, "SELECT * FROM tests WHERE record = :record ORDER BY id DESC", error);
  gboolean has_row = statement != NULL;

  if (statement == NULL)
    return NULL;
  postern_statement_bind_text (statement, ":record", postern_record_get_id (record));
  while (has_row)
    {
      if (!postern_database_step (database, statement, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (tests, row_to_test (statement));
    }

  return g_steal_pointer (&tests);
}

/**
 * postern_stored_test_free:
 * @self: (transfer full) (nullable): a test of the history
 */
void
postern_stored_test_free (PosternStoredTest *self)
{
  if (self == NULL)
    return;

  g_free (self->finding_id);
  g_free (self->title);
  g_free (self->transcript);
  g_free (self);
}
