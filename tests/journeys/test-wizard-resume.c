/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/journey.h"

/* Nothing that was answered is lost: not by a crash, not by quitting half-way, not by going back. */

#define ACCOUNT "ok+site@practice.example"

static const char *const pages[] = {
  "target", "account", "advice", "steps", "password", "settings", "test",
};

static void
press (PosternTestApp *app,
       const char     *button)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, button);
}

static void
assert_checked (PosternTestApp *app,
                AtspiRole       role,
                const char     *name)
{
  postern_test_app_wait_state (app, role, name, ATSPI_STATE_CHECKED, TRUE);
}

static void
assert_holds (PosternTestApp *app,
              const char     *entry,
              const char     *text)
{
  g_autofree char *held = postern_test_app_get_text (app, ATSPI_ROLE_TEXT, entry);

  g_assert_cmpstr (held, ==, text);
}

static void
answer (PosternTestApp *app,
        const char     *page)
{
  if (g_str_equal (page, "target"))
    wizard_walk_choose_target (app, "Laravel");
  else if (g_str_equal (page, "advice"))
    {
      wizard_walk_choose (app, "A little");
      wizard_walk_choose (app, "App password");
    }
  else if (g_str_equal (page, "account"))
    postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", ACCOUNT);
  else if (g_str_equal (page, "steps"))
    wizard_walk_tick_off (app, "Choose a practice account");
  else if (g_str_equal (page, "password"))
    postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", WIZARD_WALK_PASSWORD);
  else if (g_str_equal (page, "test"))
    postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Send the test message to", "bob@practice.example");
}

static void
check_answer (PosternTestApp *app,
              const char     *page)
{
  wizard_walk_expect (app, page);
  if (g_str_equal (page, "target"))
    assert_checked (app, ATSPI_ROLE_RADIO_BUTTON, "Laravel");
  else if (g_str_equal (page, "advice"))
    {
      assert_checked (app, ATSPI_ROLE_RADIO_BUTTON, "A little");
      assert_checked (app, ATSPI_ROLE_RADIO_BUTTON, "App password");
    }
  else if (g_str_equal (page, "account"))
    assert_holds (app, "E-mail address", ACCOUNT);
  else if (g_str_equal (page, "steps"))
    assert_checked (app, ATSPI_ROLE_CHECK_BOX, "Choose a practice account");
  else if (g_str_equal (page, "password"))
    postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*");
  else if (g_str_equal (page, "settings"))
    postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Copy", ATSPI_STATE_SENSITIVE, TRUE);
  else
    assert_holds (app, "Send the test message to", "bob@practice.example");
}

static void
tick_other_steps_off (PosternTestApp *app)
{
  wizard_walk_tick_off (app, "Press “Add sign-in method”");
  wizard_walk_tick_off (app, "Choose “App password”");
  wizard_walk_tick_off (app, "Copy the practice password");
}

static void
go_on (PosternTestApp *app,
       const char     *page)
{
  if (g_str_equal (page, "steps"))
    tick_other_steps_off (app);
  press (app, "Next");
}

static void
open_unfinished (PosternTestApp *app,
                 const char     *title)
{
  g_autofree char *pattern = g_strconcat (title, "*", NULL);

  postern_test_app_find (app, ATSPI_ROLE_LABEL, "*Not finished*");
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, pattern);
}

static void
check_answers_forwards (PosternTestApp *app,
                        gsize           to)
{
  for (gsize i = 1; i <= to; i++)
    {
      press (app, "Next");
      check_answer (app, pages[i]);
    }
}

static void
check_answers_backwards (PosternTestApp *app,
                         gsize           from)
{
  for (gsize i = from; i > 0; i--)
    {
      press (app, "Back");
      check_answer (app, pages[i - 1]);
    }
}

/* The moment that matters: the provider will not show the password a second time. */
static void
test_killed (void)
{
  PosternTestApp *app = NULL;
  g_autofree char *password = NULL;

  journey_begin ();
  app = journey_launch ();
  wizard_walk_begin (app);
  for (gsize i = 0; i < 4; i++)
    {
      wizard_walk_expect (app, pages[i]);
      answer (app, pages[i]);
      go_on (app, pages[i]);
    }
  wizard_walk_expect (app, "password");
  answer (app, "password");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*");
  journey_kill (app);

  app = journey_launch ();
  open_unfinished (app, ACCOUNT);
  check_answer (app, "password");
  check_answers_backwards (app, 4);
  check_answers_forwards (app, 5);
  journey_quit (app);

  password = journey_find_password ("localhost", ACCOUNT);
  g_assert_cmpstr (password, ==, "brtkwqndmzxlhfpc");
  journey_assert_unwritten (WIZARD_WALK_PASSWORD);
}

/* Quits right after each answer, before the window can have saved it by itself. */
static void
test_quit (void)
{
  PosternTestApp *app = NULL;
  g_autofree char *password = NULL;

  journey_begin ();
  app = journey_launch ();
  wizard_walk_begin (app);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      wizard_walk_expect (app, pages[i]);
      answer (app, pages[i]);
      journey_quit (app);

      app = journey_launch ();
      open_unfinished (app, i < 1 ? WIZARD_WALK_ACCOUNT : ACCOUNT);
      check_answer (app, pages[i]);
      if (i + 1 < G_N_ELEMENTS (pages))
        go_on (app, pages[i]);
    }
  check_answers_backwards (app, G_N_ELEMENTS (pages) - 1);
  journey_quit (app);

  password = journey_find_password ("localhost", ACCOUNT);
  g_assert_cmpstr (password, ==, "brtkwqndmzxlhfpc");
  journey_assert_unwritten (WIZARD_WALK_PASSWORD);
}

static void
test_back (void)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  wizard_walk_begin (app);
  for (gsize i = 0; i < G_N_ELEMENTS (pages) - 1; i++)
    {
      wizard_walk_expect (app, pages[i]);
      answer (app, pages[i]);
      go_on (app, pages[i]);
    }
  wizard_walk_expect (app, "test");
  answer (app, "test");
  check_answers_backwards (app, G_N_ELEMENTS (pages) - 1);
  check_answers_forwards (app, G_N_ELEMENTS (pages) - 1);
  press (app, "Back to the list");
  open_unfinished (app, ACCOUNT);
  check_answer (app, "test");
  journey_quit (app);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/resume/killed", test_killed);
  g_test_add_func ("/wizard/resume/quit", test_quit);
  g_test_add_func ("/wizard/resume/back", test_back);

  return journey_run (TRUE);
}
