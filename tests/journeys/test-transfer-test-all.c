/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/transfer-walk.h"

#include <stdio.h>
#include <string.h>

/* All accounts are tested: how far it is can be seen, it stops at once, and what came of it stands in the list. */

#define WINDOW "Test all accounts"

/* Four are tested at a time, the last one first. The slow ones take longer than anything else here. */
#define N_SLOW 20
#define N_ALL "23"

static const TransferWalkAccount others[] = {
  { "Contact form", "ok@practice.example" },
  { "Scanner", "wrong-password@practice.example" },
  { "Shop", "ok@shop.practice.example" },
};

static PosternTestApp *
begin (void)
{
  TransferWalkAccount accounts[N_SLOW + G_N_ELEMENTS (others)];
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_SLOW; i++)
    {
      accounts[i].title = g_strdup_printf ("Slow %u", i);
      accounts[i].account = g_strdup_printf ("slow@n%u.practice.example", i);
      g_ptr_array_add (texts, (gpointer) accounts[i].title);
      g_ptr_array_add (texts, (gpointer) accounts[i].account);
    }
  memcpy (&accounts[N_SLOW], others, sizeof others);

  return transfer_walk_begin (accounts, G_N_ELEMENTS (accounts));
}

static void
run_until_slow (PosternTestApp *app)
{
  transfer_walk_open (app, "Test all accounts…", WINDOW);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, N_ALL " accounts sign in once each. Nothing is sent.");
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_PUSH_BUTTON, "Stop"));
  records_walk_press (app, "Test now");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "* of " N_ALL " tested, * left");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Being tested…");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The sign-in works");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The password was refused");
}

/* At once: those that are being tested are not waited for. */
static void
check_stopped (PosternTestApp *app)
{
  g_autofree char *text = NULL;
  guint works = 0, fails = 0, not_tried = 0;

  records_walk_press (app, "Stop");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Stopped. What was tested until then is kept.");
  text = postern_test_app_get_text (app, ATSPI_ROLE_LABEL, "* work, * don’t, * not tried");
  g_assert_cmpint (sscanf (text, "%u work, %u don’t, %u not tried", &works, &fails, &not_tried), ==, 3);
  g_assert_cmpuint (works, >=, 1);
  g_assert_cmpuint (fails, ==, 1);
  g_assert_cmpuint (not_tried, >=, 4);
  g_assert_cmpuint (works + fails + not_tried, ==, N_SLOW + G_N_ELEMENTS (others));
}

/* Returns what was saved. */
static char *
save_results (PosternTestApp *app,
              const char     *item,
              const char     *name)
{
  g_autofree char *path = transfer_walk_get_path (name);
  g_autofree char *done = g_strdup_printf ("The results are saved as “%s”.", name);
  char *text = NULL;

  records_walk_press_menu (app, "Save the results");
  postern_test_app_click (app, ATSPI_ROLE_MENU_ITEM, item);
  transfer_walk_save_as (app, path);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, done);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, TRANSFER_WALK_PASSWORD));

  return text;
}

static void
test_stop (void)
{
  PosternTestApp *app = begin ();
  g_autofree char *junit = NULL;
  g_autofree char *prometheus = NULL;

  run_until_slow (app);
  check_stopped (app);
  junit = save_results (app, "As a test report (JUnit XML)…", "postern.xml");
  g_assert_nonnull (strstr (junit, "tests=\"" N_ALL "\" failures=\"1\""));
  prometheus = save_results (app, "For monitoring (Prometheus)…", "postern.prom");
  g_assert_nonnull (strstr (prometheus, "Contact form"));
  transfer_walk_close (app, WINDOW);
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, "Scanner*The password was refused*");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, "*ok@*The last test went through*");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, "Slow *Not tested yet*");
  journey_quit (app);
  journey_assert_unwritten (TRANSFER_WALK_PASSWORD);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/test-all", test_stop);

  return journey_run (TRUE);
}
