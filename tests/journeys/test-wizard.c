/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/journey.h"

#include <string.h>

#include "support/postern-test-wait.h"

/* The whole way, from the first page to a message that the practice server has accepted. */

static void
assert_has_line (char       **lines,
                 const char  *beginning,
                 const char  *end)
{
  for (char **line = lines; *line != NULL; line++)
    {
      if (g_str_has_prefix (*line, beginning) && g_str_has_suffix (g_strchomp (*line), end))
        return;
    }
  g_error ("The message has no line “%s…%s”", beginning, end);
}

static void
check_message_cb (PosternTestApp *app,
                  const char     *page,
                  gpointer        user_data)
{
  g_autofree char *message = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_str_equal (page, "test"))
    return;

  postern_test_app_find (app, ATSPI_ROLE_PANEL, "The server accepted the message");
  message = wizard_walk_get_message (app);
  lines = g_strsplit (message, "\n", -1);
  assert_has_line (lines, "From: ", WIZARD_WALK_ACCOUNT);
  assert_has_line (lines, "To: ", WIZARD_WALK_ACCOUNT);
  assert_has_line (lines, "Subject: Postern test", "");
  *(gboolean *) user_data = TRUE;
}

static void
test_whole (void)
{
  PosternTestApp *app = NULL;
  g_autofree char *password = NULL;
  gboolean checked = FALSE;

  journey_begin ();
  app = journey_launch ();
  wizard_walk (app, check_message_cb, &checked);
  g_assert_true (checked);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "*The last test went through");
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_LABEL, "*Not finished*"));
  journey_quit (app);

  password = journey_find_password ("localhost", WIZARD_WALK_ACCOUNT);
  g_assert_cmpstr (password, ==, "brtkwqndmzxlhfpc");
  journey_assert_written (WIZARD_WALK_ACCOUNT);
  journey_assert_unwritten (WIZARD_WALK_PASSWORD);
}

static void
press_reveal (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Show password");
}

static gboolean
tree_holds_password (gpointer app)
{
  g_autofree char *tree = postern_test_app_dump (app);

  g_assert_nonnull (strstr (tree, WIZARD_WALK_ACCOUNT));

  return strstr (tree, "brtkwqndmzxlhfpc") != NULL;
}

static gboolean
tree_holds_no_password (gpointer app)
{
  return !tree_holds_password (app);
}

/* What assistive technology sees holds the password only while the person has asked for it. */
static void
check_masked (PosternTestApp *app)
{
  wizard_walk_expect (app, "settings");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Copy", ATSPI_STATE_SENSITIVE, TRUE);
  g_assert_false (tree_holds_password (app));
  press_reveal (app);
  postern_test_wait (tree_holds_password, app);
  press_reveal (app);
  postern_test_wait (tree_holds_no_password, app);
}

/* From its page, a finished record's settings are shown again, and it can be tested again. */
static void
test_again (void)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  wizard_walk (app, NULL, NULL);
  journey_quit (app);

  app = journey_launch ();
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, WIZARD_WALK_ACCOUNT "*");
  postern_test_app_find (app, ATSPI_ROLE_HEADING, WIZARD_WALK_ACCOUNT);
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, "Settings again*");
  check_masked (app);
  wizard_walk_between (app, WIZARD_WALK_ACCOUNT, "settings", "test");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Check the sign-in only");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "The sign-in works");
  journey_quit (app);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/whole", test_whole);
  g_test_add_func ("/wizard/again", test_again);

  return journey_run (TRUE);
}
