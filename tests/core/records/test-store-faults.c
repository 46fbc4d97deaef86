/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "core/records/postern-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "support/postern-test-wait.h"

#define N_KILLS 20
#define NOBODY 65534
#define NOT_PERMITTED 77

static const char *program;

/* In a process of its own: saves new records for ever, and says after each that it is saved. */
static int
save_for_ever (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternStore) store = postern_store_open (folder, &error);

  while (store != NULL)
    {
      g_autoptr (PosternRecord) record = postern_record_new ();

      postern_record_set_account (record, "web@contoso.org");
      if (!postern_store_save (store, record, &error))
        break;
      printf ("%s\n", postern_record_get_id (record));
      fflush (stdout);
    }
  g_printerr ("%s\n", error->message);

  return 1;
}

/* In a process of its own, with no rights on @folder: says the error's code. */
static int
open_without_rights (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternStore) store = NULL;

  if (geteuid () == 0 && setuid (NOBODY) != 0)
    return NOT_PERMITTED;
  store = postern_store_open (folder, &error);
  printf ("%d\n", error == NULL ? -1 : error->code);

  return 0;
}

/* In a process of its own, on a disk of 256 KiB: saves until it is refused, and says the code and how many are left. */
static int
fill_disk (const char *folder)
{
  g_autofree char *text = g_strnfill (4000, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternStore) store = NULL;
  g_autoptr (PosternStore) again = NULL;
  guint saved = 0;

  if (unshare (geteuid () == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) != 0 ||
      mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, "size=256k") != 0)
    return NOT_PERMITTED;

  store = postern_store_open (folder, NULL);
  while (error == NULL && saved < 1000)
    {
      g_autoptr (PosternRecord) record = postern_record_new ();

      postern_record_set_used_at (record, text);
      saved += postern_store_save (store, record, &error);
    }
  g_clear_object (&store);
  again = postern_store_open (folder, NULL);
  printf ("%d %d\n", error == NULL ? -1 : error->code,
          again != NULL && g_list_model_get_n_items (postern_store_get_records (again)) == saved);

  return 0;
}

static char *
run_child (const char *mode,
           const char *folder,
           int        *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, mode, folder, NULL);
  char *output = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, NULL));
  *status = g_subprocess_get_if_exited (child) ? g_subprocess_get_exit_status (child) : -1;

  return output;
}

static void
write_file (const char *folder,
            const char *bytes,
            gsize       length)
{
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
assert_refused (const char        *folder,
                PosternStoreError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (postern_store_open (folder, &error));
  g_assert_error (error, POSTERN_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, folder));
}

static char *
make_filled (guint n)
{
  char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = postern_store_open (folder, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PosternRecord) record = postern_record_new ();
      g_autofree char *text = g_strnfill (2000, 'x');

      postern_record_set_used_at (record, text);
      g_assert_true (postern_store_save (store, record, NULL));
    }

  return folder;
}

static void
test_no_database (void)
{
  g_autofree char *folder = postern_test_scratch ();
  static const char text[] = "Dear diary, this is a text and by no means a database of anybody.\n";
  g_autofree char *after = NULL;
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);

  write_file (folder, text, strlen (text));
  assert_refused (folder, POSTERN_STORE_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text);
}

static void
test_other_database (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "CREATE TABLE bookmarks (url)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  assert_refused (folder, POSTERN_STORE_ERROR_CORRUPT);
}

static void
test_damaged (void)
{
  g_autofree char *folder = make_filled (40);
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  write_file (folder, bytes, length / 2);
  assert_refused (folder, POSTERN_STORE_ERROR_CORRUPT);
  memset (bytes + 4096, 'z', 8192);
  write_file (folder, bytes, length);
  assert_refused (folder, POSTERN_STORE_ERROR_CORRUPT);
}

static void
test_locked (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  g_autoptr (PosternStore) store = postern_store_open (folder, NULL);
  g_autoptr (PosternRecord) record = postern_record_new ();
  g_autoptr (GError) error = NULL;
  gint64 changed = postern_record_get_changed (record);
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (postern_store_save (store, record, &error));
  g_assert_error (error, POSTERN_STORE_ERROR, POSTERN_STORE_ERROR_BUSY);
  g_assert_cmpuint (g_list_model_get_n_items (postern_store_get_records (store)), ==, 0);
  g_assert_cmpint (postern_record_get_changed (record), ==, changed);
  sqlite3_close (other);
  g_assert_true (postern_store_save (store, record, NULL));
}

static void
test_folder_in_place (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  g_autofree char *below = g_build_filename (folder, "file", "postern", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  assert_refused (folder, POSTERN_STORE_ERROR_UNWRITABLE);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  assert_refused (below, POSTERN_STORE_ERROR_UNWRITABLE);
}

static void
test_read_only (void)
{
  g_autofree char *folder = make_filled (1);
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  g_autofree char *expected = g_strdup_printf ("%d\n", POSTERN_STORE_ERROR_UNWRITABLE);

  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      int status;
      g_autofree char *output = run_child ("--without-rights", folder, &status);

      if (status == NOT_PERMITTED)
        {
          g_test_skip ("this process may not give up its rights (setuid)");
          return;
        }
      g_assert_cmpint (status, ==, 0);
      g_assert_cmpstr (output, ==, expected);
      g_unlink (path);
    }
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
}

static void
test_full_disk (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *expected = g_strdup_printf ("%d 1\n", POSTERN_STORE_ERROR_UNWRITABLE);
  int status;
  g_autofree char *output = run_child ("--fill-disk", folder, &status);

  if (status == NOT_PERMITTED)
    {
      g_test_skip ("this process may not mount a small tmpfs");
      return;
    }
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (output, ==, expected);
}

/* Reads ids until the pipe ends; the last may be cut short. */
static void
assert_all_there (PosternStore     *store,
                  GDataInputStream *announced)
{
  char *id;

  while ((id = g_data_input_stream_read_line (announced, NULL, NULL, NULL)) != NULL)
    {
      if (strlen (id) == 36)
        g_assert_nonnull (postern_store_lookup (store, id, NULL));
      g_free (id);
    }
}

static GSubprocess *
start_saving (const char        *folder,
              GDataInputStream **announced)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--save", folder, NULL);

  g_assert_no_error (error);
  *announced = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));

  return child;
}

static void
kill_child (GSubprocess *child)
{
  g_subprocess_send_signal (child, SIGKILL);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
}

static void
kill_once (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) announced = NULL;
  g_autoptr (GSubprocess) child = start_saving (folder, &announced);
  g_autofree char *first = g_data_input_stream_read_line (announced, NULL, NULL, NULL);
  g_autoptr (PosternStore) store = NULL;

  g_assert_nonnull (first);
  g_usleep ((gulong) g_test_rand_int_range (0, 30000));
  kill_child (child);

  store = postern_store_open (folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (postern_store_lookup (store, first, NULL));
  assert_all_there (store, announced);
}

static void
test_killed (void)
{
  g_autofree char *folder = postern_test_scratch ();

  for (guint i = 0; i < N_KILLS; i++)
    kill_once (folder);
}

static void
read_ids (GDataInputStream *announced,
          guint             n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_data_input_stream_read_line (announced, NULL, NULL, NULL);

      g_assert_nonnull (id);
    }
}

static void
test_two_processes (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (GDataInputStream) announced_a = NULL;
  g_autoptr (GDataInputStream) announced_b = NULL;
  g_autoptr (GSubprocess) a = start_saving (folder, &announced_a);
  g_autoptr (GSubprocess) b = start_saving (folder, &announced_b);
  g_autoptr (PosternStore) store = NULL;

  read_ids (announced_a, 20);
  read_ids (announced_b, 20);
  kill_child (a);
  kill_child (b);

  store = postern_store_open (folder, NULL);
  g_assert_nonnull (store);
  g_assert_cmpuint (g_list_model_get_n_items (postern_store_get_records (store)), >=, 40);
  assert_all_there (store, announced_a);
  assert_all_there (store, announced_b);
}

int
main (int   argc,
      char *argv[])
{
  program = argv[0];
  if (argc == 3 && strcmp (argv[1], "--save") == 0)
    return save_for_ever (argv[2]);
  if (argc == 3 && strcmp (argv[1], "--without-rights") == 0)
    return open_without_rights (argv[2]);
  if (argc == 3 && strcmp (argv[1], "--fill-disk") == 0)
    return fill_disk (argv[2]);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/records/store-faults/no-database", test_no_database);
  g_test_add_func ("/records/store-faults/other-database", test_other_database);
  g_test_add_func ("/records/store-faults/damaged", test_damaged);
  g_test_add_func ("/records/store-faults/locked", test_locked);
  g_test_add_func ("/records/store-faults/folder-in-place", test_folder_in_place);
  g_test_add_func ("/records/store-faults/read-only", test_read_only);
  g_test_add_func ("/records/store-faults/full-disk", test_full_disk);
  g_test_add_func ("/records/store-faults/killed", test_killed);
  g_test_add_func ("/records/store-faults/two-processes", test_two_processes);

  return g_test_run ();
}
