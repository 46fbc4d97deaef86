/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/transfer-walk.h"

/* A list of accounts to set up: what is wrong with it is said, and its accounts wait until they are done. */

#define WINDOW "Bring in accounts"
#define FIRST "ok@practice.example"
#define SECOND "ok@scan.practice.example"
#define LIST \
  "account,name,provider,device,colour\n" \
  FIRST ",Contact form,Practice server,Laravel,red\n" \
  "nobody,Shop,Practice server,,blue\n" \
  "alarm@practice.example,Alarm,No such provider,,\n" \
  SECOND ",Scanner,Practice server,Laravel,\n"
#define BAD_LIST "account,name\nnobody,Shop\n"

static char *
write_list (const char *text)
{
  char *path = transfer_walk_get_path ("accounts.csv");

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

/* Only what is right can be brought in, and nothing of it is kept before that was asked for. */
static void
bring_in (PosternTestApp *app,
          const char     *path)
{
  transfer_walk_open (app, "Bring in accounts…", WINDOW);
  transfer_walk_choose (app, path);
  postern_test_app_find (app, ATSPI_ROLE_LABEL,
                         "2 accounts can be brought in. These columns say nothing to Postern: colour.");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Line 3: “nobody” has no “@”.*\nLine 4: *“No such provider”.*");
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_LIST_ITEM, NULL));
  records_walk_press (app, "Bring in 2 accounts");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "2 accounts wait in the list of records*");
}

static void
test_bad (void)
{
  g_autofree char *path = write_list (BAD_LIST);
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  transfer_walk_open (app, "Bring in accounts…", WINDOW);
  transfer_walk_choose (app, path);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "0 accounts can be brought in.*");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Line 2: “nobody” has no “@”.*");
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_PUSH_BUTTON, "Bring in*"));
  transfer_walk_close (app, WINDOW);
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Practise without an account");
  journey_quit (app);
}

/* What stood in the list is answered already. */
static void
expect_answers (PosternTestApp *app,
                const char     *account)
{
  g_autofree char *held = NULL;

  wizard_walk_expect (app, "target");
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, "Laravel", ATSPI_STATE_CHECKED, TRUE);
  records_walk_press (app, "Next");
  wizard_walk_expect (app, "account");
  held = postern_test_app_get_text (app, ATSPI_ROLE_TEXT, "E-mail address");
  g_assert_cmpstr (held, ==, account);
}

static void
test_queue (void)
{
  g_autofree char *path = write_list (LIST);
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  bring_in (app, path);
  records_walk_press (app, "Set up the first one");
  expect_answers (app, FIRST);
  wizard_walk_between (app, FIRST, "account", "done");
  records_walk_press (app, "Set up the next account (1 left)");
  expect_answers (app, SECOND);
  wizard_walk_between (app, SECOND, "account", "steps");
  journey_quit (app);
  g_assert_cmpuint (journey_count_passwords (), ==, 1);

  app = journey_launch ();
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, "Contact form*The last test went through*");
  records_walk_press_menu (app, "Main menu");
  postern_test_app_click (app, ATSPI_ROLE_MENU_ITEM, "Set up the next account");
  wizard_walk_between (app, SECOND, "steps", "done");
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_PUSH_BUTTON, "Set up the next account*"));
  records_walk_press (app, "Finish");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, "Scanner*The last test went through*");
  journey_quit (app);
  g_assert_cmpuint (journey_count_passwords (), ==, 2);
  journey_assert_unwritten (WIZARD_WALK_PASSWORD);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/import/bad", test_bad);
  g_test_add_func ("/transfer/import/queue", test_queue);

  return journey_run (TRUE);
}
