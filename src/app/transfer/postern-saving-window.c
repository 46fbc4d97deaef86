/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/transfer/postern-saving-window.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/transfer/postern-passphrase-group.h"
#include "app/widgets/postern-banner.h"
#include "core/base/postern-passphrase.h"
#include "core/handover/postern-entries.h"

typedef enum
{
  STATE_READY,
  STATE_BUSY,
  /* The passphrase is shown, and shall not be taken for that of another file. */
  STATE_OVER,
} State;

typedef struct
{
  PosternContext         *context;
  GCancellable           *cancellable;
  GFile                  *file;
  PosternSecret          *secret;
  guint                   n_entries;
  guint                   n_without;

  PosternBanner          *banner;
  GtkLabel               *heading;
  PosternPassphraseGroup *passphrase;
  GtkWidget              *work;
  GtkWidget              *choices;
  GtkWidget              *save_button;
  GtkSpinner             *spinner;
  GtkWidget              *cancel_button;
} PosternSavingWindowPrivate;

enum
{
  PROP_CONTEXT = 1,
};

static GtkBuildableIface *parent_buildable;

static void postern_saving_window_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (PosternSavingWindow, postern_saving_window, ADW_TYPE_WINDOW,
                                  G_ADD_PRIVATE (PosternSavingWindow)
                                  G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, postern_saving_window_buildable_init))

static void
show_state (PosternSavingWindow *self,
            State                state)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);
  gboolean busy = state == STATE_BUSY;

  gtk_widget_set_visible (priv->work, state != STATE_OVER);
  gtk_widget_set_sensitive (priv->choices, !busy);
  gtk_widget_set_sensitive (priv->save_button, !busy);
  gtk_widget_set_visible (GTK_WIDGET (priv->spinner), busy);
  gtk_spinner_set_spinning (priv->spinner, busy);
  gtk_widget_set_visible (priv->cancel_button, busy);
  if (state != STATE_OVER)
    gtk_widget_grab_focus (busy ? priv->cancel_button : priv->save_button);
}

/* The end without a file. */
static void
give_up (PosternSavingWindow *self,
         const char          *severity,
         const char          *message)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);

  g_clear_pointer (&priv->secret, postern_secret_unref);
  g_object_unref (priv->cancellable);
  priv->cancellable = g_cancellable_new ();
  show_state (self, STATE_READY);
  postern_banner_show_message (priv->banner, severity, message);
}

static void
fail (PosternSavingWindow *self,
      const GError        *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    give_up (self, "info", _("Stopped. No file was saved."));
  else
    give_up (self, "error", error->message);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PosternSavingWindow) self = user_data;
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);
  PosternSavingWindowClass *klass = POSTERN_SAVING_WINDOW_GET_CLASS (self);
  g_autoptr (GError) error = NULL;
  gboolean is_saved = klass->save_finish (result, &error);
  g_autoptr (PosternSecret) secret = g_steal_pointer (&priv->secret);
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;

  if (priv->context == NULL)
    return;
  if (!is_saved)
    {
      fail (self, error);
      return;
    }
  name = g_file_get_basename (priv->file);
  message = klass->say_saved (self, name, priv->n_entries, priv->n_without);
  show_state (self, secret == NULL ? STATE_READY : STATE_OVER);
  postern_banner_show_message (priv->banner, "success", message);
  postern_passphrase_group_show (priv->passphrase, secret);
}

static void
save_entries (PosternSavingWindow *self,
              GPtrArray           *entries)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);
  PosternSavingWindowClass *klass = POSTERN_SAVING_WINDOW_GET_CLASS (self);
  g_autofree char *path = g_file_get_path (priv->file);
  g_autoptr (GError) error = NULL;

  if (klass->get_encrypted (self))
    priv->secret = postern_passphrase_new (&error);
  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  priv->n_entries = entries->len;
  klass->save_async (self, entries, priv->secret, path, priv->cancellable, saved_cb, g_object_ref (self));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PosternSavingWindow) self = user_data;
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = postern_entries_load_finish (result, &priv->n_without, &error);
  const char *refusal = NULL;

  if (priv->context == NULL)
    return;
  if (entries == NULL)
    {
      fail (self, error);
      return;
    }
  refusal = POSTERN_SAVING_WINDOW_GET_CLASS (self)->refuse (self, entries, priv->n_without);
  if (refusal != NULL)
    give_up (self, "warning", refusal);
  else
    save_entries (self, entries);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PosternSavingWindow) self = user_data;
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);
  g_autoptr (GFile) file = postern_compat_save_file_finish (result, NULL);

  if (file != NULL && priv->context != NULL)
    postern_saving_window_save (self, file);
}

static void
save_clicked_cb (PosternSavingWindow *self)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);

  postern_banner_set_revealed (priv->banner, FALSE);
  POSTERN_SAVING_WINDOW_GET_CLASS (self)->begin (self, priv->cancellable);
}

static void
cancel_clicked_cb (PosternSavingWindow *self)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);

  g_cancellable_cancel (priv->cancellable);
}

static void
postern_saving_window_add_child (GtkBuildable *buildable,
                                 GtkBuilder   *builder,
                                 GObject      *child,
                                 const char   *type)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (POSTERN_SAVING_WINDOW (buildable));

  if (priv->choices != NULL && GTK_IS_WIDGET (child))
    gtk_box_append (GTK_BOX (priv->choices), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
postern_saving_window_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = postern_saving_window_add_child;
}

static gboolean
postern_saving_window_real_get_encrypted (PosternSavingWindow *self)
{
  return TRUE;
}

static void
postern_saving_window_set_property (GObject      *object,
                                    guint         property_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (POSTERN_SAVING_WINDOW (object));

  if (property_id == PROP_CONTEXT)
    priv->context = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

/* A window that is destroyed is kept by what it has begun, and not disposed of before that has ended. */
static void
postern_saving_window_unrealize (GtkWidget *widget)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (POSTERN_SAVING_WINDOW (widget));

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->context);

  GTK_WIDGET_CLASS (postern_saving_window_parent_class)->unrealize (widget);
}

static void
postern_saving_window_finalize (GObject *object)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (POSTERN_SAVING_WINDOW (object));

  g_clear_object (&priv->cancellable);
  g_clear_object (&priv->context);
  g_clear_object (&priv->file);
  g_clear_pointer (&priv->secret, postern_secret_unref);

  G_OBJECT_CLASS (postern_saving_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/transfer/postern-saving-window.ui");
  gtk_widget_class_bind_template_child_private (widget_class, PosternSavingWindow, banner);
  gtk_widget_class_bind_template_child_private (widget_class, PosternSavingWindow, heading);
  gtk_widget_class_bind_template_child_private (widget_class, PosternSavingWindow, passphrase);
  gtk_widget_class_bind_template_child_private (widget_class, PosternSavingWindow, work);
  gtk_widget_class_bind_template_child_private (widget_class, PosternSavingWindow, choices);
  gtk_widget_class_bind_template_child_private (widget_class, PosternSavingWindow, save_button);
  gtk_widget_class_bind_template_child_private (widget_class, PosternSavingWindow, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, PosternSavingWindow, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
postern_saving_window_class_init (PosternSavingWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = postern_saving_window_set_property;
  object_class->finalize = postern_saving_window_finalize;
  GTK_WIDGET_CLASS (klass)->unrealize = postern_saving_window_unrealize;
  klass->get_encrypted = postern_saving_window_real_get_encrypted;
  g_object_class_install_property (object_class, PROP_CONTEXT,
                                   g_param_spec_object ("context", NULL, NULL, POSTERN_TYPE_CONTEXT,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS |
                                                          G_PARAM_CONSTRUCT_ONLY));
  bind_template (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
postern_saving_window_init (PosternSavingWindow *self)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);

  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_PASSPHRASE_GROUP);
  priv->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_saving_window_get_context:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what all pages share; %NULL when the window was closed
 */
PosternContext *
postern_saving_window_get_context (PosternSavingWindow *self)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);

  g_return_val_if_fail (POSTERN_IS_SAVING_WINDOW (self), NULL);

  return priv->context;
}

/**
 * postern_saving_window_set_heading:
 * @self: a window
 * @heading: what stands above everything else
 */
void
postern_saving_window_set_heading (PosternSavingWindow *self,
                                   const char          *heading)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);

  g_return_if_fail (POSTERN_IS_SAVING_WINDOW (self));

  gtk_label_set_label (priv->heading, heading);
  gtk_widget_set_visible (GTK_WIDGET (priv->heading), TRUE);
}

/**
 * postern_saving_window_choose_file:
 * @self: a window
 * @title: the title of the dialog, translated
 * @name: a name for the file
 *
 * Asks for a file, and saves.
 */
void
postern_saving_window_choose_file (PosternSavingWindow *self,
                                   const char          *title,
                                   const char          *name)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);

  g_return_if_fail (POSTERN_IS_SAVING_WINDOW (self));

  postern_compat_save_file_async (GTK_WINDOW (self), title, name, priv->cancellable, chosen_cb, g_object_ref (self));
}

/**
 * postern_saving_window_save:
 * @self: a window
 * @file: where to save it
 *
 * Saves as if the person had chosen @file.
 */
void
postern_saving_window_save (PosternSavingWindow *self,
                            GFile               *file)
{
  PosternSavingWindowPrivate *priv = postern_saving_window_get_instance_private (self);
  PosternSavingWindowClass *klass = POSTERN_SAVING_WINDOW_GET_CLASS (self);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GPtrArray) records = NULL;

  g_return_if_fail (POSTERN_IS_SAVING_WINDOW (self) && G_IS_FILE (file));

  if (path == NULL)
    {
      give_up (self, "error", _("Choose a folder of this computer."));
      return;
    }
  g_set_object (&priv->file, file);
  show_state (self, STATE_BUSY);
  records = klass->list_records (self);
  postern_entries_load_async (records, klass->get_with_passwords (self), priv->cancellable, loaded_cb,
                              g_object_ref (self));
}
