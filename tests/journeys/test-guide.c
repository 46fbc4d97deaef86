/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/journey.h"

#include <string.h>

/* Questions on the way: what to sign in with and what to put as the sender, and why a choice is missing. */

#define SENDER "shop@practice.example"

/* As somebody does who knows only the address of the shared mailbox. */
static void
answer_sender (PosternTestApp *app)
{
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", SENDER);
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, "Another address, an alias or a shared mailbox as the sender?");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Another person’s mailbox");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Previous question");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "A shared mailbox");
  /* The first answer has the focus. */
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Yes", ATSPI_STATE_FOCUSED, TRUE);
  postern_test_app_press (app, "Return");
  postern_test_app_find (app, ATSPI_ROLE_ALERT, "May that mailbox send in its name?");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Yes");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Use these addresses", ATSPI_STATE_SENSITIVE, FALSE);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Sign in as: e-mail address", WIZARD_WALK_ACCOUNT);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Use these addresses");
  postern_test_app_wait_gone (app, ATSPI_ROLE_PUSH_BUTTON, "Use these addresses");
}

static void
assert_text (PosternTestApp *app,
             const char     *entry,
             const char     *expected)
{
  g_autofree char *text = postern_test_app_get_text (app, ATSPI_ROLE_TEXT, entry);

  g_assert_cmpstr (text, ==, expected);
}

/* One mailbox signs in, and the message that arrives shows the other. */
static void
test_sender (void)
{
  PosternTestApp *app = NULL;
  g_autofree char *message = NULL;

  journey_begin ();
  app = journey_launch ();
  wizard_walk_begin (app);
  wizard_walk_between (app, WIZARD_WALK_ACCOUNT, "target", "account");
  answer_sender (app);
  assert_text (app, "E-mail address", WIZARD_WALK_ACCOUNT);
  assert_text (app, "Sender’s address, if it is another one", SENDER);
  wizard_walk_between (app, WIZARD_WALK_ACCOUNT, "account", "test");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Send a test message");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "The server accepted the message");
  message = wizard_walk_get_message (app);
  g_assert_nonnull (strstr (message, "From: " SENDER));
  journey_quit (app);
}

/* “There is no App password”: from the step to the letter. */
static void
test_missing (void)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  wizard_walk_begin (app);
  wizard_walk_between (app, WIZARD_WALK_ACCOUNT, "target", "account");
  wizard_walk_choose (app, "Microsoft 365");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", "web@example.org");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  wizard_walk_expect (app, "advice");
  wizard_walk_advise (app, "App password");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  wizard_walk_expect (app, "steps");
  wizard_walk_tick_off (app, "Sign in as the account that sends");
  wizard_walk_tick_off (app, "Press “Add sign-in method”");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "It is not there: find out why");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "It belongs to our own organisation");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Yes");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "It never asks");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Your administrator must act");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Write the letter");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Letter copied.*");
  /* The notice takes the key first, where it is still there. */
  postern_test_app_press (app, "Escape");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, "Letter copied.*");
  postern_test_app_press (app, "Escape");
  postern_test_app_wait_gone (app, ATSPI_ROLE_PUSH_BUTTON, "Write the letter");
  journey_quit (app);
}

/* From a refusal to the questions about its cause. */
static void
test_refused (void)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  wizard_walk_begin (app);
  wizard_walk_between (app, "send-as-denied@practice.example", "target", "test");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Send a test message");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "The sign-in worked, but this sender is not allowed");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Begin");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "A mailbox with a licence and a password of its own");
  postern_test_app_find (app, ATSPI_ROLE_ALERT, "Use the same address for both");
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_PUSH_BUTTON, "Use these addresses"));
  postern_test_app_press (app, "Escape");
  postern_test_app_wait_gone (app, ATSPI_ROLE_ALERT, "Use the same address for both");
  journey_quit (app);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/guide/sender", test_sender);
  g_test_add_func ("/guide/missing", test_missing);
  g_test_add_func ("/guide/refused", test_refused);

  return journey_run (TRUE);
}
