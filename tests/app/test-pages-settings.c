/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include <string.h>

#include "app/pages/postern-settings-page.h"

typedef PagesFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  recorded)
{
  fixture->context = pages_new_context ();
  fixture->record = pages_new_record ("laravel");
  if (recorded != NULL)
    pages_keep_password (fixture->context, fixture->record);
  fixture->page = pages_show (POSTERN_TYPE_SETTINGS_PAGE, fixture->context, fixture->record);
}

static GtkWidget *
get_button (Fixture    *fixture,
            const char *name)
{
  GtkWidget *button = widgets_find (fixture->page, GTK_TYPE_BUTTON, name);

  if (button == NULL)
    g_error ("There is no button “%s”", name);

  return button;
}

static gboolean
can_copy (gpointer fixture)
{
  return gtk_widget_get_sensitive (get_button (fixture, "Copy"));
}

static void
test_masked (Fixture       *fixture,
             gconstpointer  recorded)
{
  GtkToggleButton *reveal = NULL;

  /* The keyring has not answered yet. */
  g_assert_false (can_copy (fixture));
  postern_test_wait (can_copy, fixture);
  reveal = GTK_TOGGLE_BUTTON (widgets_find (fixture->page, GTK_TYPE_TOGGLE_BUTTON, "Show password"));
  g_assert_nonnull (reveal);
  g_assert_true (pages_shows_text (fixture->page, PAGES_ACCOUNT));
  g_assert_false (pages_shows_text (fixture->page, PAGES_PASSWORD));
  gtk_toggle_button_set_active (reveal, TRUE);
  g_assert_true (pages_shows_text (fixture->page, PAGES_PASSWORD));
  gtk_toggle_button_set_active (reveal, FALSE);
  g_assert_false (pages_shows_text (fixture->page, PAGES_PASSWORD));

  gtk_toggle_button_set_active (reveal, TRUE);
  postern_page_enter (POSTERN_PAGE (fixture->page));
  g_assert_false (pages_shows_text (fixture->page, PAGES_PASSWORD));
}

/* The copy has what the page does not show. */
static void
test_copied (Fixture       *fixture,
             gconstpointer  recorded)
{
  g_autofree char *copied = NULL;

  postern_test_wait (can_copy, fixture);
  widgets_press (fixture->page, "Copy");
  copied = widgets_read_clipboard ("text/plain;charset=utf-8");
  g_assert_nonnull (strstr (copied, PAGES_PASSWORD));
  g_assert_nonnull (strstr (copied, PAGES_ACCOUNT));
  widgets_wait_clipboard ("text/x-kde-passwordmanagerhint", TRUE);
}

/* Copied by hand out of the text, a password is as secret as when the button copies it. */
static void
test_copied_by_hand (Fixture       *fixture,
                     gconstpointer  recorded)
{
  GtkWidget *text = widgets_find (fixture->page, GTK_TYPE_TEXT_VIEW, "Settings to paste");
  g_autofree char *copied = NULL;

  g_assert_nonnull (text);
  postern_test_wait (can_copy, fixture);
  widgets_clear_clipboard ();
  gtk_widget_activate_action (text, "selection.select-all", NULL);
  gtk_widget_activate_action (text, "clipboard.copy", NULL);
  widgets_wait_clipboard ("text/plain;charset=utf-8", TRUE);
  widgets_wait_clipboard ("text/x-kde-passwordmanagerhint", FALSE);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_button (fixture, "Show password")), TRUE);
  gtk_widget_activate_action (text, "selection.select-all", NULL);
  gtk_widget_activate_action (text, "clipboard.copy", NULL);
  widgets_wait_clipboard ("text/x-kde-passwordmanagerhint", TRUE);
  copied = widgets_read_clipboard ("text/plain;charset=utf-8");
  g_assert_nonnull (strstr (copied, PAGES_PASSWORD));
}

static void
test_without_password (Fixture       *fixture,
                       gconstpointer  recorded)
{
  g_assert_false (can_copy (fixture));
  g_assert_true (pages_shows_text (fixture->page, "No password is recorded yet"));
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

#define ADD(path, recorded, test) g_test_add (path, Fixture, recorded, set_up, test, pages_tear_down)
  ADD ("/pages/settings/masked", "recorded", test_masked);
  ADD ("/pages/settings/copied", "recorded", test_copied);
  ADD ("/pages/settings/copied-by-hand", "recorded", test_copied_by_hand);
  ADD ("/pages/settings/without-password", NULL, test_without_password);

  return g_test_run ();
}
