/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/journey.h"

/* The password on its way into the keyring, where there is none at first. */

static PosternTestApp *
launch_at_password_page (void)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  wizard_walk_begin (app);
  wizard_walk_between (app, WIZARD_WALK_ACCOUNT, "target", "password");

  return app;
}

/* GTK 4.18 tells nobody what a hidden entry holds, so it is shown for a moment. GTK 4.8 does, and names no button. */
static void
assert_entry_holds (PosternTestApp *app,
                    const char     *text)
{
  gboolean shown = postern_test_app_has (app, ATSPI_ROLE_PUSH_BUTTON, "Show Password");
  g_autofree char *held = NULL;

  if (shown)
    {
      postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Show Password");
      postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Hide Password");
    }
  held = postern_test_app_get_text (app, ATSPI_ROLE_TEXT, "Password");
  g_assert_cmpstr (held, ==, text);
  if (shown)
    postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Hide Password");
}

static void
test_missing (void)
{
  PosternTestApp *app = launch_at_password_page ();
  g_autofree char *password = NULL;

  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", WIZARD_WALK_PASSWORD);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The keyring can*t be reached*");
  assert_entry_holds (app, WIZARD_WALK_PASSWORD);
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, FALSE);

  journey_start_keyring ();
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Try again");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*3 spaces*");
  wizard_walk_between (app, WIZARD_WALK_ACCOUNT, "password", "settings");
  journey_quit (app);

  password = journey_find_password ("localhost", WIZARD_WALK_ACCOUNT);
  g_assert_cmpstr (password, ==, "brtkwqndmzxlhfpc");
  journey_assert_unwritten (WIZARD_WALK_PASSWORD);
}

/* What looks like the person's own password is not recorded before it was asked about. */
static void
test_normal (void)
{
  PosternTestApp *app = launch_at_password_page ();
  g_autofree char *password = NULL;

  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", "Summer2026!");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "This looks like your normal password*");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, FALSE);
  g_assert_cmpuint (journey_count_passwords (), ==, 0);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Keep it anyway");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*");
  journey_quit (app);

  password = journey_find_password ("localhost", WIZARD_WALK_ACCOUNT);
  g_assert_cmpstr (password, ==, "Summer2026!");
  journey_assert_unwritten ("Summer2026!");
}

static void
test_partial (void)
{
  PosternTestApp *app = launch_at_password_page ();
  g_autofree char *password = NULL;

  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", "brtk wqnd mzx");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "A part is missing*");
  g_assert_cmpuint (journey_count_passwords (), ==, 0);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", WIZARD_WALK_PASSWORD " and more");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "This is more than the password*");
  g_assert_cmpuint (journey_count_passwords (), ==, 0);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", "\tbrtk\302\240wqnd\302\240mzxl\302\240hfpc \n");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*");
  journey_quit (app);

  password = journey_find_password ("localhost", WIZARD_WALK_ACCOUNT);
  g_assert_cmpstr (password, ==, "brtkwqndmzxlhfpc");
}

/* Providers change what their passwords look like. */
static void
test_other_length (void)
{
  PosternTestApp *app = launch_at_password_page ();
  g_autofree char *password = NULL;

  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", "brtk wqnd mzx");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "A part is missing*");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Keep it anyway");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*");
  journey_quit (app);

  password = journey_find_password ("localhost", WIZARD_WALK_ACCOUNT);
  g_assert_cmpstr (password, ==, "brtkwqndmzx");
}

/* It goes away after the page was opened, before the password is pasted; nothing is lost. */
static void
test_killed (void)
{
  PosternTestApp *app = launch_at_password_page ();
  g_autofree char *password = NULL;

  journey_stop_keyring ();
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", WIZARD_WALK_PASSWORD);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The keyring can*t be reached*");
  assert_entry_holds (app, WIZARD_WALK_PASSWORD);
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, FALSE);
  journey_start_keyring ();
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Try again");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*3 spaces*");
  journey_quit (app);

  password = journey_find_password ("localhost", WIZARD_WALK_ACCOUNT);
  g_assert_cmpstr (password, ==, "brtkwqndmzxlhfpc");
  journey_assert_unwritten (WIZARD_WALK_PASSWORD);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* The first one starts the keyring that the others need. */
  g_test_add_func ("/wizard/keyring/missing", test_missing);
  g_test_add_func ("/wizard/keyring/killed", test_killed);
  g_test_add_func ("/wizard/keyring/normal", test_normal);
  g_test_add_func ("/wizard/keyring/partial", test_partial);
  g_test_add_func ("/wizard/keyring/other-length", test_other_length);

  return journey_run (FALSE);
}
