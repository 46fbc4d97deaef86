/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/demo-tour.h"

/* Pages of the wizard that the walk with the practice server does not come past, or not in this state. */

static void
next (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
}

static void
go_to_account (PosternTestApp *app,
               const char     *target,
               const char     *provider)
{
  wizard_walk_begin (app);
  wizard_walk_choose_target (app, target);
  next (app);
  wizard_walk_expect (app, "account");
  wizard_walk_choose (app, provider);
}

static void
tick_off (PosternTestApp *app,
          const char     *title)
{
  postern_test_app_click (app, ATSPI_ROLE_CHECK_BOX, title);
  postern_test_app_wait_state (app, ATSPI_ROLE_CHECK_BOX, title, ATSPI_STATE_CHECKED, TRUE);
}

void
demo_tour_play_provider (PosternTestApp *app,
                         DemoTourFunc    picture)
{
  wizard_walk_begin (app);
  picture (app, "target-all");
  wizard_walk_choose_target (app, "WordPress with WP Mail SMTP");
  next (app);
  wizard_walk_expect (app, "account");
  wizard_walk_choose (app, "Microsoft 365");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", "web@example.org");
  picture (app, "account-microsoft");
  next (app);
  wizard_walk_expect (app, "advice");
  picture (app, "advice-open");
  wizard_walk_advise (app, "App password");
  picture (app, "advice-microsoft");
  next (app);
  wizard_walk_expect (app, "steps");
  tick_off (app, "Sign in as the account that sends");
  tick_off (app, "Press “Add sign-in method”");
  picture (app, "steps-microsoft");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "It is not there: find out why");
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "It belongs to our own organisation");
  picture (app, "guide");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "It belongs to our own organisation");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Yes");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "It never asks");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Your administrator must act");
  picture (app, "guide-end");
}

void
demo_tour_play_oauth (PosternTestApp *app,
                      DemoTourFunc    picture)
{
  go_to_account (app, "osTicket", "Microsoft 365");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", "desk@example.org");
  next (app);
  wizard_walk_advise (app, "Microsoft’s own sign-in (OAuth 2.0)");
  picture (app, "advice-oauth");
  next (app);
  postern_test_app_find (app, ATSPI_ROLE_TEXT, "Application (client) ID");
  picture (app, "oauth");
}

void
demo_tour_play_server (PosternTestApp *app,
                       DemoTourFunc    picture)
{
  go_to_account (app, "Another device", "Another provider");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", "scanner@example");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Mail server");
  picture (app, "account-server");
}

void
demo_tour_play_test (PosternTestApp *app,
                     DemoTourFunc    picture)
{
  wizard_walk_begin (app);
  wizard_walk_between (app, "slow@practice.example", "target", "test");
  picture (app, "test-before");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Send a test message");
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Stop");
  picture (app, "test-running");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Stop");
  postern_test_app_wait_gone (app, ATSPI_ROLE_PUSH_BUTTON, "Stop");
  picture (app, "test-stopped");
}

void
demo_tour_play_refused (PosternTestApp *app,
                        DemoTourFunc    picture)
{
  wizard_walk_begin (app);
  wizard_walk_between (app, "wrong-password@practice.example", "target", "test");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Send a test message");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "You can fix this");
  picture (app, "test-failed");
}
