/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/journey.h"

/* What a site wrote, pasted into Postern. */

#define PASTED "2026-11-24 SMTP Error: Could not authenticate. 535 5.7.139 Authentication unsuccessful, " \
               "SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled"

static void
test_from_home (void)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Explain an error");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Explain", ATSPI_STATE_SENSITIVE, FALSE);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Error message", PASTED);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Explain");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "Your organisation has switched off sending with a password");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Your administrator must act");

  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Error message", "It was a dark and stormy night.");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, "Your administrator must act");
  postern_test_app_press (app, "Escape");
  postern_test_app_wait_gone (app, ATSPI_ROLE_PUSH_BUTTON, "Explain");
  journey_quit (app);
  journey_assert_unwritten ("stormy");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/explain/from-home", test_from_home);

  return journey_run (FALSE);
}
