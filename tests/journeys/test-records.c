/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/records-walk.h"

/* A record's life after the wizard: found in the list, looked at, retired and removed. */

static void
choose (PosternTestApp *app,
        const char     *item)
{
  records_walk_press (app, "More for this account");
  postern_test_app_click (app, ATSPI_ROLE_MENU_ITEM, item);
}

static void
test_search (void)
{
  PosternTestApp *app = records_walk_begin ();

  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, RECORDS_WALK_NAME "*The last test went through*");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Search the list", "nothing like it");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "None of them");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Search the list", "contact OK@");
  records_walk_open (app);
  records_walk_press (app, "Back to the list");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, RECORDS_WALK_NAME "*");

  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Search the list", "nothing like it");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "None of them");
  records_walk_press (app, "Show all");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, RECORDS_WALK_NAME "*");
  journey_quit (app);
}

/* What is said of it is kept at once. */
static void
test_facts (void)
{
  PosternTestApp *app = records_walk_begin ();

  records_walk_open (app);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The last test went through (*)");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Where it is used", "www.example.org");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Another place", "the shop");
  records_walk_press (app, "Choose a review date");
  records_walk_press (app, "In a year");
  postern_test_app_wait_gone (app, ATSPI_ROLE_PUSH_BUTTON, "In a year");
  journey_quit (app);

  app = journey_launch ();
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, RECORDS_WALK_NAME "*www.example.org; the shop*review *");
  journey_quit (app);
}

static void
test_retire (void)
{
  PosternTestApp *app = records_walk_begin ();

  records_walk_open (app);
  choose (app, "Retire…");
  records_walk_press (app, "*Retire");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Retired on *");
  for (guint i = 0; i < POSTERN_TEST_DEADLINE * 20 && journey_count_passwords () > 0; i++)
    g_usleep (G_USEC_PER_SEC / 20);
  g_assert_cmpuint (journey_count_passwords (), ==, 0);
  records_walk_press (app, "Back to the list");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, RECORDS_WALK_NAME "*Retired*");

  records_walk_open (app);
  choose (app, "Remove…");
  records_walk_press (app, "*Remove");
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
  g_test_add_func ("/records/retire", test_retire);

  return journey_run (TRUE);
}
