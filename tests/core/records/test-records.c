/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "core/records/postern-records.h"

#include <sqlite3.h>
#include <string.h>

#include "core/records/postern-vault.h"
#include "support/postern-test-keyring.h"
#include "support/postern-test-wait.h"

#define PASSWORD "qwzx-unmistakable-4711"

static PosternTestKeyring *keyring;

static PosternRecord *
make_record (void)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("smtp.contoso.org", 587, POSTERN_SECURITY_STARTTLS);
  PosternRecord *record = postern_record_new ();

  postern_record_set_account (record, "web@contoso.org");
  postern_record_set_endpoint (record, endpoint);

  return record;
}

static PosternStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  PosternStore *store = postern_store_open (folder, &error);

  g_assert_no_error (error);

  return store;
}

static gboolean
keep (PosternStore   *store,
      PosternRecord  *record,
      GError        **error)
{
  g_autoptr (PosternSecret) secret = postern_secret_new (PASSWORD, -1);

  return postern_records_keep_password (store, record, secret, NULL, error);
}

static guint
count (PosternStore *store)
{
  return g_list_model_get_n_items (postern_store_get_records (store));
}

static guint
count_files_with (const char *folder,
                  const char *text,
                  guint      *n_files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint found = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      (*n_files)++;
      found += memmem (bytes, length, text, strlen (text)) != NULL;
    }

  return found;
}

static void
test_keep (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternStore) again = NULL;
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (PosternSecret) secret = NULL;
  g_autoptr (GError) error = NULL;
  PosternRecord *loaded;

  g_assert_true (keep (store, record, &error));
  g_assert_true (postern_record_get_password_recorded (record));
  again = open_store (folder);
  loaded = postern_store_lookup (again, postern_record_get_id (record), NULL);
  g_assert_true (postern_record_get_password_recorded (loaded));
  secret = postern_vault_lookup (loaded, NULL, &error);
  g_assert_cmpstr (postern_secret_peek (secret), ==, PASSWORD);

  g_assert_true (postern_records_remove (store, record, NULL, &error));
  g_assert_cmpuint (count (store), ==, 0);
  g_assert_null (postern_vault_lookup (loaded, NULL, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND);
}

static void
keep_passed_test (PosternStore  *store,
                  PosternRecord *record)
{
  g_autoptr (PosternTestResult) result = postern_test_result_new_for (record);

  postern_test_result_set_finding (result, "accepted", "It works", TRUE);
  g_assert_true (postern_store_add_test (store, record, result, NULL));
}

/* A new password begins anew, even when nobody knows whether the keyring took it. */
static void
test_replace (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record ();

  g_assert_cmpint (postern_record_get_password_time (record), ==, 0);
  g_assert_true (keep (store, record, NULL));
  g_assert_cmpint (postern_record_get_password_time (record), >, 0);
  keep_passed_test (store, record);
  g_assert_true (postern_record_is_proven (record));
  g_assert_true (keep (store, record, NULL));
  g_assert_false (postern_record_is_proven (record));
  g_assert_cmpuint (postern_record_get_refusals (record), ==, 0);

  keep_passed_test (store, record);
  postern_test_keyring_lock (keyring);
  g_assert_false (keep (store, record, NULL));
  g_assert_false (postern_record_is_proven (record));
  postern_test_keyring_unlock (keyring);
  g_assert_true (postern_records_remove (store, record, NULL, NULL));
}

static void
keep_refused_test (PosternStore  *store,
                   PosternRecord *record)
{
  g_autoptr (PosternTestResult) result = postern_test_result_new_for (record);

  result->refusals++;
  g_assert_true (postern_store_add_test (store, record, result, NULL));
}

static void
keep_later (PosternStore  *store,
            PosternRecord *record,
            const char    *password)
{
  g_autoptr (PosternSecret) secret = postern_secret_new (password, -1);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  postern_records_keep_password_async (store, record, secret, NULL, postern_test_store_result, &slot);
  result = postern_test_wait_result (&slot);
  g_assert_true (postern_records_keep_password_finish (store, result, NULL));
}

/* Pasting it again makes no new password of one that was refused. */
static void
test_refused_again (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (PosternSecret) found = NULL;
  gint64 pasted;

  g_assert_true (keep (store, record, NULL));
  pasted = postern_record_get_password_time (record);
  keep_refused_test (store, record);
  keep_refused_test (store, record);
  g_assert_true (keep (store, record, NULL));
  keep_later (store, record, PASSWORD);
  g_assert_cmpuint (postern_record_get_refusals (record), ==, 2);
  g_assert_cmpint (postern_record_get_password_time (record), ==, pasted);

  keep_later (store, record, "another one");
  g_assert_cmpuint (postern_record_get_refusals (record), ==, 0);
  g_assert_cmpint (postern_record_get_password_time (record), !=, pasted);
  found = postern_vault_lookup (record, NULL, NULL);
  g_assert_cmpstr (postern_secret_peek (found), ==, "another one");
  g_assert_true (postern_records_remove (store, record, NULL, NULL));
}

static void
test_no_password_in_files (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record ();
  guint n_files = 0;

  g_assert_true (keep (store, record, NULL));
  g_assert_cmpuint (count_files_with (folder, "web@contoso.org", &n_files), >, 0);
  g_assert_cmpuint (count_files_with (folder, PASSWORD, &n_files), ==, 0);
  g_clear_object (&store);
  g_assert_cmpuint (count_files_with (folder, PASSWORD, &n_files), ==, 0);
  g_assert_cmpuint (n_files, >, 3);
}

/* The record is there before the keyring is asked, so that nothing is in the keyring that no record tells of. */
static void
test_keep_refused (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternStore) again = NULL;
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (GError) error = NULL;

  postern_test_keyring_lock (keyring);
  g_assert_false (keep (store, record, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED);
  g_assert_false (postern_record_get_password_recorded (record));
  again = open_store (folder);
  g_assert_cmpuint (count (again), ==, 1);
  g_assert_true (postern_records_remove (store, record, NULL, NULL));
  postern_test_keyring_unlock (keyring);
}

static void
test_keep_unsaved (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternStore) other = open_store (folder);
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (PosternSecret) secret = NULL;
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *lock = NULL;

  g_assert_cmpint (sqlite3_open (path, &lock), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (lock, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (keep (store, record, &error));
  g_assert_error (error, POSTERN_STORE_ERROR, POSTERN_STORE_ERROR_BUSY);
  sqlite3_close (lock);
  g_assert_false (postern_record_get_password_recorded (record));
  g_clear_error (&error);
  secret = postern_vault_lookup (record, NULL, &error);
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND);
}

static void
test_remove_locked (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (GError) error = NULL;

  g_assert_true (keep (store, record, NULL));
  postern_test_keyring_lock (keyring);
  g_assert_false (postern_records_remove (store, record, NULL, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED);
  g_assert_cmpuint (count (store), ==, 1);
  postern_test_keyring_unlock (keyring);
  g_assert_true (postern_records_remove (store, record, NULL, NULL));
}

static void
test_async (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (PosternSecret) secret = postern_secret_new (PASSWORD, -1);
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  postern_records_keep_password_async (store, record, secret, NULL, postern_test_store_result, &slot);
  g_assert_cmpuint (count (store), ==, 1);
  g_assert_false (postern_record_get_password_recorded (record));
  kept = postern_test_wait_result (&slot);
  g_assert_true (postern_records_keep_password_finish (store, kept, &error));
  g_assert_true (postern_record_get_password_recorded (record));

  postern_records_remove_async (store, record, NULL, postern_test_store_result, &slot);
  removed = postern_test_wait_result (&slot);
  g_assert_true (postern_records_remove_finish (store, removed, &error));
  g_assert_cmpuint (count (store), ==, 0);
}

static void
test_async_locked (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (PosternSecret) secret = postern_secret_new (PASSWORD, -1);
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) remove_error = NULL;
  GAsyncResult *slot = NULL;

  postern_test_keyring_lock (keyring);
  postern_records_keep_password_async (store, record, secret, NULL, postern_test_store_result, &slot);
  kept = postern_test_wait_result (&slot);
  g_assert_false (postern_records_keep_password_finish (store, kept, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED);

  postern_record_set_password_recorded (record, TRUE);
  postern_records_remove_async (store, record, NULL, postern_test_store_result, &slot);
  removed = postern_test_wait_result (&slot);
  g_assert_false (postern_records_remove_finish (store, removed, &remove_error));
  g_assert_error (remove_error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED);
  g_assert_cmpuint (count (store), ==, 1);
  postern_test_keyring_unlock (keyring);
}

static void
test_draft_without_keyring (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) draft = postern_record_new ();
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (GError) error = NULL;

  g_assert_true (postern_store_save (store, draft, NULL));
  g_assert_true (keep (store, record, NULL));
  postern_test_keyring_kill (keyring);
  g_assert_true (postern_records_remove (store, draft, NULL, &error));
  g_assert_false (postern_records_remove (store, record, NULL, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_UNAVAILABLE);
  g_assert_cmpuint (count (store), ==, 1);
  postern_test_keyring_restart (keyring);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("SECRET_BACKEND");
  if (postern_test_keyring_skip ())
    return 0;

  keyring = postern_test_keyring_new (TRUE);
  g_test_add_func ("/records/records/keep", test_keep);
  g_test_add_func ("/records/records/replace", test_replace);
  g_test_add_func ("/records/records/refused-again", test_refused_again);
  g_test_add_func ("/records/records/no-password-in-files", test_no_password_in_files);
  g_test_add_func ("/records/records/keep-refused", test_keep_refused);
  g_test_add_func ("/records/records/keep-unsaved", test_keep_unsaved);
  g_test_add_func ("/records/records/remove-locked", test_remove_locked);
  g_test_add_func ("/records/records/async", test_async);
  g_test_add_func ("/records/records/async-locked", test_async_locked);
  g_test_add_func ("/records/records/draft-without-keyring", test_draft_without_keyring);
  result = g_test_run ();
  postern_test_keyring_free (keyring);

  return result;
}
