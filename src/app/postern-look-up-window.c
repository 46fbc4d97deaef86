/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-look-up-window.h"

#include "app/postern-preferences.h"
#include "core/network/postern-clue.h"

struct _PosternLookUpWindow
{
  AdwWindow  parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (PosternLookUpWindow, postern_look_up_window, ADW_TYPE_WINDOW)

static void
bind_switches (PosternLookUpWindow *self)
{
  for (guint i = POSTERN_CLUE_MX; i < POSTERN_N_CLUE_SOURCES; i++)
    {
      const char *nick = postern_clue_source_to_nick ((PosternClueSource) i);
      g_autofree char *key = g_strconcat (POSTERN_PREFERENCES_LOOK_UP, nick, NULL);
      GObject *item = gtk_widget_get_template_child (GTK_WIDGET (self), POSTERN_TYPE_LOOK_UP_WINDOW, nick);

      g_settings_bind (self->settings, key, item, "active", G_SETTINGS_BIND_DEFAULT);
    }
}

static void
postern_look_up_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_LOOK_UP_WINDOW);
  g_clear_object (&POSTERN_LOOK_UP_WINDOW (object)->settings);

  G_OBJECT_CLASS (postern_look_up_window_parent_class)->dispose (object);
}

static void
postern_look_up_window_class_init (PosternLookUpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_look_up_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-look-up-window.ui");
  for (guint i = POSTERN_CLUE_MX; i < POSTERN_N_CLUE_SOURCES; i++)
    gtk_widget_class_bind_template_child_full (widget_class, postern_clue_source_to_nick ((PosternClueSource) i), FALSE,
                                               0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
postern_look_up_window_init (PosternLookUpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = postern_preferences_open ();
  if (self->settings != NULL)
    bind_switches (self);
}

/**
 * postern_look_up_window_new:
 * @parent: the window above which it stands
 *
 * Returns: (transfer none): the window, not yet shown
 */
GtkWidget *
postern_look_up_window_new (GtkWindow *parent)
{
  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);

  return g_object_new (POSTERN_TYPE_LOOK_UP_WINDOW, "transient-for", parent, NULL);
}
