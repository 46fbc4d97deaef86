/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/journey.h"

#include <string.h>

/* A server that the person names, and a wizard that is driven without a pointer. */

#define ACCOUNT "bob@example.org"
#define HOST "Server, such as*"
#define PLAIN "Send the password unprotected"
/** More presses of Tab than any page needs. */
#define MAX_TABS 30

typedef struct
{
  PosternTestApp *app;
  GObject        *before;
  GObject        *now;
} Focus;

static GObject *
find_focused (AtspiAccessible *accessible)
{
  g_autoptr (GObject) states = (GObject *) atspi_accessible_get_state_set (accessible);
  GObject *found = NULL;
  int count = 0;

  if (states != NULL && atspi_state_set_contains (ATSPI_STATE_SET (states), ATSPI_STATE_FOCUSED))
    return g_object_ref (G_OBJECT (accessible));
  count = atspi_accessible_get_child_count (accessible, NULL);
  for (int i = 0; i < count && found == NULL; i++)
    {
      g_autoptr (GObject) child = (GObject *) atspi_accessible_get_child_at_index (accessible, i, NULL);

      if (child != NULL)
        found = find_focused (ATSPI_ACCESSIBLE (child));
    }

  return found;
}

static gboolean
focus_has_moved (gpointer data)
{
  Focus *focus = data;

  g_clear_object (&focus->now);
  focus->now = find_focused (postern_test_app_find (focus->app, ATSPI_ROLE_FRAME, NULL));

  return focus->now != NULL && focus->now != focus->before;
}

static gboolean
is_named (GObject    *accessible,
          const char *pattern)
{
  g_autofree char *name = accessible == NULL ? NULL : atspi_accessible_get_name (ATSPI_ACCESSIBLE (accessible), NULL);

  return name != NULL && g_pattern_match_simple (pattern, name);
}

static void
tab_to (PosternTestApp *app,
        const char     *pattern)
{
  Focus focus = { app, NULL, NULL };

  focus_has_moved (&focus);
  for (guint i = 0; i < MAX_TABS && !is_named (focus.now, pattern); i++)
    {
      g_set_object (&focus.before, focus.now);
      postern_test_app_press (app, "Tab");
      g_assert_true (postern_test_poll (focus_has_moved, &focus, POSTERN_TEST_DEADLINE));
    }
  if (!is_named (focus.now, pattern))
    g_error ("Tab does not reach “%s”", pattern);
  g_clear_object (&focus.before);
  g_clear_object (&focus.now);
}

typedef struct
{
  PosternTestApp *app;
  const char     *entry;
} Typing;

static gboolean
holds_what_was_typed (gpointer data)
{
  const Typing *typing = data;
  g_autofree char *text = postern_test_app_get_text (typing->app, ATSPI_ROLE_TEXT, typing->entry);

  return strchr (text, 'x') != NULL;
}

/* What is typed goes there without a press of Tab; then @text is there again. */
static void
expect_typing_in (PosternTestApp *app,
                  const char     *entry,
                  const char     *text)
{
  Typing typing = { app, entry };

  postern_test_app_press (app, "x");
  if (!postern_test_poll (holds_what_was_typed, &typing, POSTERN_TEST_DEADLINE))
    g_error ("What is typed does not go to “%s”", entry);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, entry, text);
}

/* Tab only once the search has found something: what was there before goes away, and the focus with it. */
static void
test_keyboard (void)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  tab_to (app, "Practise without an account");
  postern_test_app_press (app, "Return");

  wizard_walk_expect (app, "target");
  postern_test_app_set_text (app, ATSPI_ROLE_ENTRY, "Search", "WordPress with WP Mail SMTP");
  postern_test_app_find (app, ATSPI_ROLE_RADIO_BUTTON, "WordPress with WP Mail SMTP");
  tab_to (app, "WordPress with WP Mail SMTP");
  postern_test_app_press (app, "space");
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, "WordPress with WP Mail SMTP", ATSPI_STATE_CHECKED, TRUE);
  postern_test_app_press (app, "Alt+n");

  wizard_walk_expect (app, "account");
  expect_typing_in (app, "E-mail address", WIZARD_WALK_ACCOUNT);
  postern_test_app_press (app, "Return");

  wizard_walk_expect (app, "advice");
  tab_to (app, "A little*");
  postern_test_app_press (app, "Return");
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, "A little", ATSPI_STATE_CHECKED, TRUE);
  tab_to (app, "App password");
  postern_test_app_press (app, "space");
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, "App password", ATSPI_STATE_CHECKED, TRUE);
  postern_test_app_press (app, "Alt+n");

  wizard_walk_expect (app, "steps");
  postern_test_app_press (app, "Alt+b");
  wizard_walk_expect (app, "advice");
  postern_test_app_press (app, "Alt+Left");
  wizard_walk_expect (app, "account");
  postern_test_app_press (app, "Escape");
  wizard_walk_expect (app, "target");
  journey_quit (app);
}

static void
expect_next (PosternTestApp *app,
             gboolean        possible)
{
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, possible);
}

/* The list of the choices lies in a popover, which the pointer can't reach here. */
static void
choose_no_encryption (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_COMBO_BOX, "Encryption");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "None");
  postern_test_app_press (app, "End");
  postern_test_app_press (app, "Return");
  postern_test_app_find (app, ATSPI_ROLE_CHECK_BOX, PLAIN);
}

static void
assert_holds (PosternTestApp *app,
              AtspiRole       role,
              const char     *entry,
              const char     *text)
{
  g_autofree char *held = postern_test_app_get_text (app, role, entry);

  g_assert_cmpstr (held, ==, text);
}

static PosternTestApp *
launch_at_account_page (void)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Get mail going again");
  wizard_walk_between (app, ACCOUNT, "target", "account");

  return app;
}

static void
check_server (PosternTestApp *app)
{
  wizard_walk_expect (app, "account");
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, "Another provider", ATSPI_STATE_CHECKED, TRUE);
  assert_holds (app, ATSPI_ROLE_TEXT, "E-mail address", ACCOUNT);
  assert_holds (app, ATSPI_ROLE_TEXT, HOST, "localhost");
  assert_holds (app, ATSPI_ROLE_SPIN_BUTTON, "Port", "1");
  postern_test_app_wait_state (app, ATSPI_ROLE_CHECK_BOX, PLAIN, ATSPI_STATE_CHECKED, TRUE);
  expect_next (app, TRUE);
}

static void
fill_in_server (PosternTestApp *app)
{
  expect_next (app, FALSE);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", ACCOUNT);
  wizard_walk_choose (app, "Another provider");
  expect_next (app, FALSE);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, HOST, "localhost");
  expect_next (app, TRUE);
  choose_no_encryption (app);
  expect_next (app, FALSE);
  assert_holds (app, ATSPI_ROLE_SPIN_BUTTON, "Port", "25");
  postern_test_app_set_text (app, ATSPI_ROLE_SPIN_BUTTON, "Port", "1");
  postern_test_app_click (app, ATSPI_ROLE_CHECK_BOX, PLAIN);
  expect_next (app, TRUE);
}

/* A password of unknown length is recorded a moment after the last key, or at once when the person goes on. */
static void
go_on_to_test (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  wizard_walk_expect (app, "advice");
  wizard_walk_advise (app, "A password of the mailbox");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  wizard_walk_expect (app, "steps");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Skip");
  wizard_walk_expect (app, "password");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", "p4ss with spaces inside ");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  wizard_walk_expect (app, "settings");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  wizard_walk_expect (app, "test");
}

static void
test_custom (void)
{
  PosternTestApp *app = launch_at_account_page ();
  g_autofree char *password = NULL;

  fill_in_server (app);
  journey_quit (app);

  app = journey_launch ();
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, ACCOUNT "*");
  check_server (app);
  go_on_to_test (app);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Check the sign-in only");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "Nothing answers on port 1 of localhost");
  journey_quit (app);

  password = journey_find_password ("localhost", ACCOUNT);
  g_assert_cmpstr (password, ==, "p4ss with spaces inside");
  journey_assert_unwritten ("p4ss with spaces inside");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/server/keyboard", test_keyboard);
  g_test_add_func ("/wizard/server/custom", test_custom);

  return journey_run (TRUE);
}
