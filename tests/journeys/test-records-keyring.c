/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/records-walk.h"

#include "support/postern-test-keyring.h"

/* A record's page when the keyring has lost the password, is locked, or goes away; and the way on from there. */

#define GONE "The password is not in the keyring any more*"
#define LOCKED "The keyring is locked*"
#define AWAY "The keyring can*t be reached, so Postern*"
#define OTHER_PASSWORD "ghkl wqpz mmnt bvcx"

static void
end (PosternTestApp *app)
{
  journey_quit (app);
  journey_stop_keyring ();
}

static void
assert_password (const char *expected)
{
  g_autofree char *password = journey_find_password ("localhost", WIZARD_WALK_ACCOUNT);

  g_assert_cmpstr (password, ==, expected);
}

/* Deleted before the page is opened, and again while it is open. */
static void
test_deleted (void)
{
  PosternTestApp *app = records_walk_begin_with_keyring ();

  journey_forget_passwords ();
  records_walk_open (app);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, GONE);
  records_walk_press (app, "Enter it again");
  wizard_walk_expect (app, "password");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, FALSE);
  wizard_walk_between (app, WIZARD_WALK_ACCOUNT, "password", "done");
  records_walk_press (app, "Finish");
  assert_password (RECORDS_WALK_PASSWORD);

  records_walk_open (app);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The last test went through (*)");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, GONE);
  journey_forget_passwords ();
  postern_test_app_find (app, ATSPI_ROLE_LABEL, GONE);
  end (app);
  journey_assert_unwritten (WIZARD_WALK_PASSWORD);
}

/* The person thinks better of it: the record goes on saying what it lacks, also after a new start. */
static void
test_left (void)
{
  PosternTestApp *app = records_walk_begin_with_keyring ();

  records_walk_open (app);
  journey_forget_passwords ();
  records_walk_press (app, "Enter it again");
  wizard_walk_expect (app, "password");
  records_walk_press (app, "Back to the list");
  journey_quit (app);

  app = journey_launch ();
  records_walk_open (app);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "No password is recorded for this account*");
  postern_test_app_wait_state (app, ATSPI_ROLE_LIST_ITEM, "Test now*", ATSPI_STATE_SENSITIVE, FALSE);
  records_walk_press (app, "Enter it");
  wizard_walk_between (app, WIZARD_WALK_ACCOUNT, "password", "settings");
  assert_password (RECORDS_WALK_PASSWORD);
  end (app);
}

/* With the real prompt of the keyring, which the person refuses first. */
static void
test_locked (void)
{
  PosternTestApp *app = records_walk_begin_with_keyring ();
  g_autoptr (PosternTestKeyring) keyring = postern_test_keyring_attach ();

  records_walk_open (app);
  postern_test_keyring_lock (keyring);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, LOCKED);
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_LABEL, GONE));
  records_walk_press (app, "Unlock");
  journey_answer_prompt (FALSE);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "*stayed locked*");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, LOCKED);

  records_walk_press (app, "Unlock");
  journey_answer_prompt (TRUE);
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, LOCKED);
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_LABEL, GONE));
  assert_password (RECORDS_WALK_PASSWORD);
  end (app);
}

static void
test_away (void)
{
  PosternTestApp *app = records_walk_begin_with_keyring ();

  records_walk_open (app);
  journey_stop_keyring ();
  postern_test_app_find (app, ATSPI_ROLE_LABEL, AWAY);
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_LABEL, GONE));
  records_walk_press (app, "Look again");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, AWAY);

  journey_start_keyring ();
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, AWAY);
  assert_password (RECORDS_WALK_PASSWORD);
  end (app);
}

/* The keyring goes while the steps at the provider are done: neither the new password nor the former one is lost. */
static void
test_replaced (void)
{
  PosternTestApp *app = records_walk_begin_with_keyring ();

  records_walk_open (app);
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, "Replace the password*");
  wizard_walk_between (app, WIZARD_WALK_ACCOUNT, "steps", "password");
  journey_stop_keyring ();
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", OTHER_PASSWORD);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The keyring can*t be reached*");
  journey_start_keyring ();
  assert_password (RECORDS_WALK_PASSWORD);
  records_walk_press (app, "Try again");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*");
  assert_password ("ghklwqpzmmntbvcx");

  records_walk_press (app, "Back to the list");
  records_walk_open (app);
  records_walk_press (app, "Go back to it…");
  records_walk_press (app, "*Go back");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, "The password was replaced on *");
  assert_password (RECORDS_WALK_PASSWORD);
  end (app);
  journey_assert_unwritten (OTHER_PASSWORD);
}

/* The keyring locks itself before the new password is pasted, and asks for its own: refused first, then given. */
static void
test_prompted (void)
{
  PosternTestApp *app = records_walk_begin_with_keyring ();
  g_autoptr (PosternTestKeyring) keyring = postern_test_keyring_attach ();

  records_walk_open (app);
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, "Replace the password*");
  wizard_walk_between (app, WIZARD_WALK_ACCOUNT, "steps", "password");
  postern_test_keyring_lock (keyring);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", OTHER_PASSWORD);
  journey_answer_prompt (FALSE);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The keyring stayed locked*");
  records_walk_press (app, "Try again");
  journey_answer_prompt (TRUE);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*");
  assert_password ("ghklwqpzmmntbvcx");
  end (app);
  journey_assert_unwritten (OTHER_PASSWORD);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/keyring/deleted", test_deleted);
  g_test_add_func ("/records/keyring/left", test_left);
  g_test_add_func ("/records/keyring/locked", test_locked);
  g_test_add_func ("/records/keyring/away", test_away);
  g_test_add_func ("/records/keyring/replaced", test_replaced);
  g_test_add_func ("/records/keyring/prompted", test_prompted);

  return journey_run (FALSE);
}
