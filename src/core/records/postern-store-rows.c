/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-store-rows.h"

#include "core/records/postern-record-private.h"

/* In the order of POSTERN_STORE_SELECT: to look up names for thousands of rows takes longer than to read these. */
static const struct
{
  const char            *column;
  PosternRecordProperty  property;
} text_columns[] = {
  { "name", POSTERN_RECORD_NAME },
  { "account", POSTERN_RECORD_ACCOUNT },
  { "user", POSTERN_RECORD_USER },
  { "provider", POSTERN_RECORD_PROVIDER },
  { "sender", POSTERN_RECORD_FROM },
  { "sender_name", POSTERN_RECORD_FROM_NAME },
  { "recipient", POSTERN_RECORD_RECIPIENT },
  { "target", POSTERN_RECORD_TARGET },
  { "used_at", POSTERN_RECORD_USED_AT },
  { "volume", POSTERN_RECORD_VOLUME },
  { "page", POSTERN_RECORD_PAGE },
  { "ca_file", POSTERN_RECORD_CA_FILE },
  { "sign_in", POSTERN_RECORD_SIGN_IN },
  { "client_id", POSTERN_RECORD_CLIENT_ID },
  { "tenant", POSTERN_RECORD_TENANT },
  { "review_date", POSTERN_RECORD_REVIEW_DATE },
};

enum
{
  COLUMN_ID = G_N_ELEMENTS (text_columns),
  COLUMN_STATE,
  COLUMN_HOST,
  COLUMN_PORT,
  COLUMN_SECURITY,
  COLUMN_PASSWORD_RECORDED,
  COLUMN_PASSWORD_TIME,
  COLUMN_REFUSALS,
  COLUMN_DONE_STEPS,
  COLUMN_CREATED,
  COLUMN_CHANGED,
  COLUMN_LAST_TEST,
  COLUMN_LAST_FINDING,
  COLUMN_LAST_TITLE,
  COLUMN_LAST_ACCEPTED,
  COLUMN_RETIRED_TIME,
  COLUMN_FORMER_TIME,
  COLUMN_PASSED_TIME,
  COLUMN_PASSED_ACCOUNT,
  COLUMN_PASSED_USER,
  COLUMN_PASSED_HOST,
  COLUMN_PASSED_PORT,
  COLUMN_PASSED_SECURITY,
  COLUMN_PASSED_SENDER,
  COLUMN_PASSED_CA_FILE,
  COLUMN_PASSED_PASSWORD_TIME,
  COLUMN_SEQUENCE,
};

static const char *
get_text (sqlite3_stmt *row,
          int           column)
{
  return (const char *) sqlite3_column_text (row, column);
}

static PosternEndpoint *
make_endpoint (const char *host,
               gint64      port,
               const char *nick)
{
  PosternSecurity security;

  if (host == NULL || port <= 0 || port > G_MAXUINT16 || !postern_security_from_nick (nick, &security))
    return NULL;

  return postern_endpoint_new (host, (guint16) port, security);
}

/** Returns: (transfer full) (nullable): the server in three columns of a row */
PosternEndpoint *
postern_store_row_to_endpoint (sqlite3_stmt *row,
                               const char   *host_column,
                               const char   *port_column,
                               const char   *security_column)
{
  return make_endpoint (postern_statement_get_text (row, host_column), postern_statement_get_int64 (row, port_column),
                        postern_statement_get_text (row, security_column));
}

/** Binds a server to three parameters, which stay NULL without one. */
void
postern_store_bind_endpoint (sqlite3_stmt          *statement,
                             const char            *host_parameter,
                             const char            *port_parameter,
                             const char            *security_parameter,
                             const PosternEndpoint *endpoint)
{
  if (endpoint == NULL)
    return;

  postern_statement_bind_text (statement, host_parameter, endpoint->host);
  postern_statement_bind_int64 (statement, port_parameter, endpoint->port);
  postern_statement_bind_text (statement, security_parameter, postern_security_to_nick (endpoint->security));
}

static void
read_steps (sqlite3_stmt  *row,
            PosternRecord *record)
{
  const char *text = get_text (row, COLUMN_DONE_STEPS);
  g_auto (GStrv) steps = text == NULL || *text == '\0' ? NULL : g_strsplit (text, "\n", -1);

  postern_record_set_done_steps (record, (const char *const *) steps);
}

static PosternEndpoint *
read_endpoint (sqlite3_stmt *row,
               int           first_column)
{
  return make_endpoint (get_text (row, first_column), sqlite3_column_int64 (row, first_column + 1),
                        get_text (row, first_column + 2));
}

static void
read_passed (sqlite3_stmt  *row,
             PosternRecord *record)
{
  PosternTestResult *passed = NULL;

  if (sqlite3_column_int64 (row, COLUMN_PASSED_TIME) > 0)
    {
      passed = postern_test_result_new ();
      passed->accepted = TRUE;
      passed->time = sqlite3_column_int64 (row, COLUMN_PASSED_TIME);
      passed->account = g_strdup (get_text (row, COLUMN_PASSED_ACCOUNT));
      passed->user = g_strdup (get_text (row, COLUMN_PASSED_USER));
      passed->from = g_strdup (get_text (row, COLUMN_PASSED_SENDER));
      passed->ca_file = g_strdup (get_text (row, COLUMN_PASSED_CA_FILE));
      passed->password_time = sqlite3_column_int64 (row, COLUMN_PASSED_PASSWORD_TIME);
      passed->endpoint = read_endpoint (row, COLUMN_PASSED_HOST);
    }
  postern_record_take_passed (record, passed);
}

static void
read_state (sqlite3_stmt  *row,
            PosternRecord *record)
{
  const char *nick = get_text (row, COLUMN_STATE);
  PosternRecordState state = POSTERN_RECORD_DRAFT;

  for (guint i = POSTERN_RECORD_DRAFT; i <= POSTERN_RECORD_RETIRED; i++)
    if (g_strcmp0 (nick, postern_record_state_to_nick (i)) == 0)
      state = (PosternRecordState) i;
  postern_record_set_state (record, state);
  postern_record_set_retired_time (record, sqlite3_column_int64 (row, COLUMN_RETIRED_TIME));
}

static void
read_password (sqlite3_stmt  *row,
               PosternRecord *record)
{
  postern_record_set_password_recorded (record, sqlite3_column_int64 (row, COLUMN_PASSWORD_RECORDED) != 0);
  postern_record_set_password_time (record, sqlite3_column_int64 (row, COLUMN_PASSWORD_TIME));
  postern_record_set_refusals (record, (guint) sqlite3_column_int64 (row, COLUMN_REFUSALS));
}

static void
bind_passed (sqlite3_stmt  *statement,
             PosternRecord *record)
{
  const PosternTestResult *passed = postern_record_get_passed (record);

  postern_statement_bind_int64 (statement, ":passed_time", passed == NULL ? 0 : passed->time);
  postern_statement_bind_int64 (statement, ":passed_password_time", passed == NULL ? 0 : passed->password_time);
  if (passed == NULL)
    return;

  postern_statement_bind_text (statement, ":passed_account", passed->account);
  postern_statement_bind_text (statement, ":passed_user", passed->user);
  postern_statement_bind_text (statement, ":passed_sender", passed->from);
  postern_statement_bind_text (statement, ":passed_ca_file", passed->ca_file);
  postern_store_bind_endpoint (statement, ":passed_host", ":passed_port", ":passed_security", passed->endpoint);
}

static void
bind_texts (sqlite3_stmt  *statement,
            PosternRecord *record)
{
  for (gsize i = 0; i < G_N_ELEMENTS (text_columns); i++)
    {
      g_autofree char *parameter = g_strconcat (":", text_columns[i].column, NULL);

      postern_statement_bind_text (statement, parameter, record->strings[text_columns[i].property]);
    }
}

static void
bind_record (sqlite3_stmt  *statement,
             PosternRecord *record)
{
  const char *state = postern_record_state_to_nick (postern_record_get_state (record));
  g_autofree char *steps = g_strjoinv ("\n", (char **) postern_record_get_done_steps (record));

  bind_texts (statement, record);
  postern_statement_bind_text (statement, ":id", postern_record_get_id (record));
  postern_statement_bind_int64 (statement, ":sequence", record->sequence);
  postern_statement_bind_text (statement, ":state", state);
  postern_statement_bind_text (statement, ":done_steps", steps);
  postern_statement_bind_int64 (statement, ":password_recorded", postern_record_get_password_recorded (record));
  postern_statement_bind_int64 (statement, ":password_time", postern_record_get_password_time (record));
  postern_statement_bind_int64 (statement, ":refusals", postern_record_get_refusals (record));
  postern_statement_bind_int64 (statement, ":created", postern_record_get_created (record));
  postern_statement_bind_int64 (statement, ":changed", postern_record_get_changed (record));
  postern_statement_bind_int64 (statement, ":last_test", postern_record_get_last_test (record));
  postern_statement_bind_text (statement, ":last_finding", postern_record_get_last_finding (record));
  postern_statement_bind_text (statement, ":last_title", postern_record_get_last_title (record));
  postern_statement_bind_int64 (statement, ":last_accepted", postern_record_get_last_accepted (record));
  postern_statement_bind_int64 (statement, ":retired_time", postern_record_get_retired_time (record));
  postern_statement_bind_int64 (statement, ":former_time", postern_record_get_former_time (record));
  postern_store_bind_endpoint (statement, ":host", ":port", ":security", postern_record_get_endpoint (record));
  bind_passed (statement, record);
}

/** Returns: (transfer none): the id in a row of %POSTERN_STORE_SELECT */
const char *
postern_store_row_get_id (sqlite3_stmt *row)
{
  return get_text (row, COLUMN_ID);
}

/** Returns: the number of the row's last change, which no earlier one of the same record had */
gint64
postern_store_row_get_sequence (sqlite3_stmt *row)
{
  return sqlite3_column_int64 (row, COLUMN_SEQUENCE);
}

/** Returns: (transfer full): the record of a row of %POSTERN_STORE_SELECT */
PosternRecord *
postern_store_row_to_record (sqlite3_stmt *row)
{
  PosternRecord *record = postern_record_new_restored (get_text (row, COLUMN_ID),
                                                       sqlite3_column_int64 (row, COLUMN_CREATED),
                                                       sqlite3_column_int64 (row, COLUMN_CHANGED));

  postern_store_row_update (row, record);

  return record;
}

static void
read_last_test (sqlite3_stmt  *row,
                PosternRecord *record)
{
  postern_record_set_last_test (record, sqlite3_column_int64 (row, COLUMN_LAST_TEST),
                                get_text (row, COLUMN_LAST_FINDING), get_text (row, COLUMN_LAST_TITLE),
                                sqlite3_column_int64 (row, COLUMN_LAST_ACCEPTED) != 0);
}

static void
read_server (sqlite3_stmt  *row,
             PosternRecord *record)
{
  g_autoptr (PosternEndpoint) endpoint = read_endpoint (row, COLUMN_HOST);

  postern_record_set_endpoint (record, endpoint);
}

static void
read_former (sqlite3_stmt  *row,
             PosternRecord *record)
{
  postern_record_set_former_time (record, sqlite3_column_int64 (row, COLUMN_FORMER_TIME));
}

static const struct
{
  PosternRecordProperty  property;
  void                 (*read) (sqlite3_stmt  *row,
                                PosternRecord *record);
} readers[] = {
  { POSTERN_RECORD_STATE, read_state },
  { POSTERN_RECORD_ENDPOINT, read_server },
  { POSTERN_RECORD_DONE_STEPS, read_steps },
  { POSTERN_RECORD_PASSWORD_TIME, read_password },
  { POSTERN_RECORD_FORMER_TIME, read_former },
  { POSTERN_RECORD_LAST_TEST, read_last_test },
  { POSTERN_RECORD_PASSED_TIME, read_passed },
};

/** Sets all properties of @record, but its id and when it was made, from its row; what was set since is kept. */
void
postern_store_row_update (sqlite3_stmt  *row,
                          PosternRecord *record)
{
  guint64 unsaved = record->unsaved;

  g_object_freeze_notify (G_OBJECT (record));
  for (guint i = 0; i < G_N_ELEMENTS (text_columns); i++)
    {
      record->unsaved = unsaved;
      if (!postern_record_keeps (record, text_columns[i].property))
        postern_record_set_string (record, text_columns[i].property, get_text (row, (int) i));
    }
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      record->unsaved = unsaved;
      if (!postern_record_keeps (record, readers[i].property))
        readers[i].read (row, record);
    }
  postern_record_set_changed (record, sqlite3_column_int64 (row, COLUMN_CHANGED));
  record->unsaved = unsaved;
  record->sequence = postern_store_row_get_sequence (row);
  g_object_thaw_notify (G_OBJECT (record));
}

static const char upsert[] =
  "INSERT INTO records (id, sequence, state, name, account, user, provider, host, port, security, sender,"
  " sender_name, recipient, target, used_at, volume, password_recorded, password_time, refusals, ca_file, page,"
  " done_steps, created, changed, last_test, last_finding, last_title, last_accepted, passed_time, passed_account,"
  " passed_user, passed_host, passed_port, passed_security, passed_sender, passed_ca_file, passed_password_time,"
  " sign_in, client_id, tenant, review_date, retired_time, former_time) "
  "VALUES (:id, :sequence, :state, :name, :account, :user, :provider,"
  " :host, :port, :security, :sender, :sender_name, :recipient, :target, :used_at, :volume, :password_recorded,"
  " :password_time, :refusals, :ca_file, :page, :done_steps, :created, :changed, :last_test, :last_finding,"
  " :last_title, :last_accepted, :passed_time, :passed_account, :passed_user, :passed_host, :passed_port,"
  " :passed_security, :passed_sender, :passed_ca_file, :passed_password_time, :sign_in, :client_id,"
  " :tenant, :review_date, :retired_time, :former_time) "
  "ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, state = excluded.state, name = excluded.name,"
  " account = excluded.account, user = excluded.user, provider = excluded.provider, host = excluded.host,"
  " port = excluded.port, security = excluded.security, sender = excluded.sender,"
  " sender_name = excluded.sender_name, recipient = excluded.recipient, target = excluded.target,"
  " used_at = excluded.used_at, volume = excluded.volume, password_recorded = excluded.password_recorded,"
  " password_time = excluded.password_time, refusals = excluded.refusals, ca_file = excluded.ca_file,"
  " page = excluded.page, done_steps = excluded.done_steps, changed = excluded.changed,"
  " last_test = excluded.last_test, last_finding = excluded.last_finding, last_title = excluded.last_title,"
  " last_accepted = excluded.last_accepted, passed_time = excluded.passed_time,"
  " passed_account = excluded.passed_account, passed_user = excluded.passed_user,"
  " passed_host = excluded.passed_host, passed_port = excluded.passed_port,"
  " passed_security = excluded.passed_security, passed_sender = excluded.passed_sender,"
  " passed_ca_file = excluded.passed_ca_file, passed_password_time = excluded.passed_password_time,"
  " sign_in = excluded.sign_in, client_id = excluded.client_id, tenant = excluded.tenant,"
  " review_date = excluded.review_date, retired_time = excluded.retired_time, former_time = excluded.former_time";

/** Inserts or updates the row of @record, with a number of its own for this change. */
gboolean
postern_store_write_record (PosternDatabase  *database,
                            PosternRecord    *record,
                            GError          **error)
{
  sqlite3_stmt *statement = NULL;

  if (!postern_database_get_number (database, "SELECT coalesce (max (sequence), 0) + 1 FROM records",
                                    &record->sequence, error))
    return FALSE;
  statement = postern_database_prepare (database, upsert, error);
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
