/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/wizard-walk.h"

#include "support/postern-test-words.h"

static void
answer_target (PosternTestApp *app,
               const char     *account)
{
  wizard_walk_choose_target (app, "WordPress with WP Mail SMTP");
}

static void
answer_advice (PosternTestApp *app,
               const char     *account)
{
  wizard_walk_advise (app, "App password");
}

static void
answer_account (PosternTestApp *app,
                const char     *account)
{
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, "Practice server", ATSPI_STATE_CHECKED, TRUE);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", account);
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
    wizard_walk_tick_off (app, titles[i]);
}

static void
answer_password (PosternTestApp *app,
                 const char     *account)
{
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Password", WIZARD_WALK_PASSWORD);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Recorded*");
}

static void
answer_settings (PosternTestApp *app,
                 const char     *account)
{
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Copy", ATSPI_STATE_SENSITIVE, TRUE);
}

static void
answer_test (PosternTestApp *app,
             const char     *account)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Send a test message");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, TRUE);
}

static void
answer_done (PosternTestApp *app,
             const char     *account)
{
  postern_test_app_find (app, ATSPI_ROLE_HEADING, "Done: mail goes through");
}

static const struct
{
  const char *id;
  const char *step;
  void      (*answer)     (PosternTestApp *app,
                           const char     *account);
  void      (*tick_off)   (PosternTestApp *app);
  const char *button;
} pages[] = {
  { "target", "Step 1 of 8", answer_target, NULL, "Next" },
  { "account", "Step 2 of 8", answer_account, NULL, "Next" },
  { "advice", "Step 3 of 8", answer_advice, NULL, "Next" },
  { "steps", "Step 4 of 8", NULL, tick_steps_off, "Next" },
  { "password", "Step 5 of 8", answer_password, NULL, "Next" },
  { "settings", "Step 6 of 8", answer_settings, NULL, "Next" },
  { "test", "Step 7 of 8", answer_test, NULL, "Next" },
  { "done", "Step 8 of 8", answer_done, NULL, "Finish" },
};

static gsize
find_page (const char *id)
{
  gsize index = 0;

  while (index < G_N_ELEMENTS (pages) && !g_str_equal (pages[index].id, id))
    index++;
  g_assert_cmpuint (index, <, G_N_ELEMENTS (pages));

  return index;
}

static void
pass_page (PosternTestApp *app,
           gsize           index,
           const char     *account,
           WizardWalkFunc  page_func,
           gpointer        user_data)
{
  postern_test_app_find (app, ATSPI_ROLE_LABEL, pages[index].step);
  if (pages[index].answer != NULL)
    pages[index].answer (app, account);
  if (page_func != NULL)
    page_func (app, pages[index].id, user_data);
  if (pages[index].tick_off != NULL)
    pages[index].tick_off (app);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, pages[index].button);
}

void
wizard_walk (PosternTestApp *app,
             WizardWalkFunc  page_func,
             gpointer        user_data)
{
  wizard_walk_begin (app);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    pass_page (app, i, WIZARD_WALK_ACCOUNT, page_func, user_data);
  postern_test_app_find (app, ATSPI_ROLE_HEADING, "What sends mail");
}

void
wizard_walk_begin (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Practise without an account");
}

void
wizard_walk_between (PosternTestApp *app,
                     const char     *account,
                     const char     *from,
                     const char     *to)
{
  for (gsize i = find_page (from); i < find_page (to); i++)
    pass_page (app, i, account, NULL, NULL);
  wizard_walk_expect (app, to);
}

void
wizard_walk_expect (PosternTestApp *app,
                    const char     *page)
{
  postern_test_app_find (app, ATSPI_ROLE_LABEL, pages[find_page (page)].step);
}

void
wizard_walk_choose (PosternTestApp *app,
                    const char     *answer)
{
  postern_test_app_click (app, ATSPI_ROLE_RADIO_BUTTON, answer);
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, answer, ATSPI_STATE_CHECKED, TRUE);
}

void
wizard_walk_tick_off (PosternTestApp *app,
                      const char     *step)
{
  postern_test_app_click (app, ATSPI_ROLE_CHECK_BOX, step);
  postern_test_app_wait_state (app, ATSPI_ROLE_CHECK_BOX, step, ATSPI_STATE_CHECKED, TRUE);
}

void
wizard_walk_choose_target (PosternTestApp *app,
                           const char     *name)
{
  /* As people do: two hundred are too many to look through. */
  postern_test_app_set_text (app, ATSPI_ROLE_ENTRY, "Search", postern_test_words_say (name));
  wizard_walk_choose (app, name);
}

char *
wizard_walk_get_message (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Show the message that arrived");

  return postern_test_app_get_text (app, ATSPI_ROLE_TEXT, "The message that arrived");
}

void
wizard_walk_advise (PosternTestApp *app,
                    const char     *way)
{
  wizard_walk_choose (app, "A little");
  wizard_walk_choose (app, way);
}
