/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/demo-tour.h"

#include "journeys/demo-records.h"

/* Each page and window of the program, in scenes that need nothing of each other. */

#define PASTED "2026-11-24 SMTP Error: Could not authenticate. 535 5.7.139 Authentication unsuccessful, " \
               "SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled"

/** How often a menu is looked for, and after how many looks its button is pressed again. */
#define MAX_LOOKS 100
#define LOOKS_A_PRESS 20

static void
press (PosternTestApp *app,
       const char     *button)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, button);
}

/* GTK has given buttons that open or choose something another role since. */
static void
press_any (PosternTestApp *app,
           const char     *button)
{
  gboolean toggles = postern_test_app_has (app, ATSPI_ROLE_TOGGLE_BUTTON, button);

  postern_test_app_click (app, toggles ? ATSPI_ROLE_TOGGLE_BUTTON : ATSPI_ROLE_PUSH_BUTTON, button);
}

/* A menu closes by itself where the keyboard comes back to its window only now: then it is opened again. */
static void
choose (PosternTestApp *app,
        const char     *menu,
        const char     *item)
{
  for (guint i = 0; i < MAX_LOOKS && !postern_test_app_has (app, ATSPI_ROLE_MENU_ITEM, item); i++)
    {
      if (i % LOOKS_A_PRESS == 0)
        press_any (app, menu);
      g_usleep (G_USEC_PER_SEC / 10);
    }
  postern_test_app_click (app, ATSPI_ROLE_MENU_ITEM, item);
}

/* Waits for a heading or label of the window that was asked for, and closes it again. */
static void
show_window (PosternTestApp *app,
             const char     *item,
             AtspiRole       role,
             const char     *sign,
             const char     *page,
             DemoTourFunc    picture)
{
  choose (app, "Main menu", item);
  postern_test_app_find (app, role, sign);
  picture (app, page);
  postern_test_app_press (app, "Escape");
  postern_test_app_wait_gone (app, role, sign);
}

static void
play_explain (PosternTestApp *app,
              DemoTourFunc    picture)
{
  press (app, "Explain an error");
  postern_test_app_find (app, ATSPI_ROLE_TEXT, "Error message");
  picture (app, "explain");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Error message", PASTED);
  press (app, "Explain");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "Your organisation has switched off sending with a password");
  picture (app, "explain-finding");
  press_any (app, "Server");
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Look");
  picture (app, "explain-server");
  press_any (app, "Web host");
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Save the script…");
  picture (app, "explain-web-host");
}

static void
play_windows (PosternTestApp *app,
              DemoTourFunc    picture)
{
  picture (app, "empty");
  show_window (app, "Preferences…", ATSPI_ROLE_LABEL, "Where mail for the domain goes", "preferences", picture);
  show_window (app, "Bring in accounts…", ATSPI_ROLE_PUSH_BUTTON, "*Choose a file…", "import", picture);
  choose (app, "Main menu", "About Postern");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Postern");
  picture (app, "about");
}

static void
play_records (PosternTestApp *app,
              DemoTourFunc    picture)
{
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, DEMO_RECORDS_FAILS "*");
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Show them");
  picture (app, "list-of-30");
  press (app, "Show them");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, DEMO_RECORDS_FAILS "*");
  picture (app, "list-filter");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Search the list", "nothing like it");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "None of them");
  picture (app, "list-nothing");
  press (app, "Show all");
  press_any (app, "Main menu");
  postern_test_app_find (app, ATSPI_ROLE_MENU_ITEM, "About Postern");
  picture (app, "menu");
  postern_test_app_press (app, "Escape");
  postern_test_app_wait_gone (app, ATSPI_ROLE_MENU_ITEM, "About Postern");
  show_window (app, "Ready for January?…", ATSPI_ROLE_HEADING, "These stop", "ready", picture);
  show_window (app, "Save all accounts…", ATSPI_ROLE_PUSH_BUTTON, "*Save…", "export", picture);
  show_window (app, "Test all accounts…", ATSPI_ROLE_PUSH_BUTTON, "*Test now", "test-all", picture);
}

static void
play_record (PosternTestApp *app,
             DemoTourFunc    picture)
{
  static const char *const shown[][2] = {
    { DEMO_RECORDS_WORKS, "record-works" },     { DEMO_RECORDS_FAILS, "record-fails" },
    { DEMO_RECORDS_CHANGED, "record-changed" }, { DEMO_RECORDS_RETIRED, "record-retired" },
    { DEMO_RECORDS_OAUTH, "record-oauth" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *row = g_strdup_printf ("%s,*", shown[i][0]);

      postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, row);
      postern_test_app_find (app, ATSPI_ROLE_HEADING, shown[i][0]);
      picture (app, shown[i][1]);
      press (app, "Back to the list");
    }
}

const DemoScene demo_tour_scenes[] = {
  { "windows", NULL, play_windows },
  { "explain", NULL, play_explain },
  { "records", demo_records_write, play_records },
  { "record", demo_records_write, play_record },
  { "provider", NULL, demo_tour_play_provider },
  { "oauth", NULL, demo_tour_play_oauth },
  { "other-server", NULL, demo_tour_play_server },
  { "test", NULL, demo_tour_play_test },
  { "refused", NULL, demo_tour_play_refused },
  { NULL },
};
