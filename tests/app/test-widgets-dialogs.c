/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets-support.h"

#include "app/compat/postern-compat-announce.h"
#include "app/compat/postern-compat-dialogs.h"

/* The dialog over @window; on newer stacks it is in the window itself. */
static GtkWidget *
get_dialog (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        return GTK_WIDGET (other);
    }

  return window;
}

static gboolean
has_question (gpointer window)
{
  return widgets_find (get_dialog (window), GTK_TYPE_LABEL, "Throw it away?") != NULL;
}

static void
ask (GtkWidget     *window,
     GCancellable  *cancellable,
     GAsyncResult **slot)
{
  postern_compat_confirm_async (window, "Throw it away?", "It can’t be undone.", "_Keep", "_Throw away", TRUE,
                                cancellable, postern_test_store_result, slot);
}

static void
test_confirmed (void)
{
  GtkWidget *label = gtk_label_new ("Content");
  GtkWidget *window = widgets_show (label);
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ask (window, NULL, &slot);
  postern_test_wait (has_question, window);
  widgets_press (get_dialog (window), "_Throw away");
  result = postern_test_wait_result (&slot);
  g_assert_true (postern_compat_confirm_finish (result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);

  widgets_close (window, label);
}

static void
test_refused (void)
{
  GtkWidget *label = gtk_label_new ("Content");
  GtkWidget *window = widgets_show (label);
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ask (window, NULL, &slot);
  postern_test_wait (has_question, window);
  widgets_press (get_dialog (window), "_Keep");
  result = postern_test_wait_result (&slot);
  g_assert_false (postern_compat_confirm_finish (result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);

  widgets_close (window, label);
}

static void
test_taken_back (void)
{
  GtkWidget *label = gtk_label_new ("Content");
  GtkWidget *window = widgets_show (label);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  ask (window, cancellable, &slot);
  postern_test_wait (has_question, window);
  g_cancellable_cancel (cancellable);
  result = postern_test_wait_result (&slot);
  g_assert_false (postern_compat_confirm_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  ask (window, cancellable, &slot);
  second = postern_test_wait_result (&slot);
  g_assert_false (postern_compat_confirm_finish (second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_clear_object (&second);

  widgets_close (window, label);
}

/* A window that is closed under its question answers it. */
static void
test_window_gone (void)
{
  GtkWidget *label = gtk_label_new ("Content");
  GtkWidget *window = widgets_show (label);
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  ask (window, NULL, &slot);
  postern_test_wait (has_question, window);
  gtk_window_destroy (GTK_WINDOW (window));
  result = postern_test_wait_result (&slot);
  g_assert_false (postern_compat_confirm_finish (result, NULL));
}

static gboolean
has_dialog (gpointer window)
{
  GtkWidget *dialog = get_dialog (window);

  return dialog != window && gtk_widget_get_mapped (dialog);
}

static void
test_save_dismissed (void)
{
  GtkWidget *label = gtk_label_new ("Content");
  GtkWidget *window = widgets_show (label);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  postern_compat_save_file_async (GTK_WINDOW (window), "Save settings", "settings.php", cancellable,
                                  postern_test_store_result, &slot);
  postern_test_wait (has_dialog, window);
  g_cancellable_cancel (cancellable);
  result = postern_test_wait_result (&slot);
  file = postern_compat_save_file_finish (result, &error);
  g_assert_null (file);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);

  widgets_close (window, label);
}

static void
test_open_dismissed (void)
{
  GtkWidget *label = gtk_label_new ("Content");
  GtkWidget *window = widgets_show (label);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  postern_compat_open_file_async (GTK_WINDOW (window), "Choose the certificate file", cancellable,
                                  postern_test_store_result, &slot);
  postern_test_wait (has_dialog, window);
  g_cancellable_cancel (cancellable);
  result = postern_test_wait_result (&slot);
  file = postern_compat_open_file_finish (result, &error);
  g_assert_null (file);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);

  widgets_close (window, label);
}

static gboolean
names_the_program (gpointer window)
{
  return widgets_find (get_dialog (window), GTK_TYPE_LABEL, "Postern") != NULL;
}

static void
test_about (void)
{
  const PosternAbout about = { "Postern", "io.github.postern.Postern", "0.1.0", "A side door", NULL, NULL };
  GtkWidget *label = gtk_label_new ("Content");
  GtkWidget *window = widgets_show (label);

  postern_compat_show_about (GTK_WINDOW (window), &about);
  postern_test_wait (names_the_program, window);
  postern_compat_announce (label, "Nothing breaks");

  widgets_close (window, label);
}

int
main (int    argc,
      char **argv)
{
  widgets_init (&argc, &argv);

  g_test_add_func ("/compat/confirm/confirmed", test_confirmed);
  g_test_add_func ("/compat/confirm/refused", test_refused);
  g_test_add_func ("/compat/confirm/taken-back", test_taken_back);
  g_test_add_func ("/compat/confirm/window-gone", test_window_gone);
  g_test_add_func ("/compat/save-file/dismissed", test_save_dismissed);
  g_test_add_func ("/compat/open-file/dismissed", test_open_dismissed);
  g_test_add_func ("/compat/about", test_about);

  return g_test_run ();
}
