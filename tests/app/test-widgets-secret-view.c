/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets-support.h"

#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-secret-provider.h"
#include "app/widgets/postern-secret-view.h"

#define TEXT "password = horse battery"
#define TEXT_TYPE "text/plain;charset=utf-8"
#define HINT_TYPE "text/x-kde-passwordmanagerhint"

static GtkWidget *
show_view (gboolean    secret,
           GtkWidget **window)
{
  GtkWidget *view = g_object_new (POSTERN_TYPE_SECRET_VIEW, "editable", FALSE, NULL);

  *window = widgets_show (view);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), TEXT, -1);
  postern_secret_view_set_secret (POSTERN_SECRET_VIEW (view), secret);

  return view;
}

static void
select_all (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
}

static void
copied_cb (GtkWidget *view,
           gboolean   secret,
           int       *copied)
{
  *copied = secret;
}

/* The keyboard, the menu, and "cut", which copies where nothing can be cut. */
static void
test_secret (gconstpointer data)
{
  GtkWidget *window = NULL;
  GtkWidget *view = show_view (TRUE, &window);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (view);
  g_autofree char *hint = NULL;
  g_autofree char *pasted = NULL;
  int copied = -1;

  g_signal_connect (view, "copied", G_CALLBACK (copied_cb), &copied);
  select_all (view);
  if (g_str_has_prefix (data, "clipboard."))
    gtk_widget_activate_action (view, data, NULL);
  else
    g_signal_emit_by_name (view, data);
  g_assert_cmpint (copied, ==, TRUE);
  g_assert_true (POSTERN_IS_SECRET_PROVIDER (gdk_clipboard_get_content (clipboard)));
  hint = widgets_read_clipboard (HINT_TYPE);
  g_assert_cmpstr (hint, ==, "secret");
  pasted = widgets_read_clipboard (TEXT_TYPE);
  g_assert_cmpstr (pasted, ==, TEXT);

  postern_clipboard_forget (gdk_display_get_default ());
  widgets_wait_clipboard (TEXT_TYPE, FALSE);
  widgets_close (window, view);
}

static void
test_no_secret (void)
{
  GtkWidget *window = NULL;
  GtkWidget *view = show_view (FALSE, &window);
  g_autofree char *pasted = NULL;
  int copied = -1;

  g_signal_connect (view, "copied", G_CALLBACK (copied_cb), &copied);
  g_signal_emit_by_name (view, "copy-clipboard");
  g_assert_cmpint (copied, ==, -1);
  select_all (view);
  g_signal_emit_by_name (view, "copy-clipboard");
  g_assert_cmpint (copied, ==, FALSE);
  pasted = widgets_read_clipboard (TEXT_TYPE);
  g_assert_cmpstr (pasted, ==, TEXT);
  widgets_wait_clipboard (HINT_TYPE, FALSE);

  widgets_close (window, view);
}

/* What is only selected can't be pasted with the middle button. */
static void
test_selected (void)
{
  GtkWidget *window = NULL;
  GtkWidget *view = show_view (TRUE, &window);
  GtkWidget *plain = gtk_text_view_new ();
  GtkWidget *plain_window = widgets_show (plain);
  GdkClipboard *primary = gtk_widget_get_primary_clipboard (view);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (plain)), "anything", -1);
  select_all (plain);
  g_assert_nonnull (gdk_clipboard_get_content (primary));
  widgets_close (plain_window, plain);
  gdk_clipboard_set_content (primary, NULL);

  select_all (view);
  g_assert_null (gdk_clipboard_get_content (primary));
  widgets_close (window, view);
}

int
main (int   argc,
      char *argv[])
{
  widgets_init (&argc, &argv);

  g_test_add_data_func ("/widgets/secret-view/keyboard", "copy-clipboard", test_secret);
  g_test_add_data_func ("/widgets/secret-view/cut", "cut-clipboard", test_secret);
  g_test_add_data_func ("/widgets/secret-view/menu", "clipboard.copy", test_secret);
  g_test_add_func ("/widgets/secret-view/no-secret", test_no_secret);
  g_test_add_func ("/widgets/secret-view/selected", test_selected);

  return g_test_run ();
}
