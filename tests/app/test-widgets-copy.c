/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets-support.h"

#include <string.h>

#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-copy-row.h"
#include "app/widgets/postern-secret-provider.h"

#define TEXT_TYPE "text/plain;charset=utf-8"
#define HINT_TYPE "text/x-kde-passwordmanagerhint"

static gboolean
holds_no_secret (gpointer clipboard)
{
  return !POSTERN_IS_SECRET_PROVIDER (gdk_clipboard_get_content (clipboard));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static GdkClipboard *
get_clipboard (void)
{
  return gdk_display_get_clipboard (gdk_display_get_default ());
}

static void
test_text (void)
{
  GtkWidget *row = postern_copy_row_new ("Server", "smtp.office365.com");
  GtkWidget *window = widgets_show (row);
  g_autofree char *pasted = NULL;
  g_autofree char *notice = postern_copy_row_dup_notice (POSTERN_COPY_ROW (row));
  guint copied = 0;

  g_signal_connect_swapped (row, "copied", G_CALLBACK (count_cb), &copied);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Server: smtp.office365.com");
  g_assert_nonnull (widgets_find (row, GTK_TYPE_LABEL, "smtp.office365.com"));
  g_assert_null (widgets_find (row, GTK_TYPE_TOGGLE_BUTTON, "Show Server"));
  widgets_press (row, "Copy Server");
  pasted = widgets_read_clipboard (TEXT_TYPE);
  g_assert_cmpstr (pasted, ==, "smtp.office365.com");
  g_assert_cmpuint (copied, ==, 1);
  g_assert_cmpstr (notice, ==, "“Server” copied");
  widgets_wait_clipboard (HINT_TYPE, FALSE);

  widgets_close (window, row);
}

static void
test_nothing_to_copy (void)
{
  GtkWidget *row = postern_copy_row_new ("Server", NULL);
  GtkWidget *window = widgets_show (row);
  GtkWidget *button = widgets_find (row, GTK_TYPE_BUTTON, "Copy Server");

  g_assert_false (gtk_widget_get_sensitive (button));
  postern_copy_row_set_value (POSTERN_COPY_ROW (row), "smtp.example.com");
  g_assert_true (gtk_widget_get_sensitive (button));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Server: smtp.example.com");

  widgets_close (window, row);
}

static void
test_secret_row (void)
{
  g_autoptr (PosternSecret) secret = postern_secret_new ("horse battery", -1);
  GtkWidget *row = postern_copy_row_new_secret ("Password", secret);
  GtkWidget *window = widgets_show (row);
  GtkWidget *reveal = widgets_find (row, GTK_TYPE_TOGGLE_BUTTON, "Show Password");
  GtkWidget *label = widgets_find (row, GTK_TYPE_LABEL, "••••••••");

  g_assert_nonnull (label);
  g_assert_false (gtk_label_get_selectable (GTK_LABEL (label)));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Password: hidden");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (reveal), TRUE);
  g_assert_true (postern_copy_row_get_revealed (POSTERN_COPY_ROW (row)));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "horse battery");
  gtk_test_accessible_assert_state (reveal, GTK_ACCESSIBLE_STATE_PRESSED, GTK_ACCESSIBLE_TRISTATE_TRUE);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Password: shown");

  gtk_widget_set_visible (row, FALSE);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "••••••••");

  widgets_close (window, row);
}

static void
test_secret_is_marked (void)
{
  g_autoptr (PosternSecret) secret = postern_secret_new ("horse battery", -1);
  GtkWidget *row = postern_copy_row_new_secret ("Password", secret);
  GtkWidget *window = widgets_show (row);
  g_autofree char *offered = NULL;
  g_autofree char *hint = NULL;
  g_autofree char *pasted = NULL;
  g_autofree char *notice = postern_copy_row_dup_notice (POSTERN_COPY_ROW (row));

  widgets_press (row, "Copy Password");
  offered = gdk_content_formats_to_string (gdk_clipboard_get_formats (get_clipboard ()));
  g_assert_nonnull (strstr (offered, " x-kde-passwordManagerHint"));
  hint = widgets_read_clipboard (HINT_TYPE);
  g_assert_cmpstr (hint, ==, "secret");
  pasted = widgets_read_clipboard (TEXT_TYPE);
  g_assert_cmpstr (pasted, ==, "horse battery");
  g_assert_cmpuint (postern_clipboard_get_seconds (), ==, 45);
  g_assert_cmpstr (notice, ==, "“Password” copied. It leaves the clipboard in 45 seconds.");

  postern_clipboard_forget (gdk_display_get_default ());
  widgets_wait_clipboard (TEXT_TYPE, FALSE);
  widgets_close (window, row);
}

static void
test_secret_leaves (void)
{
  g_autoptr (PosternSecret) secret = postern_secret_new ("horse battery", -1);
  GtkWidget *row = postern_copy_row_new_secret ("Password", secret);
  GtkWidget *window = widgets_show (row);
  gpointer provider = NULL;

  postern_clipboard_set_seconds (1);
  widgets_press (row, "Copy Password");
  provider = gdk_clipboard_get_content (get_clipboard ());
  g_assert_true (POSTERN_IS_SECRET_PROVIDER (provider));
  g_object_add_weak_pointer (provider, &provider);
  widgets_wait_clipboard (TEXT_TYPE, TRUE);
  widgets_wait_clipboard (TEXT_TYPE, FALSE);
  g_assert_true (holds_no_secret (get_clipboard ()));
  g_assert_null (provider);

  postern_clipboard_set_seconds (POSTERN_CLIPBOARD_SECONDS);
  widgets_close (window, row);
}

static void
mark_passed (gpointer passed)
{
  *(gboolean *) passed = TRUE;
}

static gboolean
has_passed (gpointer passed)
{
  return *(gboolean *) passed;
}

static void
test_other_text_stays (void)
{
  g_autoptr (PosternSecret) secret = postern_secret_new ("horse battery", -1);
  GtkWidget *row = postern_copy_row_new_secret ("Password", secret);
  GtkWidget *window = widgets_show (row);
  g_autofree char *pasted = NULL;
  gboolean passed = FALSE;

  postern_clipboard_set_seconds (1);
  widgets_press (row, "Copy Password");
  postern_clipboard_copy_text (row, "something else");
  g_timeout_add_once (2100, mark_passed, &passed);
  postern_test_wait (has_passed, &passed);
  postern_clipboard_forget (gdk_display_get_default ());
  pasted = widgets_read_clipboard (TEXT_TYPE);
  g_assert_cmpstr (pasted, ==, "something else");

  postern_clipboard_set_seconds (POSTERN_CLIPBOARD_SECONDS);
  widgets_close (window, row);
}

/* A clipboard manager that stores what a program leaves behind gets nothing. */
static void
test_nothing_is_stored (void)
{
  g_autoptr (PosternSecret) secret = postern_secret_new ("horse battery", -1);
  g_autoptr (GdkContentProvider) provider = postern_secret_provider_new (secret, 1);
  g_autoptr (GdkContentFormats) formats = gdk_content_provider_ref_storable_formats (provider);
  g_autofree char *text = gdk_content_formats_to_string (formats);
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_cmpstr (text, ==, "");
  g_value_init (&value, G_TYPE_STRING);
  g_assert_false (gdk_content_provider_get_value (provider, &value, NULL));
}

int
main (int    argc,
      char **argv)
{
  widgets_init (&argc, &argv);

  g_test_add_func ("/widgets/copy/text", test_text);
  g_test_add_func ("/widgets/copy/nothing-to-copy", test_nothing_to_copy);
  g_test_add_func ("/widgets/copy/secret-row", test_secret_row);
  g_test_add_func ("/widgets/copy/secret-is-marked", test_secret_is_marked);
  g_test_add_func ("/widgets/copy/secret-leaves", test_secret_leaves);
  g_test_add_func ("/widgets/copy/other-text-stays", test_other_text_stays);
  g_test_add_func ("/widgets/copy/nothing-is-stored", test_nothing_is_stored);

  return g_test_run ();
}
