/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include "app/pages/postern-target-page.h"
#include "app/widgets/postern-choice-row.h"
#include "app/widgets/postern-group-row.h"
#include "core/catalogue/postern-target-group.h"

typedef struct
{
  PosternContext *context;
  PosternRecord  *record;
  GtkWidget      *page;
  GtkWidget      *search;
} Fixture;

static GtkWidget *
find_below (GtkWidget *root,
            GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_below (child, type);

  return found;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  target)
{
  fixture->context = pages_new_context ();
  fixture->record = pages_new_record (target);
  fixture->page = pages_show (POSTERN_TYPE_TARGET_PAGE, fixture->context, fixture->record);
  fixture->search = find_below (fixture->page, GTK_TYPE_SEARCH_ENTRY);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  target)
{
  pages_close (fixture->page);
  g_object_unref (fixture->record);
  g_object_unref (fixture->context);
}

static GtkListBox *
get_list (Fixture *fixture)
{
  return GTK_LIST_BOX (gtk_widget_get_ancestor (find_below (fixture->page, ADW_TYPE_ACTION_ROW), GTK_TYPE_LIST_BOX));
}

/* Counts the rows of @type, and keeps the first one. */
static guint
count_rows (Fixture    *fixture,
            GType       type,
            GtkWidget **first)
{
  GtkListBox *list = get_list (fixture);
  GtkListBoxRow *row;
  guint n = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      if (!G_TYPE_CHECK_INSTANCE_TYPE (row, type))
        continue;
      if (n++ == 0)
        *first = GTK_WIDGET (row);
    }

  return n;
}

/* As the entry does a moment after the last letter. */
static void
search (Fixture    *fixture,
        const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->search), words);
  g_signal_emit_by_name (fixture->search, "search-changed");
}

static gboolean
is_complete (Fixture *fixture)
{
  gboolean complete;

  g_object_get (fixture->page, "complete", &complete, NULL);

  return complete;
}

/* What was chosen stands first, then the groups; none of them lacks its icon. */
static void
test_groups (Fixture       *fixture,
             gconstpointer  target)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (fixture->page));
  GtkWidget *row = NULL;

  g_assert_cmpuint (count_rows (fixture, POSTERN_TYPE_CHOICE_ROW, &row), ==, 1);
  g_assert_true (postern_choice_row_get_active (POSTERN_CHOICE_ROW (row)));
  g_assert_true (is_complete (fixture));
  g_assert_cmpuint (count_rows (fixture, POSTERN_TYPE_GROUP_ROW, &row), >, 15);
  for (guint i = 0; i < postern_target_group_count (); i++)
    {
      g_test_message ("%s", postern_target_group_get_nth (i).icon);
      g_assert_true (gtk_icon_theme_has_icon (theme, postern_target_group_get_nth (i).icon));
    }
}

static void
test_open_group (Fixture       *fixture,
                 gconstpointer  target)
{
  GtkWidget *group = NULL;
  GtkWidget *row = NULL;

  g_assert_cmpuint (count_rows (fixture, POSTERN_TYPE_GROUP_ROW, &group), >, 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (group)), ==, "Websites");
  g_signal_emit_by_name (group, "activated");
  g_assert_cmpuint (count_rows (fixture, POSTERN_TYPE_GROUP_ROW, &group), ==, 0);
  g_assert_cmpuint (count_rows (fixture, POSTERN_TYPE_CHOICE_ROW, &row), >, 5);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  target)
{
  GtkWidget *row = NULL;

  search (fixture, "WP Mail SMTP");
  g_assert_cmpuint (count_rows (fixture, POSTERN_TYPE_CHOICE_ROW, &row), ==, 1);
  postern_choice_row_set_active (POSTERN_CHOICE_ROW (row), TRUE);
  g_assert_cmpstr (postern_record_get_target (fixture->record), ==, "wordpress-wp-mail-smtp");
  g_assert_true (is_complete (fixture));
  search (fixture, "zebra");
  g_assert_null (find_below (fixture->page, POSTERN_TYPE_CHOICE_ROW));
  search (fixture, "");
  g_assert_cmpuint (count_rows (fixture, POSTERN_TYPE_CHOICE_ROW, &row), ==, 1);
  g_assert_cmpstr (postern_choice_row_get_id (POSTERN_CHOICE_ROW (row)), ==, "wordpress-wp-mail-smtp");
  g_assert_true (postern_choice_row_get_active (POSTERN_CHOICE_ROW (row)));
}

/* A target that is gone, such as a person's own file that was deleted, is no answer. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  target)
{
  GtkWidget *row = NULL;

  g_assert_cmpuint (count_rows (fixture, POSTERN_TYPE_CHOICE_ROW, &row), ==, 0);
  g_assert_false (is_complete (fixture));
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

  g_test_add ("/pages/target/groups", Fixture, "laravel", set_up, test_groups, tear_down);
  g_test_add ("/pages/target/open-group", Fixture, "laravel", set_up, test_open_group, tear_down);
  g_test_add ("/pages/target/search", Fixture, "laravel", set_up, test_search, tear_down);
  g_test_add ("/pages/target/gone", Fixture, "no-such-thing", set_up, test_gone, tear_down);

  return g_test_run ();
}
