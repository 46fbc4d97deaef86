/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include "app/pages/postern-account-page.h"
#include "app/widgets/postern-choice-row.h"

typedef PagesFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->context = pages_new_context ();
  fixture->record = pages_new_record ("laravel");
  fixture->page = pages_show (POSTERN_TYPE_ACCOUNT_PAGE, fixture->context, fixture->record);
}

static gboolean
is_complete (Fixture *fixture)
{
  gboolean complete;

  g_object_get (fixture->page, "complete", &complete, NULL);

  return complete;
}

typedef gboolean (*IsWanted) (GtkWidget  *widget,
                              const char *name);

static gboolean
is_combo_row (GtkWidget  *widget,
              const char *name)
{
  return ADW_IS_COMBO_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name) == 0;
}

static gboolean
is_choice_row (GtkWidget  *widget,
               const char *name)
{
  return POSTERN_IS_CHOICE_ROW (widget) &&
         g_strcmp0 (postern_choice_row_get_id (POSTERN_CHOICE_ROW (widget)), name) == 0;
}

static gboolean
is_search (GtkWidget  *widget,
           const char *name)
{
  return GTK_IS_SEARCH_ENTRY (widget);
}

static GtkWidget *
find_widget (GtkWidget  *root,
             IsWanted    is_wanted,
             const char *name)
{
  GtkWidget *found = is_wanted (root, name) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, is_wanted, name);

  return found;
}

static AdwComboRow *
get_host_row (Fixture *fixture)
{
  GtkWidget *row = find_widget (fixture->page, is_combo_row, "Server");

  g_assert_nonnull (row);

  return ADW_COMBO_ROW (row);
}

static void
choose_provider (Fixture    *fixture,
                 const char *id)
{
  GtkWidget *row = find_widget (fixture->page, is_choice_row, id);

  g_assert_nonnull (row);
  postern_choice_row_set_active (POSTERN_CHOICE_ROW (row), TRUE);
}

static void
open_again (Fixture *fixture)
{
  pages_close (fixture->page);
  fixture->page = pages_show (POSTERN_TYPE_ACCOUNT_PAGE, fixture->context, fixture->record);
}

static void
open_provider (Fixture    *fixture,
               const char *id)
{
  postern_record_set_provider (fixture->record, id);
  postern_record_set_endpoint (fixture->record, NULL);
  open_again (fixture);
}

/* Where the address is not the name to sign in with, the page asks for the other one, or writes the known one. */
static void
test_user (Fixture       *fixture,
           gconstpointer  data)
{
  open_provider (fixture, "mailjet");
  g_assert_false (is_complete (fixture));
  gtk_editable_set_text (pages_get_entry (fixture->page, "To sign in: API key"), "0123abcd");
  g_assert_true (is_complete (fixture));
  g_assert_cmpstr (postern_record_get_user (fixture->record), ==, "0123abcd");
  postern_record_set_user (fixture->record, NULL);

  open_provider (fixture, "gmail");
  choose_provider (fixture, "sendgrid");
  g_assert_cmpstr (postern_record_get_provider (fixture->record), ==, "sendgrid");
  g_assert_cmpstr (postern_record_get_user (fixture->record), ==, "apikey");
  choose_provider (fixture, "yahoo");
  g_assert_null (postern_record_get_user (fixture->record));
}

static gboolean
is_seen (Fixture    *fixture,
         const char *id)
{
  return gtk_widget_get_child_visible (find_widget (fixture->page, is_choice_row, id));
}

/* The list is short until somebody searches. */
static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *search = find_widget (fixture->page, is_search, NULL);

  g_assert_true (is_seen (fixture, "gmail"));
  g_assert_false (is_seen (fixture, "yahoo"));
  gtk_editable_set_text (GTK_EDITABLE (search), "YAHOO");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (is_seen (fixture, "yahoo"));
  g_assert_true (is_seen (fixture, "custom"));
  g_assert_true (is_seen (fixture, "practice"));
  g_assert_false (is_seen (fixture, "gmail"));
  choose_provider (fixture, "yahoo");
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (is_seen (fixture, "yahoo"));
  open_provider (fixture, "mailgun");
  g_assert_true (is_seen (fixture, "mailgun"));
}

/* One of several servers is chosen by its name; the best port of it is taken. */
static void
test_host (Fixture       *fixture,
           gconstpointer  data)
{
  open_provider (fixture, "mailgun");
  g_assert_cmpstr (postern_record_get_endpoint (fixture->record)->host, ==, "smtp.mailgun.org");
  adw_combo_row_set_selected (get_host_row (fixture), 1);
  g_assert_cmpstr (postern_record_get_endpoint (fixture->record)->host, ==, "smtp.eu.mailgun.org");
  g_assert_cmpuint (postern_record_get_endpoint (fixture->record)->port, ==, 587);
  open_again (fixture);
  g_assert_cmpuint (adw_combo_row_get_selected (get_host_row (fixture)), ==, 1);
  g_assert_cmpstr (postern_record_get_endpoint (fixture->record)->host, ==, "smtp.eu.mailgun.org");
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, pages_tear_down)
  ADD ("/pages/provider/user", test_user);
  ADD ("/pages/provider/search", test_search);
  ADD ("/pages/provider/host", test_host);

  return g_test_run ();
}
