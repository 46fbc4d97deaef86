/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/transfer/postern-export-window.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/transfer/postern-passphrase-group.h"
#include "app/widgets/postern-banner.h"
#include "core/base/postern-passphrase.h"
#include "core/handover/postern-entries.h"
#include "core/handover/postern-export.h"

struct _PosternExportWindow
{
  AdwWindow                  parent_instance;

  PosternContext            *context;
  GCancellable              *cancellable;
  GFile                     *file;
  const PosternExportFormat *format;

  PosternBanner             *banner;
  AdwPreferencesGroup       *formats;
  GtkLabel                  *warning;
  GtkWidget                 *choices;
  GtkSwitch                 *with_passwords;
  GtkButton                 *save_button;
  PosternPassphraseGroup    *passphrase;
};

G_DEFINE_FINAL_TYPE (PosternExportWindow, postern_export_window, ADW_TYPE_WINDOW)

static gboolean
is_readable (PosternExportWindow *self)
{
  return !self->format->encrypted && gtk_switch_get_active (self->with_passwords);
}

static void
show_format (PosternExportWindow *self)
{
  g_autofree char *warning = postern_export_warn (self->format);
  const char *styles[] = { is_readable (self) ? "error" : "dim-label", NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self->warning), styles);
  if (is_readable (self) || self->format->encrypted)
    gtk_label_set_label (self->warning, warning);
  else
    gtk_label_set_label (self->warning, _("Without the passwords, the file tells which accounts there are."));
}

static void
format_toggled_cb (PosternExportWindow *self,
                   GtkCheckButton      *button)
{
  if (!gtk_check_button_get_active (button))
    return;
  self->format = g_object_get_data (G_OBJECT (button), "format");
  show_format (self);
}

static void
passwords_toggled_cb (PosternExportWindow *self)
{
  if (self->format != NULL)
    show_format (self);
}

static void
add_format (PosternExportWindow       *self,
            const PosternExportFormat *format,
            GtkWidget                **first)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "format", (gpointer) format);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(format->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(format->hint));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(format->title), -1);
  if (*first == NULL)
    *first = button;
  else
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (*first));
  g_signal_connect_object (button, "toggled", G_CALLBACK (format_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->formats, row);
}

static void
add_formats (PosternExportWindow *self)
{
  GtkWidget *first = NULL;

  for (guint i = 0; postern_export_get_nth (i) != NULL; i++)
    add_format (self, postern_export_get_nth (i), &first);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
}

static void
show_saved (PosternExportWindow *self,
            PosternSecret       *passphrase,
            guint                n,
            guint                n_without)
{
  g_autofree char *name = g_file_get_basename (self->file);
  /* Translators: %u is a number of accounts, %s a file's name. */
  g_autofree char *saved = g_strdup_printf (ngettext ("%u account is in “%s”.", "%u accounts are in “%s”.", n), n,
                                            name);
  g_autofree char *without = g_strdup_printf (ngettext ("%u of them has no password.", "%u of them have no password.",
                                                        n_without), n_without);
  g_autofree char *message = n_without == 0 ? g_strdup (saved) : g_strconcat (saved, " ", without, NULL);

  postern_banner_show_message (self->banner, "success", message);
  gtk_widget_set_visible (self->choices, passphrase == NULL);
  postern_passphrase_group_show (self->passphrase, passphrase);
}

static void
save_entries (PosternExportWindow *self,
              GPtrArray           *entries,
              guint                n_without)
{
  g_autofree char *path = g_file_get_path (self->file);
  g_autoptr (PosternSecret) passphrase = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    {
      postern_banner_show_message (self->banner, "error", _("Choose a folder of this computer."));
      return;
    }
  if (self->format->encrypted)
    passphrase = postern_passphrase_new (&error);
  if (error == NULL && postern_export_save (self->format, entries, passphrase, path, &error))
    show_saved (self, passphrase, entries->len, n_without);
  else
    postern_banner_show_message (self->banner, "error", error->message);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PosternExportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n_without = 0;
  g_autoptr (GPtrArray) entries = postern_entries_load_finish (result, &n_without, &error);

  if (self->context == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
  if (entries == NULL)
    postern_banner_show_message (self->banner, "error", error->message);
  else if (entries->len == 0)
    postern_banner_show_message (self->banner, "info", _("There is no account with a mail server yet."));
  else
    save_entries (self, entries, n_without);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PosternExportWindow) self = user_data;
  g_autoptr (GFile) file = postern_compat_save_file_finish (result, NULL);

  if (file != NULL && self->context != NULL)
    postern_export_window_save (self, file);
}

static void
choose_file (PosternExportWindow *self)
{
  g_autofree char *name = g_strconcat ("postern.", self->format->extension, NULL);

  postern_compat_save_file_async (GTK_WINDOW (self), _("Save the accounts"), name, self->cancellable, chosen_cb,
                                  g_object_ref (self));
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PosternExportWindow) self = user_data;

  if (postern_compat_confirm_finish (result, NULL) && self->context != NULL)
    choose_file (self);
}

static void
save_clicked_cb (PosternExportWindow *self)
{
  g_autofree char *warning = postern_export_warn (self->format);

  postern_banner_set_revealed (self->banner, FALSE);
  if (is_readable (self))
    postern_compat_confirm_async (GTK_WIDGET (self), _("Save passwords that anybody can read?"), warning, _("_Cancel"),
                                  _("_Save anyway"), TRUE, self->cancellable, confirmed_cb, g_object_ref (self));
  else
    choose_file (self);
}

static void
postern_export_window_dispose (GObject *object)
{
  PosternExportWindow *self = POSTERN_EXPORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_EXPORT_WINDOW);
  g_clear_object (&self->file);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (postern_export_window_parent_class)->dispose (object);
}

static void
postern_export_window_finalize (GObject *object)
{
  g_clear_object (&POSTERN_EXPORT_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (postern_export_window_parent_class)->finalize (object);
}

static void
postern_export_window_class_init (PosternExportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_export_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_export_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/transfer/postern-export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternExportWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, PosternExportWindow, formats);
  gtk_widget_class_bind_template_child (widget_class, PosternExportWindow, warning);
  gtk_widget_class_bind_template_child (widget_class, PosternExportWindow, choices);
  gtk_widget_class_bind_template_child (widget_class, PosternExportWindow, with_passwords);
  gtk_widget_class_bind_template_child (widget_class, PosternExportWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, PosternExportWindow, passphrase);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, passwords_toggled_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
postern_export_window_init (PosternExportWindow *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_PASSPHRASE_GROUP);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_formats (self);
}

GtkWidget *
postern_export_window_new (GtkWindow      *parent,
                           PosternContext *context)
{
  PosternExportWindow *self = g_object_new (POSTERN_TYPE_EXPORT_WINDOW, "transient-for", parent, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

void
postern_export_window_save (PosternExportWindow *self,
                            GFile               *file)
{
  GListModel *all = postern_store_get_records (postern_context_get_store (self->context));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    g_ptr_array_add (records, g_list_model_get_item (all, i));
  g_set_object (&self->file, file);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  postern_entries_load_async (records, gtk_switch_get_active (self->with_passwords), self->cancellable, loaded_cb,
                              g_object_ref (self));
}
