/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-store.h"

#include <glib/gstdio.h>

#include "core/records/postern-database.h"
#include "core/records/postern-store-rows.h"
#include "support/postern-test-wait.h"

static PosternStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  PosternStore *store = postern_store_open (folder, &error);

  g_assert_no_error (error);

  return store;
}

static guint
mode_of (const char *folder,
         const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_mode & 0777;
}

static void
make_version_1 (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  PosternDatabaseLayout first = postern_store_layout;
  g_autoptr (PosternDatabase) database = NULL;

  first.n_upgrades = 1;
  database = postern_database_open (path, &first, NULL);
  g_assert_nonnull (database);
  g_assert_true (postern_database_execute (database,
                                           "INSERT INTO records (id, sequence, state, account, created, changed)"
                                           " VALUES ('0000-old', 1, 'ready', 'old@contoso.org', 5, 6)",
                                           NULL));
}

static void
test_upgrade (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *copy = g_build_filename (folder, "records.db.version-1", NULL);
  g_autoptr (PosternStore) store = NULL;
  g_autoptr (PosternDatabase) kept = NULL;
  g_autoptr (PosternTestResult) result = NULL;
  PosternDatabaseLayout first = postern_store_layout;
  PosternRecord *old;
  gint64 n = 0;

  make_version_1 (folder);
  store = open_store (folder);
  old = postern_store_lookup (store, "0000-old", NULL);
  g_assert_cmpstr (postern_record_get_account (old), ==, "old@contoso.org");
  g_assert_cmpint (postern_record_get_changed (old), ==, 6);
  result = postern_test_result_new_for (old);
  g_assert_true (postern_store_add_test (store, old, result, NULL));

  first.n_upgrades = 1;
  g_assert_cmpuint (mode_of (folder, "records.db.version-1"), ==, 0600);
  kept = postern_database_open (copy, &first, NULL);
  g_assert_nonnull (kept);
  g_assert_true (postern_database_get_number (kept, "SELECT count(*) FROM records", &n, NULL));
  g_assert_cmpint (n, ==, 1);
}

#define FILL_VERSION_2 \
  "INSERT INTO records (id, sequence, state, account, host, port, security, password_recorded, created, changed," \
  " last_test, last_title, last_accepted) VALUES" \
  " ('0000-good', 1, 'ready', 'good@contoso.org', 'smtp.contoso.org', 587, 'starttls', 1, 5, 6, 9, 'It works', 1)," \
  " ('0000-bad', 2, 'ready', 'bad@contoso.org', 'smtp.contoso.org', 587, 'starttls', 1, 5, 6, 9, 'Refused', 0);" \
  "INSERT INTO tests (record, time, title, accepted, transcript) VALUES" \
  " ('0000-good', 8, 'Refused', 0, 'older'), ('0000-good', 9, 'It works', 1, 'latest')"

static void
make_version_2 (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  PosternDatabaseLayout second = postern_store_layout;
  g_autoptr (PosternDatabase) database = NULL;

  second.n_upgrades = 2;
  database = postern_database_open (path, &second, NULL);
  g_assert_nonnull (database);
  g_assert_true (postern_database_execute (database, FILL_VERSION_2, NULL));
}

/* A test that was passed before the file knew what it proves counts for what the record says. */
static void
test_upgrade_tests (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = NULL;
  g_autoptr (GPtrArray) tests = NULL;
  PosternRecord *good;
  PosternRecord *bad;
  PosternTestResult *test;

  make_version_2 (folder);
  store = open_store (folder);
  good = postern_store_lookup (store, "0000-good", NULL);
  bad = postern_store_lookup (store, "0000-bad", NULL);
  g_assert_true (postern_record_is_proven (good));
  g_assert_cmpint (postern_record_get_passed_time (good), ==, 9);
  g_assert_false (postern_record_is_proven (bad));
  g_assert_cmpint (postern_record_get_passed_time (bad), ==, 0);
  g_assert_cmpuint (postern_record_get_refusals (bad), ==, 0);

  tests = postern_store_list_tests (store, good, 9, NULL);
  g_assert_cmpuint (tests->len, ==, 2);
  test = g_ptr_array_index (tests, 0);
  g_assert_cmpstr (test->transcript, ==, "latest");
  g_assert_null (test->endpoint);
  test = g_ptr_array_index (tests, 1);
  g_assert_cmpint (test->time, ==, 8);
  g_assert_null (test->transcript);
}

static void
make_version_3 (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  PosternDatabaseLayout third = postern_store_layout;
  g_autoptr (PosternDatabase) database = NULL;

  third.n_upgrades = 3;
  database = postern_database_open (path, &third, NULL);
  g_assert_nonnull (database);
  g_assert_true (postern_database_execute (database,
                                           "INSERT INTO records (id, sequence, state, account, used_at, created, "
                                           " changed) VALUES ('0000-old', 1, 'ready', 'old@contoso.org', 'the till',"
                                           " 5, 6)",
                                           NULL));
}

/* The one place of before is the first of several. */
static void
test_upgrade_places (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = NULL;
  g_auto (GStrv) places = NULL;
  PosternRecord *old;

  make_version_3 (folder);
  store = open_store (folder);
  old = postern_store_lookup (store, "0000-old", NULL);
  places = postern_record_list_places (old);
  g_assert_cmpuint (g_strv_length (places), ==, 1);
  g_assert_cmpstr (places[0], ==, "the till");
  g_assert_null (postern_record_get_review_date (old));
  g_assert_cmpint (postern_record_get_retired_time (old), ==, 0);
  g_assert_cmpint (postern_record_get_former_time (old), ==, 0);
  g_assert_cmpuint (mode_of (folder, "records.db.version-3"), ==, 0600);
}

static void
test_upgrade_fails (void)
{
  const char *const upgrades[] = { postern_store_layout.upgrades[0],
                                   "ALTER TABLE records ADD COLUMN more TEXT; CREATE TABLE records (x);" };
  PosternDatabaseLayout broken = { postern_store_layout.application_id, upgrades, 2 };
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternStore) store = NULL;

  make_version_1 (folder);
  g_assert_null (postern_database_open (path, &broken, &error));
  g_assert_error (error, POSTERN_STORE_ERROR, POSTERN_STORE_ERROR_FAILED);

  store = open_store (folder);
  g_assert_nonnull (postern_store_lookup (store, "0000-old", NULL));
}

static void
test_newer (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternDatabase) database = postern_database_open (path, &postern_store_layout, NULL);

  g_assert_true (postern_database_execute (database, "PRAGMA user_version=99", NULL));
  g_assert_null (postern_store_open (folder, &error));
  g_assert_error (error, POSTERN_STORE_ERROR, POSTERN_STORE_ERROR_NEWER);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/records/store-upgrade/upgrade", test_upgrade);
  g_test_add_func ("/records/store-upgrade/tests", test_upgrade_tests);
  g_test_add_func ("/records/store-upgrade/places", test_upgrade_places);
  g_test_add_func ("/records/store-upgrade/fails", test_upgrade_fails);
  g_test_add_func ("/records/store-upgrade/newer", test_newer);

  return g_test_run ();
}
