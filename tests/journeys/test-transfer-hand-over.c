/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/transfer-walk.h"

#include <gio/gio.h>
#include <string.h>

/* A sheet for a colleague: only the passphrase that is shown opens it, and the password stands on it when asked for. */

#define WINDOW "Hand over"
#define ACCOUNT "ok@practice.example"

static const TransferWalkAccount account = { "Contact form", ACCOUNT };

/* What poppler reads, as most viewers do; NULL when the passphrase does not open it. */
static char *
read_sheet (const char *path,
            const char *passphrase)
{
  const char *argv[] = { "pdftotext", "-layout", "-upw", passphrase, path, "-", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);

  return g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == 0 ? g_steal_pointer (&text)
                                                                                            : NULL;
}

static void
open_window (PosternTestApp *app)
{
  records_walk_press_menu (app, "More for this account");
  postern_test_app_click (app, ATSPI_ROLE_MENU_ITEM, "Hand over…");
  postern_test_app_find (app, ATSPI_ROLE_FRAME, WINDOW);
}

/* Returns what stands on the sheet. */
static char *
hand_over (PosternTestApp *app,
           const char     *name,
           gboolean        with_password)
{
  g_autofree char *path = transfer_walk_get_path (name);
  g_autofree char *done = g_strdup_printf ("The sheet is saved as “%s”.", name);
  g_autofree char *passphrase = NULL;
  g_autofree char *bytes = NULL;
  char *text = NULL;

  open_window (app);
  if (with_password)
    postern_test_app_click (app, ATSPI_ROLE_CHECK_BOX, "With the password");
  records_walk_press (app, "Save…");
  transfer_walk_save_as (app, path);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, done);
  passphrase = transfer_walk_passphrase (app);
  transfer_walk_close (app, WINDOW);

  bytes = transfer_walk_read (path, NULL);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_null (read_sheet (path, "abcd-efgh-jkmn-pqrs-tw23"));
  text = read_sheet (path, passphrase);
  g_assert_nonnull (text);
  journey_assert_unwritten (passphrase);

  return text;
}

static void
test_hand_over (void)
{
  PosternTestApp *app = transfer_walk_begin (&account, 1);
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;

  records_walk_open (app);
  without = hand_over (app, "without.pdf", FALSE);
  with = hand_over (app, "with.pdf", TRUE);
  journey_quit (app);

  g_assert_nonnull (strstr (without, RECORDS_WALK_NAME));
  g_assert_nonnull (strstr (without, ACCOUNT));
  g_assert_nonnull (strstr (without, "Not on this sheet"));
  g_assert_null (strstr (without, TRANSFER_WALK_PASSWORD));
  g_assert_nonnull (strstr (with, ACCOUNT));
  g_assert_nonnull (strstr (with, TRANSFER_WALK_PASSWORD));
  journey_assert_unwritten (TRANSFER_WALK_PASSWORD);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/hand-over", test_hand_over);

  return journey_run (TRUE);
}
