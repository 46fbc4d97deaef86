/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>

#include "core/records/postern-keyring.h"
#include "core/records/postern-store.h"
#include "core/records/postern-vault.h"
#include "practice/postern-practice-server.h"
#include "support/postern-test-keyring.h"
#include "support/postern-test-wait.h"

/*
 * The program is killed (kill -9) at random moments, while it records a pasted password and while it tests all
 * accounts, with a real gnome-keyring. This is run several times, with a keyring of its own each.
 */
#define N_ADD_KILLS 100
#define N_TEST_KILLS 50
#define N_MEASURED 3
#define N_ACCOUNTS 5
/** In every password, so that one of them is found wherever it stands. */
#define MARK "zqvjkxwpbf"

typedef struct
{
  char *output;
  int   status;
} Outcome;

static char *data_home;
static PosternPracticeServer *server;

static void
outcome_clear (Outcome *outcome)
{
  g_free (outcome->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* Not where XDG_DATA_HOME says: GLib asks for that only once. */
static PosternStore *
open_store (void)
{
  g_autofree char *folder = g_build_filename (data_home, "postern", NULL);
  g_autoptr (GError) error = NULL;
  PosternStore *store = postern_store_open (folder, &error);

  g_assert_no_error (error);

  return store;
}

static void
begin_anew (void)
{
  g_free (data_home);
  data_home = postern_test_scratch ();
  g_setenv ("XDG_DATA_HOME", data_home, TRUE);
}

/* Runs the program, and kills it after @microseconds, 0 for never. */
static Outcome
run (gint64             microseconds,
     const char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Outcome outcome = { NULL };

  g_strv_builder_add (builder, g_getenv ("POSTERNCTL"));
  g_strv_builder_addv (builder, (const char **) arguments);
  argv = g_strv_builder_end (builder);
  process = g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  if (microseconds > 0)
    {
      g_usleep ((gulong) microseconds);
      g_subprocess_force_exit (process);
    }
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &outcome.output, NULL, &error));
  g_assert_no_error (error);
  outcome.status = g_subprocess_get_status (process);

  return outcome;
}

static char *
make_password (guint n)
{
  return g_strdup_printf (MARK "-%04u", n);
}

static Outcome
add (const char *account,
     guint       n,
     gint64      microseconds)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *file = g_build_filename (folder, "password", NULL);
  g_autofree char *password = make_password (n);
  g_autofree char *port = g_strdup_printf ("%u", postern_practice_server_get_tls_port (server));
  const char *arguments[] = { "records", "add", "--host", "localhost", "--port", port, "--security", "tls",
                              "--account", account, "--password-file", file, "--ca-file",
                              postern_practice_server_get_ca_file (server), NULL };

  g_assert_true (g_file_set_contents (file, password, -1, NULL));

  return run (microseconds, arguments);
}

static void
assert_file_is_sound (void)
{
  g_autofree char *path = g_build_filename (data_home, "postern", "records.db", NULL);
  sqlite3_stmt *statement = NULL;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, "PRAGMA integrity_check", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ok");
  sqlite3_finalize (statement);
  sqlite3_close (handle);
}

static void
assert_unwritten (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        assert_unwritten (path);
      else if (g_file_get_contents (path, &bytes, &length, NULL) && length > 0)
        g_assert_null (memmem (bytes, length, MARK, strlen (MARK)));
    }
}

static PosternRecord *
find_record (PosternStore *store,
             const char   *id)
{
  g_autoptr (GError) error = NULL;
  PosternRecord *record = postern_store_lookup (store, id, &error);

  g_assert_no_error (error);

  return record;
}

static void
assert_password (PosternRecord *record,
                 guint          n)
{
  g_autofree char *password = make_password (n);
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) secret = postern_vault_lookup (record, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (postern_secret_peek (secret), ==, password);
}

/* What says that its password is recorded can give it back, whatever was killed on the way. */
static void
assert_recorded (PosternStore *store)
{
  GListModel *records = postern_store_get_records (store);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i);
      g_autoptr (PosternSecret) secret = NULL;

      if (!postern_record_get_password_recorded (record))
        continue;
      secret = postern_vault_lookup (record, NULL, NULL);
      g_assert_nonnull (secret);
    }
}

/* No password lies in the keyring that no record tells of. */
static void
assert_no_orphans (PosternStore *store)
{
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (PosternKeyring) keyring = postern_keyring_open (NULL, NULL);
  GList *items = NULL;

  g_hash_table_insert (attributes, (char *) "service", (char *) "smtp");
  g_assert_true (postern_keyring_find (keyring, attributes, &items, NULL, NULL));
  for (GList *l = items; l != NULL; l = l->next)
    {
      g_autoptr (GHashTable) its = secret_retrievable_get_attributes (l->data);

      g_assert_nonnull (find_record (store, g_hash_table_lookup (its, "postern-record")));
    }
  g_list_free_full (items, g_object_unref);
}

static gint64
measure_add (guint n)
{
  gint64 begun = g_get_monotonic_time ();
  g_auto (Outcome) outcome = add ("measured@contoso.example", n, 0);

  g_assert_cmpint (outcome.status, ==, 0);

  return g_get_monotonic_time () - begun;
}

static gint64
pick_moment (gint64 duration)
{
  return 1 + (gint64) (g_test_rand_double () * 1.3 * (double) duration);
}

static void
test_add (void)
{
  g_autoptr (GHashTable) saved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PosternStore) store = NULL;
  GHashTableIter iterator;
  gpointer id, number;
  gint64 duration = 0;
  guint n_killed = 0;

  begin_anew ();
  for (guint i = 0; i < N_MEASURED; i++)
    duration = MAX (duration, measure_add (9000 + i));
  for (guint i = 0; i < N_ADD_KILLS; i++)
    {
      g_autofree char *account = g_strdup_printf ("account-%u@contoso.example", i);
      g_auto (Outcome) outcome = add (account, i, pick_moment (duration));

      n_killed += WIFSIGNALED (outcome.status);
      if (g_str_has_suffix (outcome.output, "\n"))
        g_hash_table_insert (saved, g_strdup (g_strchomp (outcome.output)), GUINT_TO_POINTER (i));
    }
  g_test_message ("%u of %d were killed, %u said that it is saved", n_killed, N_ADD_KILLS, g_hash_table_size (saved));
  g_assert_cmpuint (n_killed, >, N_ADD_KILLS / 5);

  assert_file_is_sound ();
  assert_unwritten (data_home);
  store = open_store ();
  g_hash_table_iter_init (&iterator, saved);
  while (g_hash_table_iter_next (&iterator, &id, &number))
    {
      PosternRecord *record = find_record (store, id);

      g_assert_true (postern_record_get_password_recorded (record));
      assert_password (record, GPOINTER_TO_UINT (number));
    }
  assert_recorded (store);
  assert_no_orphans (store);
}

static gint64
measure_test_all (void)
{
  const char *arguments[] = { "test-all", NULL };
  gint64 begun = g_get_monotonic_time ();
  g_auto (Outcome) outcome = run (0, arguments);

  g_assert_cmpint (WEXITSTATUS (outcome.status), ==, 0);

  return g_get_monotonic_time () - begun;
}

static void
assert_history (PosternStore  *store,
                PosternRecord *record)
{
  g_autoptr (GPtrArray) tests = postern_store_list_tests (store, record, 50, NULL);
  const PosternTestResult *latest;

  g_assert_nonnull (tests);
  g_assert_cmpuint (tests->len, >, 0);
  latest = g_ptr_array_index (tests, 0);
  g_assert_cmpint (latest->time, ==, postern_record_get_last_test (record));
  g_assert_true (postern_record_get_last_accepted (record));
  g_assert_cmpuint (postern_record_get_refusals (record), ==, 0);
}

static void
test_test_all (void)
{
  const char *arguments[] = { "test-all", NULL };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PosternStore) store = NULL;
  gint64 duration;
  guint n_killed = 0;

  begin_anew ();
  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      g_autofree char *account = g_strdup_printf ("ok@domain-%u.example", i);
      g_auto (Outcome) outcome = add (account, i, 0);

      g_ptr_array_add (ids, g_strdup (g_strchomp (outcome.output)));
    }
  duration = measure_test_all ();
  for (guint i = 0; i < N_TEST_KILLS; i++)
    {
      g_auto (Outcome) outcome = run (pick_moment (duration), arguments);

      n_killed += WIFSIGNALED (outcome.status);
    }
  g_test_message ("%u of %d were killed", n_killed, N_TEST_KILLS);
  g_assert_cmpuint (n_killed, >, N_TEST_KILLS / 5);

  assert_file_is_sound ();
  assert_unwritten (data_home);
  store = open_store ();
  g_assert_cmpuint (g_list_model_get_n_items (postern_store_get_records (store)), ==, N_ACCOUNTS);
  for (guint i = 0; i < ids->len; i++)
    {
      assert_password (find_record (store, g_ptr_array_index (ids, i)), i);
      assert_history (store, find_record (store, g_ptr_array_index (ids, i)));
    }
}

int
main (int   argc,
      char *argv[])
{
  PosternTestKeyring *keyring = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  if (postern_test_keyring_skip ())
    return 0;
  keyring = postern_test_keyring_new (TRUE);
  server = postern_practice_server_new ();
  g_assert_true (postern_practice_server_start (server, 0, NULL));

  g_test_add_func ("/kill/add", test_add);
  g_test_add_func ("/kill/test-all", test_test_all);

  result = g_test_run ();
  g_clear_object (&server);
  postern_test_keyring_free (keyring);
  g_free (data_home);

  return result;
}
