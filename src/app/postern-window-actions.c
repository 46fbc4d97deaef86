/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-window-actions.h"

#include "app/postern-look-up-window.h"
#include "app/postern-ready-window.h"
#include "app/postern-window.h"

static void
ready_check_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PosternContext *context = postern_window_get_context (POSTERN_WINDOW (widget));

  if (context != NULL)
    gtk_window_present (GTK_WINDOW (postern_ready_window_new (GTK_WINDOW (widget), context)));
}

static void
look_ups_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (postern_look_up_window_new (GTK_WINDOW (widget))));
}

/**
 * postern_window_actions_install:
 * @window_class: the class of #PosternWindow
 *
 * Installs "win.ready-check", which shows what is about to stop, and "win.look-ups", the preferences.
 */
void
postern_window_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.ready-check", NULL, ready_check_action);
  gtk_widget_class_install_action (window_class, "win.look-ups", NULL, look_ups_action);
}
