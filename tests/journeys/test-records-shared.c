/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/records-walk.h"

#include <sqlite3.h>
#include <string.h>

/* The window and posternctl at one record; another program that holds the file; and a second start of the window. */

static char *
get_id (void)
{
  g_autofree char *list = journey_run_ctl ("records", "list", NULL);

  return g_strndup (list, strcspn (list, " "));
}

typedef struct
{
  const char        *id;
  const char *const *texts;
} Expected;

static gboolean
is_saved (gpointer data)
{
  const Expected *expected = data;
  g_autofree char *shown = journey_run_ctl ("records", "show", expected->id, NULL);

  for (const char *const *text = expected->texts; *text != NULL; text++)
    {
      if (strstr (shown, *text) == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
wait_for_saved (const char        *id,
                const char *const *texts)
{
  Expected expected = { id, texts };

  if (!postern_test_poll (is_saved, &expected, POSTERN_TEST_DEADLINE))
    {
      g_autofree char *shown = journey_run_ctl ("records", "show", id, NULL);

      g_error ("Not saved: %s … in %s", texts[0], shown);
    }
}

/* Neither loses what the other one set, and the window shows both. */
static void
test_both (void)
{
  static const char *const texts[] = { "Renamed elsewhere", "www.example.org", "bob@example.org", NULL };
  PosternTestApp *app = records_walk_begin_with_keyring ();
  g_autofree char *id = get_id ();
  g_autofree char *renamed = NULL;
  g_autofree char *edited = NULL;

  records_walk_open (app);
  renamed = journey_run_ctl ("records", "edit", id, "--name", "Renamed elsewhere", NULL);
  postern_test_app_find (app, ATSPI_ROLE_HEADING, "Renamed elsewhere");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Where it is used", "www.example.org");
  edited = journey_run_ctl ("records", "edit", id, "--from", "bob@example.org", NULL);
  wait_for_saved (id, texts);
  records_walk_press (app, "Back to the list");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, "Renamed elsewhere*www.example.org*");
  journey_quit (app);
  journey_stop_keyring ();
}

static void
test_removed (void)
{
  PosternTestApp *app = records_walk_begin_with_keyring ();
  g_autofree char *id = get_id ();
  g_autofree char *removed = NULL;
  g_autofree char *left = NULL;

  records_walk_open (app);
  removed = journey_run_ctl ("records", "remove", id, NULL);
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Practise without an account");
  journey_quit (app);
  journey_stop_keyring ();
  left = journey_run_ctl ("records", "list", NULL);
  g_assert_cmpstr (left, ==, "");
}

static sqlite3 *
hold_file (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("XDG_DATA_HOME"), "postern", "records.db", NULL);
  sqlite3 *file = NULL;

  g_assert_cmpint (sqlite3_open (path, &file), ==, SQLITE_OK);
  sqlite3_busy_timeout (file, POSTERN_TEST_DEADLINE * 1000);
  g_assert_cmpint (sqlite3_exec (file, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);

  return file;
}

/* Another program writes for longer than anybody waits: the window says so, keeps what was typed, saves it later. */
static void
test_busy (void)
{
  static const char *const texts[] = { "www.example.org", "Kept all the while", NULL };
  PosternTestApp *app = records_walk_begin_with_keyring ();
  g_autofree char *id = get_id ();
  sqlite3 *file;

  records_walk_open (app);
  file = hold_file ();
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Where it is used", "www.example.org");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "*another program*");
  g_assert_cmpint (sqlite3_exec (file, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (file);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Name", "Kept all the while");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, "*another program*");
  wait_for_saved (id, texts);
  journey_quit (app);
  journey_stop_keyring ();
}

/* The first one comes to the front; there is never a second list of the same records. */
static void
test_second_start (void)
{
  PosternTestApp *app = records_walk_begin_with_keyring ();
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "postern", NULL);
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *output = g_build_filename (folder, "second", NULL);
  const char *const argv[] = { program, NULL };
  g_autoptr (GError) error = NULL;
  PosternTestProcess *second;
  int status = -1;

  records_walk_open (app);
  second = postern_test_process_start (argv, NULL, output, &error);
  g_assert_no_error (error);
  g_assert_true (postern_test_process_wait (second, POSTERN_TEST_DEADLINE, &status));
  g_assert_cmpint (status, ==, 0);
  postern_test_process_stop (second);
  postern_test_app_find (app, ATSPI_ROLE_HEADING, RECORDS_WALK_NAME);
  journey_quit (app);
  journey_stop_keyring ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/shared/both", test_both);
  g_test_add_func ("/records/shared/removed", test_removed);
  g_test_add_func ("/records/shared/busy", test_busy);
  g_test_add_func ("/records/shared/second-start", test_second_start);

  return journey_run (FALSE);
}
