/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/journey.h"

/* What goes wrong ends in a card that names the cause and who must act. */

static void
press (PosternTestApp *app,
       const char     *button)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, button);
}

static void
expect_finding (PosternTestApp *app,
                const char     *title,
                const char     *who)
{
  postern_test_app_find (app, ATSPI_ROLE_PANEL, title);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, who);
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Send a test message", ATSPI_STATE_SENSITIVE, TRUE);
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Skip");
}

static PosternTestApp *
launch_at_test_page (const char *account)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  wizard_walk_begin (app);
  wizard_walk_between (app, account, "target", "test");

  return app;
}

/* From the test page back to the account, and forth again with another one; the password goes with it. */
static void
change_account (PosternTestApp *app,
                const char     *account)
{
  static const char *const pages[] = { "account", "advice", "steps", "password", "settings", "test" };
  g_autofree char *password = NULL;

  for (gsize i = G_N_ELEMENTS (pages) - 1; i > 0; i--)
    {
      press (app, "Back");
      wizard_walk_expect (app, pages[i - 1]);
    }
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", account);
  for (gsize i = 1; i < G_N_ELEMENTS (pages); i++)
    {
      press (app, "Next");
      wizard_walk_expect (app, pages[i]);
    }

  password = journey_find_password ("localhost", account);
  g_assert_cmpstr (password, ==, "brtkwqndmzxlhfpc");
}

static void
test_refused (void)
{
  PosternTestApp *app = launch_at_test_page ("wrong-password@practice.example");

  press (app, "Check the sign-in only");
  expect_finding (app, "The password was refused", "You can fix this");
  press (app, "Send a test message");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "This password has now been refused 2 times*");
  expect_finding (app, "The password was refused", "You can fix this");

  press (app, "Send a test message");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Try the same password again?");
  press (app, "*Cancel");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, "Try the same password again?");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "The password was refused");

  press (app, "Send a test message");
  press (app, "*Try again");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, "Try the same password again?");
  expect_finding (app, "The password was refused", "You can fix this");
  press (app, "Back to the list");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "*Not finished*");
  journey_quit (app);
  journey_assert_unwritten (WIZARD_WALK_PASSWORD);
}

static void
test_causes (void)
{
  static const struct { const char *account; const char *title; const char *who; } scenarios[] = {
    { "tenant-disabled@practice.example", "Your organisation has switched off sending with a password",
      "Your administrator must act" },
    { "send-as-denied@practice.example", "The sign-in worked, but this sender is not allowed", "You can fix this" },
    { "drops-at-auth@practice.example", "The server hung up during the sign-in", "You can fix this" },
  };
  PosternTestApp *app = launch_at_test_page (scenarios[0].account);

  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      if (i > 0)
        change_account (app, scenarios[i].account);
      press (app, "Send a test message");
      expect_finding (app, scenarios[i].title, scenarios[i].who);
      if (i > 0)
        continue;
      press (app, "Write the letter");
      postern_test_app_find (app, ATSPI_ROLE_LABEL, "Letter copied. Paste it into a mail to your administrator.");
    }
  change_account (app, WIZARD_WALK_ACCOUNT);
  press (app, "Send a test message");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "The server accepted the message");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, TRUE);
  journey_quit (app);
  journey_assert_unwritten (WIZARD_WALK_PASSWORD);
}

/* When the way to the server fails, the look at its ports is one button away. */
static void
test_connection (void)
{
  PosternTestApp *app = launch_at_test_page ("drops-at-greeting@practice.example");

  press (app, "Send a test message");
  press (app, "Look at the server");
  postern_test_app_find (app, ATSPI_ROLE_HEADING, "Look at the mail server");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, "Port *: Open, but hangs up");
  postern_test_app_press (app, "Escape");
  postern_test_app_wait_gone (app, ATSPI_ROLE_HEADING, "Look at the mail server");
  journey_quit (app);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/scenarios/refused", test_refused);
  g_test_add_func ("/wizard/scenarios/causes", test_causes);
  g_test_add_func ("/wizard/scenarios/connection", test_connection);

  return journey_run (TRUE);
}
