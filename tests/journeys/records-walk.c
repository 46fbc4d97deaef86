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

void
records_walk_open (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, RECORDS_WALK_NAME "*");
  postern_test_app_find (app, ATSPI_ROLE_HEADING, RECORDS_WALK_NAME);
}
