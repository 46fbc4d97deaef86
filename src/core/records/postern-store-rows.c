/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-store-rows.h"

#include "core/records/postern-record-private.h"

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
  { "ca_file", "ca-file" },
  { "sign_in", "sign-in" },
  { "client_id", "client-id" },
  { "tenant", "tenant" },
};

/** Returns: (transfer full) (nullable): the server in three columns of a row */
PosternEndpoint *
postern_store_row_to_endpoint (sqlite3_stmt *row,
                               const char   *host_column,
                               const char   *port_column,
                               const char   *security_column)
{
  const char *host = postern_statement_get_text (row, host_column);
  gint64 port = postern_statement_get_int64 (row, port_column);
  PosternSecurity security;

  if (host == NULL || port <= 0 || port > G_MAXUINT16 ||
      !postern_security_from_nick (postern_statement_get_text (row, security_column), &security))
    return NULL;

  return postern_endpoint_new (host, (guint16) port, security);
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
  g_auto (GStrv) steps = g_strsplit (postern_statement_get_text (row, "done_steps"), "\n", -1);

  postern_record_set_done_steps (record, (const char *const *) steps);
}

static void
read_passed (sqlite3_stmt  *row,
             PosternRecord *record)
{
  PosternTestResult *passed = NULL;

  if (postern_statement_get_int64 (row, "passed_time") > 0)
    {
      passed = postern_test_result_new ();
      passed->accepted = TRUE;
      passed->time = postern_statement_get_int64 (row, "passed_time");
      passed->account = g_strdup (postern_statement_get_text (row, "passed_account"));
      passed->user = g_strdup (postern_statement_get_text (row, "passed_user"));
      passed->from = g_strdup (postern_statement_get_text (row, "passed_sender"));
      passed->ca_file = g_strdup (postern_statement_get_text (row, "passed_ca_file"));
      passed->password_time = postern_statement_get_int64 (row, "passed_password_time");
      passed->endpoint = postern_store_row_to_endpoint (row, "passed_host", "passed_port", "passed_security");
    }
  postern_record_take_passed (record, passed);
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
      g_autofree char *text = NULL;

      g_object_get (record, text_columns[i].property, &text, NULL);
      postern_statement_bind_text (statement, parameter, text);
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
  postern_store_bind_endpoint (statement, ":host", ":port", ":security", postern_record_get_endpoint (record));
  bind_passed (statement, record);
}

/** Returns: (transfer full): the record of a row of %POSTERN_STORE_SELECT */
PosternRecord *
postern_store_row_to_record (sqlite3_stmt *row)
{
  PosternRecord *record = postern_record_new_restored (postern_statement_get_text (row, "id"),
                                                       postern_statement_get_int64 (row, "created"),
                                                       postern_statement_get_int64 (row, "changed"));

  postern_store_row_update (row, record);

  return record;
}

/** Sets all properties of @record, but its id and when it was made, from its row. */
void
postern_store_row_update (sqlite3_stmt  *row,
                          PosternRecord *record)
{
  gboolean ready = g_strcmp0 (postern_statement_get_text (row, "state"), "ready") == 0;
  g_autoptr (PosternEndpoint) endpoint = postern_store_row_to_endpoint (row, "host", "port", "security");

  g_object_freeze_notify (G_OBJECT (record));
  for (gsize i = 0; i < G_N_ELEMENTS (text_columns); i++)
    g_object_set (record, text_columns[i].property, postern_statement_get_text (row, text_columns[i].column), NULL);
  postern_record_set_state (record, ready ? POSTERN_RECORD_READY : POSTERN_RECORD_DRAFT);
  postern_record_set_endpoint (record, endpoint);
  read_steps (row, record);
  postern_record_set_password_recorded (record, postern_statement_get_int64 (row, "password_recorded") != 0);
  postern_record_set_password_time (record, postern_statement_get_int64 (row, "password_time"));
  postern_record_set_refusals (record, (guint) postern_statement_get_int64 (row, "refusals"));
  postern_record_set_last_test (record, postern_statement_get_int64 (row, "last_test"),
                                postern_statement_get_text (row, "last_finding"),
                                postern_statement_get_text (row, "last_title"),
                                postern_statement_get_int64 (row, "last_accepted") != 0);
  read_passed (row, record);
  postern_record_set_changed (record, postern_statement_get_int64 (row, "changed"));
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
    " sender_name, recipient, target, used_at, volume, password_recorded, password_time, refusals, ca_file, page,"
    " done_steps, created, changed, last_test, last_finding, last_title, last_accepted, passed_time, passed_account,"
    " passed_user, passed_host, passed_port, passed_security, passed_sender, passed_ca_file, passed_password_time,"
    " sign_in, client_id, tenant) "
    "VALUES (:id, (SELECT coalesce (max (sequence), 0) + 1 FROM records), :state, :name, :account, :user, :provider,"
    " :host, :port, :security, :sender, :sender_name, :recipient, :target, :used_at, :volume, :password_recorded,"
    " :password_time, :refusals, :ca_file, :page, :done_steps, :created, :changed, :last_test, :last_finding,"
    " :last_title, :last_accepted, :passed_time, :passed_account, :passed_user, :passed_host, :passed_port,"
    " :passed_security, :passed_sender, :passed_ca_file, :passed_password_time, :sign_in, :client_id,"
    " :tenant) "
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
    " sign_in = excluded.sign_in, client_id = excluded.client_id, tenant = excluded.tenant",
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
