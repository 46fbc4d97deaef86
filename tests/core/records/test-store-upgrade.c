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
  PosternDatabaseLayout first = postern_store_layout;
  PosternRecord *old;
  gint64 n = 0;

  make_version_1 (folder);
  store = open_store (folder);
  old = postern_store_lookup (store, "0000-old", NULL);
  g_assert_cmpstr (postern_record_get_account (old), ==, "old@contoso.org");
  g_assert_cmpint (postern_record_get_changed (old), ==, 6);
  g_assert_true (postern_store_add_test (store, old, "accepted", NULL, TRUE, NULL, NULL));

  first.n_upgrades = 1;
  g_assert_cmpuint (mode_of (folder, "records.db.version-1"), ==, 0600);
  kept = postern_database_open (copy, &first, NULL);
  g_assert_nonnull (kept);
  g_assert_true (postern_database_get_number (kept, "SELECT count(*) FROM records", &n, NULL));
  g_assert_cmpint (n, ==, 1);
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
  g_test_add_func ("/records/store-upgrade/fails", test_upgrade_fails);
  g_test_add_func ("/records/store-upgrade/newer", test_newer);

  return g_test_run ();
}
