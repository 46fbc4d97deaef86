/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/wizard-walk.h"

static void
go_on (PosternTestApp *app,
       const char     *page,
       const char     *button,
       WizardWalkFunc  page_func,
       gpointer        user_data)
{
  if (page_func != NULL)
    page_func (app, page, user_data);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, button);
}

static void
choose (PosternTestApp *app,
        const char     *answer)
{
  postern_test_app_click (app, ATSPI_ROLE_RADIO_BUTTON, answer);
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, answer, ATSPI_STATE_CHECKED, TRUE);
}

static void
tick_steps_off (PosternTestApp *app)
{
  static const char *const titles[] = {
    "Choose a practice account",
    "Press “Add sign-in method”",
    "Choose “App password”",
    "Copy the practice password",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      postern_test_app_click (app, ATSPI_ROLE_CHECK_BOX, titles[i]);
      postern_test_app_wait_state (app, ATSPI_ROLE_CHECK_BOX, titles[i], ATSPI_STATE_CHECKED, TRUE);
    }
}

void
wizard_walk (PosternTestApp *app,
             WizardWalkFunc  page_func,
             gpointer        user_data)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Practise without an account");

  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 1 of 8");
  choose (app, "WordPress*");
  go_on (app, "target", "Next", page_func, user_data);

  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 2 of 8");
  choose (app, "A little");
  go_on (app, "advice", "Next", page_func, user_data);

  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 3 of 8");
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, "Practice server", ATSPI_STATE_CHECKED, TRUE);
  go_on (app, "account", "Next", page_func, user_data);

  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 4 of 8");
  if (page_func != NULL)
    page_func (app, "steps", user_data);
  tick_steps_off (app);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");

  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 5 of 8");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", WIZARD_WALK_PASSWORD);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*");
  go_on (app, "password", "Next", page_func, user_data);

  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 6 of 8");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Copy", ATSPI_STATE_SENSITIVE, TRUE);
  go_on (app, "settings", "Next", page_func, user_data);

  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 7 of 8");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Send a test message");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, TRUE);
  go_on (app, "test", "Next", page_func, user_data);

  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 8 of 8");
  postern_test_app_find (app, ATSPI_ROLE_HEADING, "Done: mail goes through");
  go_on (app, "done", "Finish", page_func, user_data);
  postern_test_app_find (app, ATSPI_ROLE_HEADING, "What sends mail");
}

char *
wizard_walk_get_message (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Show the message that arrived");

  return postern_test_app_get_text (app, ATSPI_ROLE_TEXT, "The message that arrived");
}
