/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/postern-application.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/postern-window.h"
#include "app/widgets/postern-clipboard.h"
#include "postern-app-resources.h"

struct _PosternApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (PosternApplication, postern_application, ADW_TYPE_APPLICATION)

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  const PosternAbout about = {
    .name = _("Postern"),
    .icon_name = POSTERN_APP_ID,
    .version = POSTERN_VERSION,
    .comments = _("The side door for mail: app passwords, SMTP settings and a test that explains itself."),
  };

  postern_compat_show_about (gtk_application_get_active_window (GTK_APPLICATION (user_data)), &about);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (G_APPLICATION (user_data));
}

static void
ready_check_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.ready-check", NULL);
}

static void
show_due_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkWindow *window;

  g_application_activate (G_APPLICATION (user_data));
  window = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  if (POSTERN_IS_WINDOW (window))
    postern_window_show_due (POSTERN_WINDOW (window));
}

static const GActionEntry actions[] = {
  { "about", about_cb },
  { "ready-check", ready_check_cb },
  { "quit", quit_cb },
  { "show-due", show_due_cb },
};

static void
postern_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (postern_window_new (GTK_APPLICATION (application)));
  gtk_window_present (window);
}

static void
postern_application_startup (GApplication *application)
{
  static const char *const quit_keys[] = { "<Control>q", NULL };
  static const char *const new_keys[] = { "<Control>n", NULL };

  G_APPLICATION_CLASS (postern_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "win.new", new_keys);
  gtk_window_set_default_icon_name (POSTERN_APP_ID);
}

static void
postern_application_shutdown (GApplication *application)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (display != NULL)
    postern_clipboard_forget (display);

  G_APPLICATION_CLASS (postern_application_parent_class)->shutdown (application);
}

static void
postern_application_class_init (PosternApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->activate = postern_application_activate;
  G_APPLICATION_CLASS (klass)->startup = postern_application_startup;
  G_APPLICATION_CLASS (klass)->shutdown = postern_application_shutdown;
}

static void
postern_application_init (PosternApplication *self)
{
}

/**
 * postern_application_new:
 *
 * Returns: (transfer full): the application; the locale must be set before
 */
PosternApplication *
postern_application_new (void)
{
  postern_app_register_resource ();

  return g_object_new (POSTERN_TYPE_APPLICATION, "application-id", POSTERN_APP_ID, NULL);
}
