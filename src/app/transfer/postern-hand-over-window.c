/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/transfer/postern-hand-over-window.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/transfer/postern-passphrase-group.h"
#include "app/widgets/postern-banner.h"
#include "core/base/postern-passphrase.h"
#include "core/handover/postern-entries.h"
#include "core/handover/postern-sheet.h"

struct _PosternHandOverWindow
{
  AdwWindow               parent_instance;

  PosternContext         *context;
  PosternRecord          *record;
  GCancellable           *cancellable;
  GFile                  *file;

  PosternBanner          *banner;
  GtkLabel               *heading;
  GtkWidget              *choices;
  GtkSwitch              *with_password;
  GtkButton              *save_button;
  PosternPassphraseGroup *passphrase;
};

G_DEFINE_FINAL_TYPE (PosternHandOverWindow, postern_hand_over_window, ADW_TYPE_WINDOW)

static gboolean
save_sheet (PosternHandOverWindow  *self,
            GPtrArray              *entries,
            PosternSecret          *passphrase,
            GError                **error)
{
  g_autofree const char **names = postern_entries_name_providers (entries,
                                                                  postern_context_get_catalogue (self->context));
  g_autofree char *path = g_file_get_path (self->file);
  const PosternSheet sheet = { .entries = entries, .provider_names = names };

  if (path != NULL)
    return postern_sheet_save (&sheet, passphrase, path, error);
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _("Choose a folder of this computer."));

  return FALSE;
}

static void
save_entries (PosternHandOverWindow *self,
              GPtrArray             *entries)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) passphrase = postern_passphrase_new (&error);
  g_autofree char *name = g_file_get_basename (self->file);
  /* Translators: %s is a file's name. */
  g_autofree char *saved = g_strdup_printf (_("The sheet is saved as “%s”."), name);

  if (passphrase == NULL || !save_sheet (self, entries, passphrase, &error))
    {
      postern_banner_show_message (self->banner, "error", error->message);
      return;
    }
  postern_banner_show_message (self->banner, "success", saved);
  gtk_widget_set_visible (self->choices, FALSE);
  postern_passphrase_group_show (self->passphrase, passphrase);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PosternHandOverWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n_without = 0;
  g_autoptr (GPtrArray) entries = postern_entries_load_finish (result, &n_without, &error);

  if (self->context == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
  if (entries == NULL)
    postern_banner_show_message (self->banner, "error", error->message);
  else if (entries->len == 0)
    postern_banner_show_message (self->banner, "info", _("This account has no mail server yet. Set it up first."));
  else if (n_without > 0)
    postern_banner_show_message (self->banner, "error",
                                 _("The keyring of this computer has no password for this account. Save the sheet "
                                   "without it, or put in a new one first."));
  else
    save_entries (self, entries);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PosternHandOverWindow) self = user_data;
  g_autoptr (GFile) file = postern_compat_save_file_finish (result, NULL);

  if (file != NULL && self->context != NULL)
    postern_hand_over_window_save (self, file);
}

static void
save_clicked_cb (PosternHandOverWindow *self)
{
  postern_banner_set_revealed (self->banner, FALSE);
  postern_compat_save_file_async (GTK_WINDOW (self), _("Save the sheet"), "hand-over.pdf", self->cancellable, chosen_cb,
                                  g_object_ref (self));
}

static void
postern_hand_over_window_dispose (GObject *object)
{
  PosternHandOverWindow *self = POSTERN_HAND_OVER_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_HAND_OVER_WINDOW);
  g_clear_object (&self->file);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (postern_hand_over_window_parent_class)->dispose (object);
}

static void
postern_hand_over_window_finalize (GObject *object)
{
  g_clear_object (&POSTERN_HAND_OVER_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (postern_hand_over_window_parent_class)->finalize (object);
}

static void
postern_hand_over_window_class_init (PosternHandOverWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_hand_over_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_hand_over_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/transfer/postern-hand-over-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternHandOverWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, PosternHandOverWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, PosternHandOverWindow, choices);
  gtk_widget_class_bind_template_child (widget_class, PosternHandOverWindow, with_password);
  gtk_widget_class_bind_template_child (widget_class, PosternHandOverWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, PosternHandOverWindow, passphrase);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
postern_hand_over_window_init (PosternHandOverWindow *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_PASSPHRASE_GROUP);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
postern_hand_over_window_new (GtkWindow      *parent,
                              PosternContext *context,
                              PosternRecord  *record)
{
  PosternHandOverWindow *self = g_object_new (POSTERN_TYPE_HAND_OVER_WINDOW, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  self->record = g_object_ref (record);
  gtk_label_set_label (self->heading, postern_record_get_title (record));

  return GTK_WIDGET (self);
}

void
postern_hand_over_window_save (PosternHandOverWindow *self,
                               GFile                 *file)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_return_if_fail (POSTERN_IS_HAND_OVER_WINDOW (self) && G_IS_FILE (file));

  g_ptr_array_add (records, self->record);
  g_set_object (&self->file, file);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  postern_entries_load_async (records, gtk_switch_get_active (self->with_password), self->cancellable, loaded_cb,
                              g_object_ref (self));
}
