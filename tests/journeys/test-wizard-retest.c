/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/journey.h"

#include <string.h>

#include "practice/postern-practice-server.h"

/* A server of one's own whose authority nobody knows, and what follows a test that was not passed. */

#define CA_FILE "Certificate file (optional)"
#define GOOD "ok@practice.example"
#define REFUSED "wrong-password@practice.example"
#define PASSWORD "p4ss with spaces inside"
#define USUAL_PORT 587
#define CLOSED_PORT "1"

static PosternPracticeServer *server;

static void
press (PosternTestApp *app,
       const char     *button)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, button);
}

/* The name of a practice account that is not at the practice provider, so that all is as with a stranger's server. */
static PosternTestApp *
launch (const char *account,
        const char *port,
        const char *ca_file)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  press (app, "Get mail going again");
  wizard_walk_between (app, account, "target", "account");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", account);
  wizard_walk_choose (app, "Another provider");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Server, such as*", "localhost");
  postern_test_app_set_text (app, ATSPI_ROLE_SPIN_BUTTON, "Port", port);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, CA_FILE, ca_file);

  return app;
}

static void
go_on_to_password (PosternTestApp *app)
{
  press (app, "Next");
  wizard_walk_expect (app, "advice");
  wizard_walk_advise (app, "A password of the mailbox");
  press (app, "Next");
  wizard_walk_expect (app, "steps");
  press (app, "Skip");
  wizard_walk_expect (app, "password");
}

static void
go_on_to_test (PosternTestApp *app)
{
  press (app, "Next");
  wizard_walk_expect (app, "settings");
  press (app, "Next");
  wizard_walk_expect (app, "test");
}

static void
paste_and_go_on (PosternTestApp *app)
{
  go_on_to_password (app);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", PASSWORD);
  go_on_to_test (app);
}

static void
go_back_to_account (PosternTestApp *app)
{
  static const char *const pages[] = { "settings", "password", "steps", "advice", "account" };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      press (app, "Back");
      wizard_walk_expect (app, pages[i]);
    }
}

static char *
get_port (void)
{
  return g_strdup_printf ("%u", postern_practice_server_get_port (server));
}

static const char *
get_ca_file (void)
{
  return postern_practice_server_get_ca_file (server);
}

static void
check_sign_in (PosternTestApp *app,
               const char     *title)
{
  press (app, "Check the sign-in only");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, title);
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Check the sign-in only", ATSPI_STATE_SENSITIVE, TRUE);
}

/* From the certificate that nobody knows to the file, and with it through. */
static void
test_ca_file (void)
{
  g_autofree char *port = get_port ();
  PosternTestApp *app = launch (GOOD, port, "");

  paste_and_go_on (app);
  check_sign_in (app, "Nobody known vouches for this server");
  press (app, "Give the certificate file");
  wizard_walk_expect (app, "account");
  postern_test_app_press (app, "x");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The file “x” holds no certificate*");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, CA_FILE, "/nowhere/ca.pem");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, FALSE);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The file “/nowhere/ca.pem” holds no certificate*");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, CA_FILE, get_ca_file ());
  go_on_to_password (app);
  go_on_to_test (app);
  check_sign_in (app, "The sign-in works");
  press (app, "Next");
  postern_test_app_find (app, ATSPI_ROLE_HEADING, "Done: mail goes through");
  journey_quit (app);
  journey_assert_unwritten (PASSWORD);
}

/* A new password that is refused is tried once more later, and never a third time by itself. */
static void
test_retry (void)
{
  g_autofree char *port = get_port ();
  PosternTestApp *app = launch (REFUSED, port, get_ca_file ());

  paste_and_go_on (app);
  check_sign_in (app, "The new password is not accepted yet");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Tries again by itself in 4:*");
  press (app, "Try now");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "This password has now been refused 2 times*");
  postern_test_app_wait_gone (app, ATSPI_ROLE_PUSH_BUTTON, "Try now");
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_LABEL, "Tries again by itself*"));

  press (app, "Try again");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Try the same password again?");
  press (app, "*Cancel");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, "Try the same password again?");
  journey_quit (app);

  /* The counter is the record's, not the window's. */
  app = journey_launch ();
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, REFUSED "*");
  wizard_walk_expect (app, "test");
  press (app, "Check the sign-in only");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Try the same password again?");
  press (app, "*Cancel");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, "Try the same password again?");
  journey_quit (app);
}

/* What was proven is not, once it was changed; and what was changed is said when it fails. */
static void
test_changed (void)
{
  g_autofree char *port = get_port ();
  PosternTestApp *app = launch (GOOD, port, get_ca_file ());

  paste_and_go_on (app);
  check_sign_in (app, "The sign-in works");
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  go_back_to_account (app);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", REFUSED);
  go_on_to_password (app);
  go_on_to_test (app);
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Skip");
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_PANEL, "The sign-in works"));

  check_sign_in (app, "The new password is not accepted yet");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The last test that was passed was on *");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The account was " GOOD ", now it is " REFUSED ".");
  journey_quit (app);
}

/* Nothing answers on the port that was typed, but the usual one is open and works. */
static void
test_port (void)
{
  PosternTestApp *app = NULL;
  g_autoptr (PosternPracticeServer) usual = postern_practice_server_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *settings = NULL;
  g_autofree char *password = NULL;

  if (!postern_practice_server_start (usual, USUAL_PORT, &error))
    {
      g_autofree char *reason = g_strdup_printf ("needs port 587 of this computer: %s", error->message);

      g_test_skip (reason);
      return;
    }
  app = launch (GOOD, CLOSED_PORT, postern_practice_server_get_ca_file (usual));
  paste_and_go_on (app);
  check_sign_in (app, "*587*");
  press (app, "Use port 587");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "The sign-in works");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, TRUE);
  press (app, "Show settings");
  wizard_walk_expect (app, "settings");
  settings = postern_test_app_get_text (app, ATSPI_ROLE_TEXT, "Settings to paste");
  g_assert_nonnull (strstr (settings, "587"));
  journey_quit (app);
  password = journey_find_password ("localhost", GOOD);
  g_assert_cmpstr (password, ==, PASSWORD);
}

int
main (int    argc,
      char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  server = postern_practice_server_new ();
  g_assert_true (postern_practice_server_start (server, 0, NULL));
  g_test_add_func ("/wizard/retest/ca-file", test_ca_file);
  g_test_add_func ("/wizard/retest/retry", test_retry);
  g_test_add_func ("/wizard/retest/changed", test_changed);
  g_test_add_func ("/wizard/retest/port", test_port);

  status = journey_run (TRUE);
  g_clear_object (&server);

  return status;
}
