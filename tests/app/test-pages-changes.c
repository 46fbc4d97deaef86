/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include "app/pages/postern-changes-group.h"
#include "app/pages/postern-done-page.h"

typedef struct
{
  PosternContext *context;
  PosternRecord  *record;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->context = pages_new_context ();
  fixture->record = pages_new_record ("laravel");
  pages_keep_password (fixture->context, fixture->record);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->record);
  g_object_unref (fixture->context);
}

static void
pass (Fixture *fixture)
{
  g_autoptr (PosternTestResult) result = postern_test_result_new_for (fixture->record);

  postern_test_result_set_finding (result, "accepted", "It works", TRUE);
  g_assert_true (postern_store_add_test (postern_context_get_store (fixture->context), fixture->record, result, NULL));
}

/* Fails unless the group says @sentence of the record, or with NULL unless it is hidden. */
static void
assert_says (Fixture    *fixture,
             const char *sentence)
{
  GtkWidget *group = postern_changes_group_new ();
  GtkWidget *window = widgets_show (group);

  g_assert_false (gtk_widget_get_visible (group));
  postern_changes_group_show (POSTERN_CHANGES_GROUP (group), fixture->record);
  g_assert_cmpint (gtk_widget_get_visible (group), ==, sentence != NULL);
  if (sentence != NULL && widgets_find (group, GTK_TYPE_LABEL, sentence) == NULL)
    g_error ("The group does not say “%s”", sentence);
  postern_changes_group_hide (POSTERN_CHANGES_GROUP (group));
  g_assert_false (gtk_widget_get_visible (group));
  widgets_close (window, group);
}

static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  assert_says (fixture, NULL);
  pass (fixture);
  assert_says (fixture, "Nothing here: the account, the server and the password are the same. "
                        "The cause lies with the provider, or on the way there.");
  postern_record_set_from (fixture->record, "shop & more@practice.example");
  assert_says (fixture, "The sender was " PAGES_ACCOUNT ", now it is shop & more@practice.example.");
}

static void
assert_title (Fixture    *fixture,
              const char *expected)
{
  GtkWidget *page = pages_show (POSTERN_TYPE_DONE_PAGE, fixture->context, fixture->record);
  g_autofree char *title = NULL;

  g_object_get (page, "title", &title, NULL);
  g_assert_cmpstr (title, ==, expected);
  pages_close (page);
}

/* What was changed after its test has not been tested. */
static void
test_done (Fixture       *fixture,
           gconstpointer  data)
{
  assert_title (fixture, "Recorded, not tested yet");
  pass (fixture);
  assert_title (fixture, "Done: mail goes through");
  pages_keep_password (fixture->context, fixture->record);
  assert_title (fixture, "Recorded, not tested yet");
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/pages/changes/changes", test_changes);
  ADD ("/pages/changes/done", test_done);

  return g_test_run ();
}
