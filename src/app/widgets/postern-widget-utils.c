/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-widget-utils.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/widgets/postern-clipboard.h"

typedef struct
{
  GtkWidget *widget;
  char      *uri;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->widget);
  g_free (opening->uri);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
address_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;

  if (postern_compat_confirm_finish (result, NULL))
    postern_clipboard_copy_text (opening->widget, opening->uri);
}

static void
uri_opened_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  GtkWidget *widget = opening->widget;

  if (g_app_info_launch_default_for_uri_finish (result, &error) || gtk_widget_get_root (widget) == NULL)
    return;

  /* Translators: the first %s is a web address, the second the reason that the system gave. */
  body = g_strdup_printf (_("Open this address in a web browser yourself:\n%s\n\n(%s)"), opening->uri, error->message);
  postern_compat_confirm_async (widget, _("The page did not open"), body, _("_Close"), _("Copy _address"), FALSE, NULL,
                                address_answered_cb, g_steal_pointer (&opening));
}

/**
 * postern_app_set_button_name:
 * @button: a button
 * @name: (nullable): what a screen reader is to call it, %NULL for the words on the button
 *
 * Gives a button its name. With %NULL it puts right what GTK 4.8 makes of a button with a mnemonic: "_Next Next".
 */
void
postern_app_set_button_name (GtkButton  *button,
                             const char *name)
{
  g_return_if_fail (GTK_IS_BUTTON (button));

  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/**
 * postern_app_set_editable_text:
 * @editable: an entry
 * @text: (nullable): what is to stand in it, %NULL for nothing
 */
void
postern_app_set_editable_text (GtkEditable *editable,
                               const char  *text)
{
  g_return_if_fail (GTK_IS_EDITABLE (editable));

  gtk_editable_set_text (editable, text != NULL ? text : "");
}

static GtkWidget *
find_first (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (widget) || !gtk_widget_is_sensitive (widget))
    return NULL;
  if (GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_EDITABLE (widget) || GTK_IS_BUTTON (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_first (child);

  return found;
}

/**
 * postern_app_focus_first:
 * @page: what has come up
 *
 * Focuses the first thing on it, an empty entry row as well, which GTK passes over by itself. Where GTK has given the
 * keyboard to that already, moving it on would take it to the second.
 *
 * Returns: whether there is one
 */
gboolean
postern_app_focus_first (GtkWidget *page)
{
  GtkWidget *first = NULL;
  GtkRoot *root = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (page), FALSE);

  first = find_first (page);
  if (first != NULL && ADW_IS_ENTRY_ROW (first) && gtk_widget_grab_focus (first))
    return TRUE;
  root = gtk_widget_get_root (page);
  if (root != NULL)
    gtk_root_set_focus (root, NULL);

  return gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/**
 * postern_app_open_uri:
 * @widget: the widget that was pressed
 * @uri: the address of a page
 *
 * Opens a page in the person's browser. If that fails, a dialog says so and offers the address to copy.
 */
void
postern_app_open_uri (GtkWidget  *widget,
                      const char *uri)
{
  g_autoptr (GdkAppLaunchContext) context = NULL;
  Opening *opening;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (uri != NULL);

  opening = g_new0 (Opening, 1);
  opening->widget = g_object_ref (widget);
  opening->uri = g_strdup (uri);
  context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, uri_opened_cb, opening);
}

static void
default_shown_cb (GtkWidget *button)
{
  GtkRoot *root = gtk_widget_get_root (button);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root), button);
}

static void
default_hidden_cb (GtkWidget *button)
{
  GtkRoot *root = gtk_widget_get_root (button);

  if (GTK_IS_WINDOW (root) && gtk_window_get_default_widget (GTK_WINDOW (root)) == button)
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);
}

/**
 * postern_app_make_default:
 * @button: a button
 *
 * Makes it what Enter presses, in its window, while it is shown.
 */
void
postern_app_make_default (GtkWidget *button)
{
  g_return_if_fail (GTK_IS_BUTTON (button));

  g_signal_connect (button, "map", G_CALLBACK (default_shown_cb), NULL);
  g_signal_connect (button, "unmap", G_CALLBACK (default_hidden_cb), NULL);
}
