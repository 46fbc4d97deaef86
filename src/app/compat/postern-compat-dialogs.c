/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compat/postern-compat-dialogs.h"

#include <adwaita.h>
#include <string.h>

#define RESPONSE_CANCEL "cancel"
#define RESPONSE_CONFIRM "confirm"

static void
return_confirmed (GTask    *task,
                  gboolean  confirmed)
{
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, confirmed);
}

static void
confirm_response_cb (GtkWidget  *dialog,
                     const char *response,
                     GTask      *task)
{
  g_autoptr (GTask) answered = g_object_ref (task);

  g_signal_handlers_disconnect_by_data (dialog, task);
  return_confirmed (answered, strcmp (response, RESPONSE_CONFIRM) == 0);
}

/* A dialog that goes down with its window sends no response. */
static void
confirm_destroyed_cb (GtkWidget *dialog,
                      GTask     *task)
{
  confirm_response_cb (dialog, RESPONSE_CANCEL, task);
}

static void
confirm_cancelled_cb (GCancellable *cancellable,
                      GtkWidget    *dialog)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  adw_dialog_force_close (ADW_DIALOG (dialog));
#else
  gtk_window_close (GTK_WINDOW (dialog));
#endif
}

static void
free_task_closure (gpointer  task,
                   GClosure *closure)
{
  g_object_unref (task);
}

static void
take_answer (GtkWidget *dialog,
             GTask     *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_signal_connect (dialog, "destroy", G_CALLBACK (confirm_destroyed_cb), task);
  g_signal_connect_data (dialog, "response", G_CALLBACK (confirm_response_cb), task, free_task_closure, 0);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (confirm_cancelled_cb), dialog, 0);
}

#if ADW_CHECK_VERSION (1, 5, 0)
/* Without adw_alert_dialog_choose(), which keeps a dialog whose window is gone, and never answers. */
static void
ask (GtkWidget  *parent,
     const char *heading,
     const char *body,
     const char *cancel_label,
     const char *confirm_label,
     gboolean    destructive,
     GTask      *task)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  adw_alert_dialog_add_response (dialog, RESPONSE_CANCEL, cancel_label);
  adw_alert_dialog_add_response (dialog, RESPONSE_CONFIRM, confirm_label);
  adw_alert_dialog_set_response_appearance (dialog, RESPONSE_CONFIRM,
                                            destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, destructive ? RESPONSE_CANCEL : RESPONSE_CONFIRM);
  adw_alert_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  take_answer (GTK_WIDGET (dialog), task);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}
#else
static void
ask (GtkWidget  *parent,
     const char *heading,
     const char *body,
     const char *cancel_label,
     const char *confirm_label,
     gboolean    destructive,
     GTask      *task)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (root), heading, body));

  adw_message_dialog_add_response (dialog, RESPONSE_CANCEL, cancel_label);
  adw_message_dialog_add_response (dialog, RESPONSE_CONFIRM, confirm_label);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_CONFIRM,
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, destructive ? RESPONSE_CANCEL : RESPONSE_CONFIRM);
  adw_message_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  take_answer (GTK_WIDGET (dialog), task);
  gtk_window_present (GTK_WINDOW (dialog));
}
#endif

/**
 * postern_compat_confirm_async:
 * @parent: a widget in the window to ask in
 * @heading: the question, short
 * @body: (nullable): what follows from the answer
 * @cancel_label: the button that changes nothing, may hold a mnemonic
 * @confirm_label: the button that goes on, may hold a mnemonic
 * @destructive: whether going on destroys something; then the other button is the default
 * @cancellable: (nullable): takes the question back
 * @callback: called when it is answered
 * @user_data: closure for @callback
 *
 * Asks a question with two answers. Closing the dialog, also together with its window, is the first. The result has no
 * source object, so that a question keeps no window alive.
 */
void
postern_compat_confirm_async (GtkWidget           *parent,
                              const char          *heading,
                              const char          *body,
                              const char          *cancel_label,
                              const char          *confirm_label,
                              gboolean             destructive,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (heading != NULL && cancel_label != NULL && confirm_label != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_compat_confirm_async);
  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else
    ask (parent, heading, body, cancel_label, confirm_label, destructive, task);
}

/**
 * postern_compat_confirm_finish:
 * @result: what the callback was given
 * @error: return location for a G_IO_ERROR_CANCELLED
 *
 * Returns: whether to go on; %FALSE with @error set when the question was taken back
 */
gboolean
postern_compat_confirm_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_compat_confirm_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * postern_compat_show_about:
 * @parent: the window to show it over
 * @about: what it says
 *
 * Shows who made the program and under which licence.
 */
void
postern_compat_show_about (GtkWindow          *parent,
                           const PosternAbout *about)
{
  GObject *dialog;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (about != NULL);

#if ADW_CHECK_VERSION (1, 5, 0)
  dialog = G_OBJECT (adw_about_dialog_new ());
#else
  dialog = g_object_new (ADW_TYPE_ABOUT_WINDOW, "transient-for", parent, "modal", TRUE, NULL);
#endif
  g_object_set (dialog,
                "application-name", about->name,
                "application-icon", about->icon_name,
                "version", about->version,
                "comments", about->comments != NULL ? about->comments : "",
                "website", about->website != NULL ? about->website : "",
                "issue-url", about->issue_url != NULL ? about->issue_url : "",
                "license-type", GTK_LICENSE_GPL_3_0,
                NULL);
#if ADW_CHECK_VERSION (1, 5, 0)
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (parent));
#else
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}
