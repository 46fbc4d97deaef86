/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include "app/pages/postern-pages.h"
#include "app/postern-wizard.h"

typedef struct
{
  PosternContext *context;
  PosternRecord  *record;
  GtkWidget      *wizard;
  GtkWidget      *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  page)
{
  fixture->context = pages_new_context ();
  fixture->record = pages_new_record ("laravel");
  postern_record_set_page (fixture->record, page);
  fixture->wizard = postern_wizard_new (fixture->context, fixture->record);
  fixture->window = widgets_show (fixture->wizard);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  page)
{
  widgets_close (fixture->window, fixture->wizard);
  g_object_unref (fixture->record);
  g_object_unref (fixture->context);
}

static GtkWidget *
find_page (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (POSTERN_IS_PAGE (root) && gtk_widget_get_child_visible (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_page (child);

  return found;
}

static void
assert_next (Fixture    *fixture,
             const char *label,
             gboolean    possible)
{
  GtkWidget *button = widgets_find (fixture->wizard, GTK_TYPE_BUTTON, label);

  if (button == NULL)
    g_error ("There is no button “%s”", label);
  g_assert_cmpint (gtk_widget_get_sensitive (button), ==, possible);
}

static gboolean
has_saved (gpointer fixture)
{
  GListModel *records = postern_store_get_records (postern_context_get_store (((Fixture *) fixture)->context));

  return g_list_model_get_n_items (records) == 1;
}

static void
test_bar (Fixture       *fixture,
          gconstpointer  id)
{
  GtkWidget *page = find_page (fixture->wizard);

  g_object_set (page, "complete", FALSE, "skippable", FALSE, NULL);
  assert_next (fixture, "_Next", FALSE);
  g_object_set (page, "complete", TRUE, NULL);
  assert_next (fixture, "_Next", TRUE);
  g_object_set (page, "busy", TRUE, NULL);
  assert_next (fixture, "_Next", FALSE);
  g_object_set (page, "busy", FALSE, "complete", FALSE, "skippable", TRUE, NULL);
  assert_next (fixture, "_Skip", TRUE);
  g_object_set (page, "busy", TRUE, NULL);
  assert_next (fixture, "_Skip", FALSE);
  g_object_set (page, "busy", FALSE, "complete", TRUE, "next-label", "_Use One Anyway", NULL);
  assert_next (fixture, "_Use One Anyway", TRUE);
}

/* A moment after an answer, with no key or button pressed. */
static void
test_saved (Fixture       *fixture,
            gconstpointer  id)
{
  g_assert_false (has_saved (fixture));
  postern_record_set_account (fixture->record, "bob@example.org");
  postern_test_wait (has_saved, fixture);
}

static gboolean
shows_error (gpointer fixture)
{
  return pages_shows_error (((Fixture *) fixture)->wizard, "Your records can*");
}

static void
test_store_fails (Fixture       *fixture,
                  gconstpointer  id)
{
  pages_break_store ();
  postern_record_set_account (fixture->record, "bob@example.org");
  postern_test_wait (shows_error, fixture);
}

/* What can't be saved is not left behind without a word. */
static void
test_store_fails_at_the_end (Fixture       *fixture,
                             gconstpointer  id)
{
  pages_break_store ();
  postern_record_set_account (fixture->record, "bob@example.org");
  g_assert_false (postern_wizard_flush (POSTERN_WIZARD (fixture->wizard)));
  g_assert_true (shows_error (fixture));
  g_assert_false (postern_wizard_flush (POSTERN_WIZARD (fixture->wizard)));
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

#define ADD(path, page, test) g_test_add (path, Fixture, page, set_up, test, tear_down)
  ADD ("/pages/wizard/bar", "advice", test_bar);
  ADD ("/pages/wizard/saved", "target", test_saved);
  ADD ("/pages/wizard/store-fails", "target", test_store_fails);
  ADD ("/pages/wizard/store-fails-at-the-end", "account", test_store_fails_at_the_end);

  return g_test_run ();
}
