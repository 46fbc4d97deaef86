/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "core/handover/postern-backup.h"
#include "core/handover/postern-export.h"
#include "core/handover/postern-sheet.h"
#include "handover-fixture.h"
#include "support/postern-test-wait.h"

/* Files made in a thread: the main loop goes on meanwhile, and what was cancelled leaves no file. */

/* A loop that is blocked turns a few times. */
#define MIN_TURNS 20
#define N_ROUNDS 12

static char *folder;
static int n_freed;

typedef struct
{
  GAsyncResult *result;
  guint         n_turns;
  gint64        took;
} Run;

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  ((Run *) user_data)->result = g_object_ref (result);
}

static gboolean
is_done (gpointer data)
{
  ((Run *) data)->n_turns++;

  return ((Run *) data)->result != NULL;
}

/* Turns the loop without a pause until the end of @run. */
static void
turn (Run *run)
{
  gint64 begin = g_get_monotonic_time ();

  while (!is_done (run) && g_get_monotonic_time () < begin + POSTERN_TEST_DEADLINE * G_USEC_PER_SEC)
    g_main_context_iteration (NULL, FALSE);
  g_assert_nonnull (run->result);
  run->took = g_get_monotonic_time () - begin;
}

static gboolean
finish (Run      *run,
        gboolean (*finish_func) (GAsyncResult *, GError **),
        GError  **error)
{
  gboolean is_saved = finish_func (run->result, error);

  g_clear_object (&run->result);

  return is_saved;
}

static void
test_export (void)
{
  g_autoptr (GPtrArray) entries = handover_fixture_new_entries ();
  g_autoptr (PosternSecret) passphrase = postern_secret_new ("correct horse", -1);
  g_autofree char *path = g_build_filename (folder, "export.json", NULL);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;
  Run run = { NULL };
  guint n_passed_over = 0;

  postern_export_save_async (postern_export_lookup ("bitwarden-encrypted"), entries, passphrase, path, NULL, done_cb,
                             &run);
  turn (&run);
  g_assert_true (finish (&run, postern_export_save_finish, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (run.n_turns, >, MIN_TURNS);

  run.n_turns = 0;
  postern_backup_read_file_async (path, passphrase, NULL, done_cb, &run);
  turn (&run);
  read = postern_backup_read_file_finish (run.result, &n_passed_over, &error);
  g_clear_object (&run.result);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, entries->len);
  g_assert_cmpuint (run.n_turns, >, MIN_TURNS);
}

static GPtrArray *
new_many (guint n)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_entry_free);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) pair = handover_fixture_new_entries ();

      g_ptr_array_add (entries, g_ptr_array_steal_index (pair, 1));
    }

  return entries;
}

static void
test_sheet (void)
{
  g_autoptr (GPtrArray) entries = new_many (200);
  g_autoptr (PosternSecret) passphrase = postern_secret_new ("correct horse", -1);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autofree const char **names = g_new0 (const char *, entries->len);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  PosternSheet sheet = { .entries = entries, .provider_names = names };
  Run run = { NULL };

  postern_sheet_save_async (&sheet, passphrase, path, NULL, done_cb, &run);
  /* It was copied. */
  g_clear_pointer (&names, g_free);
  sheet = (PosternSheet){ NULL };
  turn (&run);
  g_assert_true (finish (&run, postern_sheet_save_finish, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (run.n_turns, >, MIN_TURNS);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
}

static void
test_unwritable (void)
{
  g_autoptr (GPtrArray) entries = handover_fixture_new_entries ();
  g_autoptr (GError) error = NULL;
  Run run = { NULL };

  postern_export_save_async (postern_export_lookup ("keepassxc-csv"), entries, NULL, "/nowhere/at/all.csv", NULL,
                             done_cb, &run);
  turn (&run);
  g_assert_false (finish (&run, postern_export_save_finish, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
free_entry (gpointer entry)
{
  postern_entry_free (entry);
  g_atomic_int_inc (&n_freed);
  g_main_context_wakeup (NULL);
}

/* Whether the thread, too, is through. */
static gboolean
is_freed (gpointer data)
{
  return g_atomic_int_get (&n_freed) > 0;
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

/* Saves, and cancels after so many milliseconds; returns how long it took. */
static gint64
save_for (guint       delay,
          const char *path)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (GPtrArray) pair = handover_fixture_new_entries ();
  g_autoptr (PosternSecret) passphrase = postern_secret_new ("correct horse", -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Run run = { NULL };
  gboolean is_saved;
  guint id = 0;

  g_atomic_int_set (&n_freed, 0);
  g_ptr_array_add (entries, g_ptr_array_steal_index (pair, 0));
  id = g_timeout_add_full (G_PRIORITY_HIGH, delay, cancel_cb, g_object_ref (cancellable), g_object_unref);
  postern_export_save_async (postern_export_lookup ("bitwarden-encrypted"), entries, passphrase, path, cancellable,
                             done_cb, &run);
  g_ptr_array_unref (entries);
  turn (&run);
  is_saved = finish (&run, postern_export_save_finish, &error);
  postern_test_wait (is_freed, NULL);
  if (!g_cancellable_is_cancelled (cancellable))
    g_source_remove (id);
  if (!is_saved)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, is_saved);

  return run.took;
}

/* At whatever moment it is cancelled, there is a file when it says so, and else none, not even a part of one. */
static void
test_cancel (void)
{
  g_autofree char *path = g_build_filename (folder, "cancelled", "export.json", NULL);
  g_autofree char *own = g_path_get_dirname (path);
  gint64 took = 0;

  g_assert_cmpint (g_mkdir (own, 0700), ==, 0);
  took = save_for (POSTERN_TEST_DEADLINE * 1000, path);
  g_assert_cmpint (g_unlink (path), ==, 0);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      save_for ((guint) (took / 1000 * i / (N_ROUNDS - 2)), path);
      g_unlink (path);
      g_assert_cmpint (g_rmdir (own), ==, 0);
      g_assert_cmpint (g_mkdir (own, 0700), ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = postern_test_scratch ();

  g_test_add_func ("/saving/export", test_export);
  g_test_add_func ("/saving/sheet", test_sheet);
  g_test_add_func ("/saving/unwritable", test_unwritable);
  g_test_add_func ("/saving/cancel", test_cancel);

  return g_test_run ();
}
