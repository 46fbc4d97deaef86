/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/transfer/postern-hand-over-window.h"

#include <glib/gi18n-lib.h>

#include "core/handover/postern-entries.h"
#include "core/handover/postern-sheet.h"

struct _PosternHandOverWindow
{
  PosternSavingWindow  parent_instance;

  PosternRecord       *record;

  GtkSwitch           *with_password;
};

G_DEFINE_FINAL_TYPE (PosternHandOverWindow, postern_hand_over_window, POSTERN_TYPE_SAVING_WINDOW)

static void
postern_hand_over_window_begin (PosternSavingWindow *window,
                                GCancellable        *cancellable)
{
  postern_saving_window_choose_file (window, _("Save the sheet"), "hand-over.pdf");
}

static GPtrArray *
postern_hand_over_window_list_records (PosternSavingWindow *window)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (records, g_object_ref (POSTERN_HAND_OVER_WINDOW (window)->record));

  return records;
}

static gboolean
postern_hand_over_window_get_with_passwords (PosternSavingWindow *window)
{
  return gtk_switch_get_active (POSTERN_HAND_OVER_WINDOW (window)->with_password);
}

static const char *
postern_hand_over_window_refuse (PosternSavingWindow *window,
                                 GPtrArray           *entries,
                                 guint                n_without)
{
  if (entries->len == 0)
    return _("This account has no mail server yet. Set it up first.");

  return n_without == 0 ? NULL
                        : _("The keyring of this computer has no password for this account. Save the sheet without "
                            "it, or put in a new one first.");
}

static void
postern_hand_over_window_save_async (PosternSavingWindow *window,
                                     GPtrArray           *entries,
                                     PosternSecret       *passphrase,
                                     const char          *path,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  PosternCatalogue *catalogue = postern_context_get_catalogue (postern_saving_window_get_context (window));
  g_autofree const char **names = postern_entries_name_providers (entries, catalogue);
  const PosternSheet sheet = { .entries = entries, .provider_names = names };

  postern_sheet_save_async (&sheet, passphrase, path, cancellable, callback, user_data);
}

static char *
postern_hand_over_window_say_saved (PosternSavingWindow *window,
                                    const char          *name,
                                    guint                n,
                                    guint                n_without)
{
  /* Translators: %s is a file's name. */
  return g_strdup_printf (_("The sheet is saved as “%s”."), name);
}

static void
postern_hand_over_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_HAND_OVER_WINDOW);
  g_clear_object (&POSTERN_HAND_OVER_WINDOW (object)->record);

  G_OBJECT_CLASS (postern_hand_over_window_parent_class)->dispose (object);
}

static void
postern_hand_over_window_class_init (PosternHandOverWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PosternSavingWindowClass *saving_class = POSTERN_SAVING_WINDOW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_hand_over_window_dispose;
  saving_class->begin = postern_hand_over_window_begin;
  saving_class->list_records = postern_hand_over_window_list_records;
  saving_class->get_with_passwords = postern_hand_over_window_get_with_passwords;
  saving_class->refuse = postern_hand_over_window_refuse;
  saving_class->save_async = postern_hand_over_window_save_async;
  saving_class->save_finish = postern_sheet_save_finish;
  saving_class->say_saved = postern_hand_over_window_say_saved;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/transfer/postern-hand-over-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternHandOverWindow, with_password);
}

static void
postern_hand_over_window_init (PosternHandOverWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
postern_hand_over_window_new (GtkWindow      *parent,
                              PosternContext *context,
                              PosternRecord  *record)
{
  PosternHandOverWindow *self = g_object_new (POSTERN_TYPE_HAND_OVER_WINDOW, "transient-for", parent, "context",
                                              context, NULL);

  self->record = g_object_ref (record);
  postern_saving_window_set_heading (POSTERN_SAVING_WINDOW (self), postern_record_get_title (record));

  return GTK_WIDGET (self);
}
