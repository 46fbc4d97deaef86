/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-store-rows.h"

/* "Post", in the file's header: sqlite.org's list of application ids does not know it. */
#define APPLICATION_ID 0x506f7374

/* How a record signs in with OAuth 2.0; a record without it signs in with a password. */
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
  /* 3: a test that was passed before is taken for one of what the record says now. */
  "ALTER TABLE records ADD COLUMN password_time INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE records ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE records ADD COLUMN ca_file TEXT;"
  "ALTER TABLE records ADD COLUMN passed_time INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE records ADD COLUMN passed_account TEXT;"
  "ALTER TABLE records ADD COLUMN passed_user TEXT;"
  "ALTER TABLE records ADD COLUMN passed_host TEXT;"
  "ALTER TABLE records ADD COLUMN passed_port INTEGER;"
  "ALTER TABLE records ADD COLUMN passed_security TEXT;"
  "ALTER TABLE records ADD COLUMN passed_sender TEXT;"
  "ALTER TABLE records ADD COLUMN passed_ca_file TEXT;"
  "ALTER TABLE records ADD COLUMN passed_password_time INTEGER NOT NULL DEFAULT 0;"
  "UPDATE records SET passed_time = last_test, passed_account = account, passed_user = coalesce (user, account),"
  "  passed_host = host, passed_port = port, passed_security = security, passed_sender = coalesce (sender, account)"
  "  WHERE last_test > 0 AND last_accepted;"
  "ALTER TABLE tests ADD COLUMN host TEXT;"
  "ALTER TABLE tests ADD COLUMN port INTEGER;"
  "ALTER TABLE tests ADD COLUMN security TEXT;"
  "ALTER TABLE tests ADD COLUMN user TEXT;"
  "ALTER TABLE tests ADD COLUMN sender TEXT;"
  "ALTER TABLE tests ADD COLUMN milliseconds INTEGER NOT NULL DEFAULT 0;"
  "UPDATE tests SET transcript = NULL WHERE id NOT IN (SELECT max (id) FROM tests GROUP BY record);",
  /* 4 */
  "ALTER TABLE records ADD COLUMN sign_in TEXT;"
  "ALTER TABLE records ADD COLUMN client_id TEXT;"
  "ALTER TABLE records ADD COLUMN tenant TEXT;",
  /* 5 */
  "ALTER TABLE records ADD COLUMN review_date TEXT;"
  "ALTER TABLE records ADD COLUMN retired_time INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE records ADD COLUMN former_time INTEGER NOT NULL DEFAULT 0;"
  "CREATE INDEX records_by_change ON records (changed DESC, sequence DESC);",
};

const PosternDatabaseLayout postern_store_layout = { APPLICATION_ID, upgrades, G_N_ELEMENTS (upgrades) };
