/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compat/postern-compat-dialogs.h"

static void
return_file (GTask *task,
             GFile *file)
{
  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", "No file was chosen");
}

/* To save a file when there is a @suggested_name, else to open one. */
#if GTK_CHECK_VERSION (4, 10, 0)
static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gboolean save = g_async_result_is_tagged (G_ASYNC_RESULT (task), postern_compat_save_file_async);
  GFile *file = save ? gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error)
                     : gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (error != NULL && error->domain != GTK_DIALOG_ERROR)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return_file (task, file);
}

static void
choose_file (GtkWindow  *parent,
             const char *title,
             const char *suggested_name,
             GTask      *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  if (suggested_name == NULL)
    {
      gtk_file_dialog_open (dialog, parent, g_task_get_cancellable (task), file_chosen_cb, task);
      return;
    }

  gtk_file_dialog_set_initial_name (dialog, suggested_name);
  gtk_file_dialog_save (dialog, parent, g_task_get_cancellable (task), file_chosen_cb, task);
}
#else
static void
file_response_cb (GtkNativeDialog *dialog,
                  int              response,
                  gpointer         user_data)
{
  g_autoptr (GTask) task = user_data;

  return_file (task, response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
file_cancelled_cb (GCancellable    *cancellable,
                   GtkNativeDialog *dialog)
{
  gtk_native_dialog_hide (dialog);
  g_signal_emit_by_name (dialog, "response", GTK_RESPONSE_CANCEL);
}

static void
choose_file (GtkWindow  *parent,
             const char *title,
             const char *suggested_name,
             GTask      *task)
{
  GtkFileChooserAction action = suggested_name != NULL ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  GCancellable *cancellable = g_task_get_cancellable (task);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (suggested_name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), suggested_name);
  g_signal_connect (dialog, "response", G_CALLBACK (file_response_cb), task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (file_cancelled_cb), dialog, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
#endif

/**
 * postern_compat_save_file_async:
 * @parent: (nullable): the window to ask in
 * @title: the dialog's title
 * @suggested_name: a file name without a folder
 * @cancellable: (nullable): takes the question back
 * @callback: called when a file was chosen or the dialog dismissed
 * @user_data: closure for @callback
 *
 * Asks where to save a file. The dialog itself asks before an existing file is replaced. The result has no source
 * object.
 */
void
postern_compat_save_file_async (GtkWindow           *parent,
                                const char          *title,
                                const char          *suggested_name,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (title != NULL && suggested_name != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_compat_save_file_async);
  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else
    choose_file (parent, title, suggested_name, task);
}

/**
 * postern_compat_save_file_finish:
 * @result: what the callback was given
 * @error: return location for an error, G_IO_ERROR_CANCELLED when the dialog was dismissed
 *
 * Returns: (transfer full): the chosen file, or %NULL with @error set
 */
GFile *
postern_compat_save_file_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_compat_save_file_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * postern_compat_open_file_async:
 * @parent: (nullable): the window to ask in
 * @title: the dialog's title
 * @cancellable: (nullable): takes the question back
 * @callback: called when a file was chosen or the dialog dismissed
 * @user_data: closure for @callback
 *
 * Asks which file to read. The result has no source object.
 */
void
postern_compat_open_file_async (GtkWindow           *parent,
                                const char          *title,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (title != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_compat_open_file_async);
  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else
    choose_file (parent, title, NULL, task);
}

/**
 * postern_compat_open_file_finish:
 * @result: what the callback was given
 * @error: return location for an error, G_IO_ERROR_CANCELLED when the dialog was dismissed
 *
 * Returns: (transfer full): the chosen file, or %NULL with @error set
 */
GFile *
postern_compat_open_file_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_compat_open_file_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
