/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include <libintl.h>
#include <locale.h>

#include "app/pages/postern-pages.h"
#include "app/postern-explain-window.h"
#include "app/postern-home.h"
#include "app/postern-look-up-window.h"
#include "app/postern-ready-window.h"
#include "app/postern-record-page.h"
#include "app/transfer/postern-export-window.h"
#include "app/transfer/postern-hand-over-window.h"
#include "app/transfer/postern-import-window.h"
#include "app/transfer/postern-test-all-window.h"

/* Nothing is cut off on the narrowest screen, in any language. */

#define NARROWEST 360

static void
assert_narrow (GtkWidget  *widget,
               const char *name)
{
  int width = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_test_message ("%s: %d", name, width);
  g_assert_cmpint (width, <=, NARROWEST);
}

static PosternRecord *
new_record (const char       *target,
            const char       *provider,
            PosternSignInKind sign_in)
{
  PosternRecord *record = pages_new_record (target);

  postern_record_set_provider (record, provider);
  postern_record_set_sign_in (record, sign_in);

  return record;
}

static void
measure_pages (PosternRecord *record)
{
  for (guint i = 0; i < POSTERN_N_PAGES; i++)
    {
      g_autoptr (PosternContext) context = pages_new_context ();
      GtkWidget *page = pages_show (postern_pages[i].get_type (), context, record);

      assert_narrow (page, postern_pages[i].id);
      pages_close (page);
    }
}

static void
measure_record_page (PosternRecord *record)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  GtkWidget *page = NULL;
  GtkWidget *window = NULL;

  postern_record_set_used_at (record, "the till\nthe shop");
  postern_record_set_review_date (record, "2026-01-01");
  g_assert_true (postern_store_save (postern_context_get_store (context), record, NULL));
  page = postern_record_page_new (context, record);
  window = widgets_show (page);
  assert_narrow (page, "record");
  widgets_close (window, page);
}

/* Takes the floating window. */
static void
measure_window (GtkWidget *window)
{
  assert_narrow (adw_window_get_content (ADW_WINDOW (window)), G_OBJECT_TYPE_NAME (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
measure_windows (PosternRecord *record)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  GtkWidget *home = g_object_new (POSTERN_TYPE_HOME, NULL);
  GtkWidget *window = widgets_show (home);

  g_assert_true (postern_store_save (postern_context_get_store (context), record, NULL));
  postern_home_set_context (POSTERN_HOME (home), context);
  assert_narrow (home, "home");
  widgets_close (window, home);
  measure_window (postern_explain_window_new (parent, context, NULL));
  measure_window (postern_look_up_window_new (parent));
  measure_window (postern_ready_window_new (parent, context));
  measure_window (postern_export_window_new (parent, context));
  measure_window (postern_hand_over_window_new (parent, context, record));
  measure_window (postern_import_window_new (parent, context));
  measure_window (postern_test_all_window_new (parent, context));
  gtk_window_destroy (parent);
}

static void
test_language (gconstpointer language)
{
  g_autofree char *words = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);
  gboolean english = g_str_equal (language, "C");
  g_autoptr (PosternRecord) password = new_record ("laravel", "microsoft365", POSTERN_SIGN_IN_PASSWORD);
  g_autoptr (PosternRecord) oauth = new_record ("osticket", "microsoft365", POSTERN_SIGN_IN_OAUTH);
  g_autoptr (PosternRecord) app = new_record ("osticket", "microsoft365", POSTERN_SIGN_IN_OAUTH_APP);
  g_autoptr (PosternRecord) other = new_record ("wordpress-wp-mail-smtp", "custom", POSTERN_SIGN_IN_PASSWORD);

  g_setenv ("LANGUAGE", language, TRUE);
  /* Looks for the language anew. */
  bindtextdomain (GETTEXT_PACKAGE, words);
  g_assert_true (english == g_str_equal (dgettext (GETTEXT_PACKAGE, "Sign in once"), "Sign in once"));

  measure_pages (password);
  measure_pages (oauth);
  measure_pages (app);
  measure_pages (other);
  measure_record_page (password);
  measure_record_page (oauth);
  measure_windows (password);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *list = NULL;
  g_autofree char *content = NULL;
  g_auto (GStrv) languages = NULL;

  pages_init (&argc, &argv);
  /* GTK's tests are in the locale "C", in which nothing is translated. */
  setlocale (LC_ALL, "C.UTF-8");
  list = g_test_build_filename (G_TEST_DIST, "..", "po", "LINGUAS", NULL);
  g_assert_true (g_file_get_contents (list, &content, NULL, NULL));
  languages = g_strsplit (g_strstrip (content), "\n", -1);
  g_test_add_data_func ("/page-widths/C", "C", test_language);
  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/page-widths/%s", languages[i]);

      g_test_add_data_func (path, languages[i], test_language);
    }

  return g_test_run ();
}
