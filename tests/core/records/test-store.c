/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-store.h"

#include <glib/gstdio.h>
#include <string.h>

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

static void
save (PosternStore  *store,
      PosternRecord *record)
{
  g_autoptr (GError) error = NULL;

  postern_store_save (store, record, &error);
  g_assert_no_error (error);
}

static PosternRecord *
save_account (PosternStore *store,
              const char   *account)
{
  PosternRecord *record = postern_record_new ();

  postern_record_set_account (record, account);
  save (store, record);

  return record;
}

static guint
count (PosternStore *store)
{
  return g_list_model_get_n_items (postern_store_get_records (store));
}

static const char *
account_at (PosternStore *store,
            guint         position)
{
  g_autoptr (PosternRecord) record = g_list_model_get_item (postern_store_get_records (store), position);

  return postern_record_get_account (record);
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

static PosternRecord *
full_record (void)
{
  static const char *const steps[] = { "open", "create", NULL };
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("smtp.contoso.org", 465, POSTERN_SECURITY_TLS);
  PosternRecord *record = postern_record_new ();

  g_object_set (record, "name", "Ladengeschäft", "account", "web@contoso.org", "user", "o'web\"; DROP TABLE records",
                "provider", "microsoft365", "endpoint", endpoint, "from", "shop@contoso.org", "from-name",
                "Müller & Söhne", "recipient", "bob@contoso.org", "target", "msmtp", "used-at", "the till", "volume",
                "much", "review-date", "2027-03-31", "page", "paste", "done-steps", steps, "password-recorded", TRUE,
                "state", POSTERN_RECORD_READY,
                NULL);

  return record;
}

static void
assert_same (PosternRecord *a,
             PosternRecord *b)
{
  guint n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (a), &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) in_a = G_VALUE_INIT;
      g_auto (GValue) in_b = G_VALUE_INIT;
      g_autofree char *text_a = NULL;
      g_autofree char *text_b = NULL;

      if (specs[i]->value_type == POSTERN_TYPE_ENDPOINT)
        continue;
      g_object_get_property (G_OBJECT (a), specs[i]->name, &in_a);
      g_object_get_property (G_OBJECT (b), specs[i]->name, &in_b);
      text_a = g_strdup_value_contents (&in_a);
      text_b = g_strdup_value_contents (&in_b);
      g_assert_cmpstr (text_a, ==, text_b);
    }
  g_assert_true (postern_endpoint_equal (postern_record_get_endpoint (a), postern_record_get_endpoint (b)));
}

static void
test_reopen (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternStore) again = NULL;
  g_autoptr (PosternRecord) record = full_record ();
  g_autoptr (PosternRecord) draft = NULL;
  PosternRecord *loaded;

  save (store, record);
  draft = save_account (store, "draft@contoso.org");
  again = open_store (folder);

  g_assert_cmpuint (count (again), ==, 2);
  loaded = postern_store_lookup (again, postern_record_get_id (record), NULL);
  g_assert_nonnull (loaded);
  g_assert_true (loaded != record);
  assert_same (loaded, record);
  loaded = postern_store_lookup (again, postern_record_get_id (draft), NULL);
  g_assert_null (postern_record_get_endpoint (loaded));
  g_assert_null (postern_record_get_done_steps (loaded)[0]);
}

static void
test_order (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternStore) again = NULL;
  g_autoptr (PosternRecord) a = save_account (store, "a");
  g_autoptr (PosternRecord) b = save_account (store, "b");
  g_autoptr (PosternRecord) c = save_account (store, "c");

  g_assert_cmpstr (account_at (store, 0), ==, "c");
  save (store, a);
  g_assert_cmpuint (count (store), ==, 3);
  g_assert_cmpstr (account_at (store, 0), ==, "a");
  g_assert_cmpstr (account_at (store, 1), ==, "c");

  again = open_store (folder);
  g_assert_cmpstr (account_at (again, 0), ==, "a");
  g_assert_cmpstr (account_at (again, 1), ==, "c");
  g_assert_cmpstr (account_at (again, 2), ==, "b");
}

static void
count_changes (GListModel *model,
               guint       position,
               guint       removed,
               guint       added,
               guint      *n)
{
  (*n)++;
}

static void
test_list (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = NULL;
  guint changes = 0;

  g_signal_connect (postern_store_get_records (store), "items-changed", G_CALLBACK (count_changes), &changes);
  record = save_account (store, "a");
  g_assert_cmpuint (changes, ==, 1);
  save (store, record);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_true (postern_store_remove (store, record, NULL));
  g_assert_true (postern_store_remove (store, record, NULL));
  g_assert_cmpuint (changes, ==, 2);
  g_assert_cmpuint (count (store), ==, 0);
}

static void
assert_not_found (PosternStore *store,
                  const char   *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (postern_store_lookup (store, id, &error));
  g_assert_error (error, POSTERN_STORE_ERROR, POSTERN_STORE_ERROR_NOT_FOUND);
}

/* Ids are random; with a known one in the file, what is alike can be told. */
static void
insert_id (const char *folder,
           const char *id)
{
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  g_autofree char *sql = g_strdup_printf ("INSERT INTO records (id, sequence, state, created, changed)"
                                          " VALUES ('%s', 1, 'draft', 5, 5)",
                                          id);
  g_autoptr (PosternDatabase) database = postern_database_open (path, &postern_store_layout, NULL);

  g_assert_true (postern_database_execute (database, sql, NULL));
}

static void
test_lookup (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);

  insert_id (folder, "12345678-0000-4000-8000-000000000001");
  insert_id (folder, "12345678-0000-4000-8000-000000000002");
  insert_id (folder, "abcdef00-0000-4000-8000-000000000003");
  g_assert_true (postern_store_refresh (store, NULL));

  g_assert_nonnull (postern_store_lookup (store, "abcd", NULL));
  g_assert_nonnull (postern_store_lookup (store, "ABCDEF00", NULL));
  g_assert_nonnull (postern_store_lookup (store, "12345678-0000-4000-8000-000000000002", NULL));
  assert_not_found (store, "abc");
  assert_not_found (store, "12345678");
  assert_not_found (store, "99999999");
  assert_not_found (store, "");
}

static void
test_two_stores (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) one = open_store (folder);
  g_autoptr (PosternStore) two = open_store (folder);
  g_autoptr (PosternRecord) a = save_account (one, "a");
  g_autoptr (PosternRecord) b = save_account (two, "b");
  PosternRecord *seen;

  save (one, a);
  g_assert_true (postern_store_refresh (one, NULL));
  g_assert_true (postern_store_refresh (two, NULL));
  g_assert_cmpuint (count (one), ==, 2);
  g_assert_cmpuint (count (two), ==, 2);
  g_assert_true (postern_store_lookup (one, postern_record_get_id (a), NULL) == a);

  seen = postern_store_lookup (two, postern_record_get_id (a), NULL);
  postern_record_set_name (seen, "not saved yet");
  save (one, b);
  g_assert_true (postern_store_refresh (two, NULL));
  g_assert_cmpstr (postern_record_get_name (seen), ==, "not saved yet");

  g_assert_true (postern_store_remove (one, a, NULL));
  g_assert_true (postern_store_refresh (two, NULL));
  g_assert_cmpuint (count (two), ==, 1);
}

static void
add_test (PosternStore  *store,
          PosternRecord *record,
          const char    *finding_id,
          gboolean       accepted,
          const char    *transcript)
{
  g_autoptr (PosternTestResult) result = postern_test_result_new_for (record);
  g_autoptr (GError) error = NULL;

  postern_test_result_set_finding (result, finding_id, accepted ? "It works" : "Refused", accepted);
  result->transcript = g_strdup (transcript);
  result->milliseconds = 1234;
  postern_store_add_test (store, record, result, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list_tests (PosternStore  *store,
            PosternRecord *record,
            guint          limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *tests = postern_store_list_tests (store, record, limit, &error);

  g_assert_no_error (error);

  return tests;
}

static void
assert_latest (const PosternTestResult *latest)
{
  g_assert_cmpint (latest->time, >, 0);
  g_assert_cmpstr (latest->finding_id, ==, "accepted");
  g_assert_cmpstr (latest->title, ==, "It works");
  g_assert_true (latest->accepted);
  g_assert_cmpstr (latest->endpoint->host, ==, "smtp.contoso.org");
  g_assert_cmpuint (latest->endpoint->port, ==, 465);
  g_assert_cmpint (latest->endpoint->security, ==, POSTERN_SECURITY_TLS);
  g_assert_cmpstr (latest->user, ==, "o'web\"; DROP TABLE records");
  g_assert_cmpstr (latest->from, ==, "shop@contoso.org");
  g_assert_cmpuint (latest->milliseconds, ==, 1234);
}

static void
test_history (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *long_text = g_strnfill (40000, 'x');
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternStore) again = NULL;
  g_autoptr (PosternRecord) record = full_record ();
  g_autoptr (GPtrArray) tests = NULL;
  g_autoptr (GPtrArray) few = NULL;
  PosternTestResult *latest;

  memcpy (long_text + 16383, "\303\244", 2);
  for (guint i = 0; i < 60; i++)
    add_test (store, record, "wrong-password", FALSE, "← 535");
  add_test (store, record, "accepted", TRUE, long_text);

  tests = list_tests (store, record, G_MAXUINT);
  g_assert_cmpuint (tests->len, ==, 50);
  latest = g_ptr_array_index (tests, 0);
  assert_latest (latest);
  g_assert_cmpuint (strlen (latest->transcript), ==, 16383 + strlen ("…"));
  g_assert_true (g_utf8_validate (latest->transcript, -1, NULL));
  g_assert_false (((PosternTestResult *) g_ptr_array_index (tests, 1))->accepted);
  g_assert_null (((PosternTestResult *) g_ptr_array_index (tests, 1))->transcript);
  few = list_tests (store, record, 3);
  g_assert_cmpuint (few->len, ==, 3);
  assert_latest (g_ptr_array_index (few, 0));

  again = open_store (folder);
  assert_same (postern_store_lookup (again, postern_record_get_id (record), NULL), record);
  g_assert_cmpint (postern_record_get_last_test (record), ==, latest->time);
  g_assert_cmpstr (postern_record_get_last_finding (record), ==, "accepted");
}

static void
test_history_goes_with_record (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = save_account (store, "a");
  g_autoptr (GPtrArray) tests = NULL;

  add_test (store, record, NULL, FALSE, NULL);
  g_assert_true (postern_store_remove (store, record, NULL));
  tests = list_tests (store, record, 9);
  g_assert_cmpuint (tests->len, ==, 0);
}

static void
test_private (void)
{
  g_autofree char *scratch = postern_test_scratch ();
  g_autofree char *folder = g_build_filename (scratch, "deep", "postern", NULL);
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = save_account (store, "a");

  g_autofree char *copy = g_build_filename (folder, "records.db.version-1", NULL);

  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (mode_of (folder, "."), ==, 0700);
  g_assert_cmpuint (mode_of (folder, "records.db"), ==, 0600);
  g_assert_cmpuint (mode_of (folder, "records.db-wal"), ==, 0600);
  g_assert_cmpuint (mode_of (folder, "records.db-shm"), ==, 0600);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/records/store/reopen", test_reopen);
  g_test_add_func ("/records/store/order", test_order);
  g_test_add_func ("/records/store/list", test_list);
  g_test_add_func ("/records/store/lookup", test_lookup);
  g_test_add_func ("/records/store/two-stores", test_two_stores);
  g_test_add_func ("/records/store/history", test_history);
  g_test_add_func ("/records/store/history-goes-with-record", test_history_goes_with_record);
  g_test_add_func ("/records/store/private", test_private);

  return g_test_run ();
}
