/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/records-walk.h"

#include <libsecret/secret.h>

/* A password that works is replaced: the former one is there until the new one has passed a test. */

#define OTHER_PASSWORD "ghkl wqpz mmnt bvcx"

static const SecretSchema any_schema = {
  .name = "io.github.postern.Journey",
  .flags = SECRET_SCHEMA_DONT_MATCH_NAME,
  .attributes = { { "service", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static guint
count_former (void)
{
  g_autoptr (GError) error = NULL;
  g_autolist (SecretRetrievable) items =
    secret_password_search_sync (&any_schema, SECRET_SEARCH_ALL, NULL, &error, "service", "smtp-former", NULL);

  g_assert_no_error (error);

  return g_list_length (items);
}

static void
wait_for_former (guint n)
{
  for (guint i = 0; i < POSTERN_TEST_DEADLINE * 20 && count_former () != n; i++)
    g_usleep (G_USEC_PER_SEC / 20);
  g_assert_cmpuint (count_former (), ==, n);
}

static void
tick_steps_off (PosternTestApp *app)
{
  wizard_walk_tick_off (app, "Choose a practice account");
  wizard_walk_tick_off (app, "Press “Add sign-in method”");
  wizard_walk_tick_off (app, "Choose “App password”");
  wizard_walk_tick_off (app, "Copy the practice password");
}

static void
paste_new_password (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, "Replace the password*");
  wizard_walk_expect (app, "steps");
  tick_steps_off (app);
  records_walk_press (app, "Next");
  wizard_walk_expect (app, "password");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", OTHER_PASSWORD);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*");
}

/* Also after a crash. */
static void
test_replace (void)
{
  PosternTestApp *app = records_walk_begin ();
  g_autofree char *password = NULL;

  records_walk_open (app);
  paste_new_password (app);
  journey_kill (app);
  g_assert_cmpuint (count_former (), ==, 1);

  app = journey_launch ();
  records_walk_open (app);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The password was replaced on *");
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, "Test again*");
  wizard_walk_expect (app, "test");
  records_walk_press (app, "Send a test message");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, TRUE);
  wait_for_former (0);
  journey_quit (app);

  password = journey_find_password ("localhost", WIZARD_WALK_ACCOUNT);
  g_assert_cmpstr (password, ==, "ghklwqpzmmntbvcx");
  journey_assert_unwritten (OTHER_PASSWORD);
}

static void
test_take_back (void)
{
  PosternTestApp *app = records_walk_begin ();
  g_autofree char *password = NULL;

  records_walk_open (app);
  paste_new_password (app);
  records_walk_press (app, "Back to the list");
  records_walk_open (app);
  records_walk_press (app, "Go back to it…");
  records_walk_press (app, "*Go back");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, "The password was replaced on *");
  wait_for_former (0);
  journey_quit (app);

  password = journey_find_password ("localhost", WIZARD_WALK_ACCOUNT);
  g_assert_cmpstr (password, ==, "brtkwqndmzxlhfpc");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/replace", test_replace);
  g_test_add_func ("/records/take-back", test_take_back);

  return journey_run (TRUE);
}
