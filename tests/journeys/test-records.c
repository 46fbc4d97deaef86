/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/journey.h"

#include <libsecret/secret.h>

/* A record's life after the wizard: found in the list, looked at, its password replaced, retired and removed. */

#define OTHER_PASSWORD "ghkl wqpz mmnt bvcx"
#define NAME           "Contact form"

static const SecretSchema any_schema = {
  .name = "io.github.postern.Journey",
  .flags = SECRET_SCHEMA_DONT_MATCH_NAME,
  .attributes = { { "service", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static void
press (PosternTestApp *app,
       const char     *button)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, button);
}

static void
choose (PosternTestApp *app,
        const char     *item)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "More for this account");
  postern_test_app_click (app, ATSPI_ROLE_MENU_ITEM, item);
}

static void
name_it_cb (PosternTestApp *app,
            const char     *page,
            gpointer        name)
{
  if (g_str_equal (page, "done"))
    postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "What to call it in the list*", name);
}

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
  postern_test_app_click (app, ATSPI_ROLE_CHECK_BOX, "Choose a practice account");
  postern_test_app_click (app, ATSPI_ROLE_CHECK_BOX, "Press “Add sign-in method”");
  postern_test_app_click (app, ATSPI_ROLE_CHECK_BOX, "Choose “App password”");
  postern_test_app_click (app, ATSPI_ROLE_CHECK_BOX, "Copy the practice password");
}

static void
open_record (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, NAME "*");
  postern_test_app_find (app, ATSPI_ROLE_HEADING, NAME);
}

static void
paste_new_password (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, "Replace the password*");
  wizard_walk_expect (app, "steps");
  tick_steps_off (app);
  press (app, "Next");
  wizard_walk_expect (app, "password");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", OTHER_PASSWORD);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*");
}

static PosternTestApp *
begin (void)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  wizard_walk (app, name_it_cb, NAME);

  return app;
}

static void
test_search (void)
{
  PosternTestApp *app = begin ();

  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, NAME "*The last test went through*");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Search the list", "nothing like it");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "None of them");
  press (app, "Show all");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, NAME "*");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Search the list", "contact OK@");
  open_record (app);
  press (app, "Back to the list");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, NAME "*");
  journey_quit (app);
}

/* What is said of it is kept at once. */
static void
test_facts (void)
{
  PosternTestApp *app = begin ();

  open_record (app);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The last test went through (*)");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Where it is used", "www.example.org");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Another place", "the shop");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Choose a review date");
  press (app, "In a year");
  postern_test_app_wait_gone (app, ATSPI_ROLE_PUSH_BUTTON, "In a year");
  journey_quit (app);

  app = journey_launch ();
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, NAME "*www.example.org; the shop*review *");
  journey_quit (app);
}

/* The former password is there until the new one has passed a test, also after a crash. */
static void
test_replace (void)
{
  PosternTestApp *app = begin ();
  g_autofree char *password = NULL;

  open_record (app);
  paste_new_password (app);
  journey_kill (app);
  g_assert_cmpuint (count_former (), ==, 1);

  app = journey_launch ();
  open_record (app);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The password was replaced on *");
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, "Test again*");
  wizard_walk_expect (app, "test");
  press (app, "Send a test message");
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
  PosternTestApp *app = begin ();
  g_autofree char *password = NULL;

  open_record (app);
  paste_new_password (app);
  press (app, "Back to the list");
  open_record (app);
  press (app, "Go back to it…");
  press (app, "Go back");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, "The password was replaced on *");
  wait_for_former (0);
  journey_quit (app);

  password = journey_find_password ("localhost", WIZARD_WALK_ACCOUNT);
  g_assert_cmpstr (password, ==, "brtkwqndmzxlhfpc");
}

static void
test_retire (void)
{
  PosternTestApp *app = begin ();

  open_record (app);
  choose (app, "Retire…");
  press (app, "Retire");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Retired on *");
  for (guint i = 0; i < POSTERN_TEST_DEADLINE * 20 && journey_count_passwords () > 0; i++)
    g_usleep (G_USEC_PER_SEC / 20);
  g_assert_cmpuint (journey_count_passwords (), ==, 0);
  press (app, "Back to the list");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, NAME "*Retired*");

  open_record (app);
  choose (app, "Remove…");
  press (app, "Remove");
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Practise without an account");
  journey_quit (app);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/search", test_search);
  g_test_add_func ("/records/facts", test_facts);
  g_test_add_func ("/records/replace", test_replace);
  g_test_add_func ("/records/take-back", test_take_back);
  g_test_add_func ("/records/retire", test_retire);

  return journey_run (TRUE);
}
