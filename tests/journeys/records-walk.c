/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/records-walk.h"

static void
name_it_cb (PosternTestApp *app,
            const char     *page,
            gpointer        name)
{
  if (g_str_equal (page, "done"))
    postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "What to call it in the list*", name);
}

void
records_walk_press (PosternTestApp *app,
                    const char     *button)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, button);
}

PosternTestApp *
records_walk_begin (void)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  wizard_walk (app, name_it_cb, RECORDS_WALK_NAME);

  return app;
}

PosternTestApp *
records_walk_begin_with_keyring (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "password", NULL);
  g_autofree char *id = NULL;

  g_assert_true (g_file_set_contents (path, RECORDS_WALK_PASSWORD, -1, NULL));
  journey_begin ();
  journey_start_keyring ();
  id = journey_run_ctl ("records", "add", "--name", RECORDS_WALK_NAME, "--provider", "practice", "--account",
                        WIZARD_WALK_ACCOUNT, "--target", "wordpress-wp-mail-smtp", "--password-file", path, NULL);

  return journey_launch ();
}

void
records_walk_open (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, RECORDS_WALK_NAME "*");
  postern_test_app_find (app, ATSPI_ROLE_HEADING, RECORDS_WALK_NAME);
}

void
records_walk_press_menu (PosternTestApp *app,
                         const char     *button)
{
  postern_test_app_activate (app);
  records_walk_press (app, button);
}
