/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/transfer/postern-export-window.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/widgets/postern-choice-row.h"
#include "core/handover/postern-export.h"

struct _PosternExportWindow
{
  PosternSavingWindow        parent_instance;

  const PosternExportFormat *format;

  AdwPreferencesGroup       *formats;
  GtkLabel                  *warning;
  GtkSwitch                 *with_passwords;
};

G_DEFINE_FINAL_TYPE (PosternExportWindow, postern_export_window, POSTERN_TYPE_SAVING_WINDOW)

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
format_chosen_cb (PosternExportWindow *self,
                  GParamSpec          *pspec,
                  PosternChoiceRow    *row)
{
  if (!postern_choice_row_get_active (row))
    return;
  self->format = postern_export_lookup (postern_choice_row_get_id (row));
  show_format (self);
}

static void
passwords_toggled_cb (PosternExportWindow *self)
{
  if (self->format != NULL)
    show_format (self);
}

static void
add_formats (PosternExportWindow *self)
{
  PosternChoiceRow *first = NULL;

  for (guint i = 0; postern_export_get_nth (i) != NULL; i++)
    {
      const PosternExportFormat *format = postern_export_get_nth (i);
      GtkWidget *row = postern_choice_row_new (format->id, _(format->title), _(format->hint), first);

      g_signal_connect_object (row, "notify::active", G_CALLBACK (format_chosen_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->formats, row);
      if (first == NULL)
        first = POSTERN_CHOICE_ROW (row);
    }
  postern_choice_row_set_active (first, TRUE);
}

static void
choose_file (PosternExportWindow *self)
{
  g_autofree char *name = g_strconcat ("postern.", self->format->extension, NULL);

  postern_saving_window_choose_file (POSTERN_SAVING_WINDOW (self), _("Save the accounts"), name);
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PosternExportWindow) self = user_data;

  if (postern_compat_confirm_finish (result, NULL) &&
      postern_saving_window_get_context (POSTERN_SAVING_WINDOW (self)) != NULL)
    choose_file (self);
}

static void
postern_export_window_begin (PosternSavingWindow *window,
                             GCancellable        *cancellable)
{
  PosternExportWindow *self = POSTERN_EXPORT_WINDOW (window);
  g_autofree char *warning = postern_export_warn (self->format);

  if (is_readable (self))
    postern_compat_confirm_async (GTK_WIDGET (self), _("Save passwords that anybody can read?"), warning, _("_Cancel"),
                                  _("_Save anyway"), TRUE, cancellable, confirmed_cb, g_object_ref (self));
  else
    choose_file (self);
}

static GPtrArray *
postern_export_window_list_records (PosternSavingWindow *window)
{
  GListModel *all = postern_store_get_records (postern_context_get_store (postern_saving_window_get_context (window)));
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    g_ptr_array_add (records, g_list_model_get_item (all, i));

  return records;
}

static gboolean
postern_export_window_get_with_passwords (PosternSavingWindow *window)
{
  return gtk_switch_get_active (POSTERN_EXPORT_WINDOW (window)->with_passwords);
}

static gboolean
postern_export_window_get_encrypted (PosternSavingWindow *window)
{
  return POSTERN_EXPORT_WINDOW (window)->format->encrypted;
}

static const char *
postern_export_window_refuse (PosternSavingWindow *window,
                              GPtrArray           *entries,
                              guint                n_without)
{
  return entries->len == 0 ? _("There is no account with a mail server yet.") : NULL;
}

static void
postern_export_window_save_async (PosternSavingWindow *window,
                                  GPtrArray           *entries,
                                  PosternSecret       *passphrase,
                                  const char          *path,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  postern_export_save_async (POSTERN_EXPORT_WINDOW (window)->format, entries, passphrase, path, cancellable, callback,
                             user_data);
}

static char *
postern_export_window_say_saved (PosternSavingWindow *window,
                                 const char          *name,
                                 guint                n,
                                 guint                n_without)
{
  /* Translators: %u is a number of accounts, %s a file's name. */
  g_autofree char *saved = g_strdup_printf (ngettext ("%u account is in “%s”.", "%u accounts are in “%s”.", n), n,
                                            name);
  g_autofree char *without = g_strdup_printf (ngettext ("%u of them has no password.", "%u of them have no password.",
                                                        n_without), n_without);

  return n_without == 0 ? g_steal_pointer (&saved) : g_strconcat (saved, " ", without, NULL);
}

static void
postern_export_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_EXPORT_WINDOW);

  G_OBJECT_CLASS (postern_export_window_parent_class)->dispose (object);
}

static void
postern_export_window_class_init (PosternExportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PosternSavingWindowClass *saving_class = POSTERN_SAVING_WINDOW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_export_window_dispose;
  saving_class->begin = postern_export_window_begin;
  saving_class->list_records = postern_export_window_list_records;
  saving_class->get_with_passwords = postern_export_window_get_with_passwords;
  saving_class->get_encrypted = postern_export_window_get_encrypted;
  saving_class->refuse = postern_export_window_refuse;
  saving_class->save_async = postern_export_window_save_async;
  saving_class->save_finish = postern_export_save_finish;
  saving_class->say_saved = postern_export_window_say_saved;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/transfer/postern-export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternExportWindow, formats);
  gtk_widget_class_bind_template_child (widget_class, PosternExportWindow, warning);
  gtk_widget_class_bind_template_child (widget_class, PosternExportWindow, with_passwords);
  gtk_widget_class_bind_template_callback (widget_class, passwords_toggled_cb);
}

static void
postern_export_window_init (PosternExportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_formats (self);
}

GtkWidget *
postern_export_window_new (GtkWindow      *parent,
                           PosternContext *context)
{
  return g_object_new (POSTERN_TYPE_EXPORT_WINDOW, "transient-for", parent, "context", context, NULL);
}
