/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/transfer/postern-import-window.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/transfer/postern-import-preview.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-widget-utils.h"
#include "core/batch/postern-onboarding.h"
#include "core/handover/postern-backup.h"
#include "core/handover/postern-entries.h"

struct _PosternImportWindow
{
  AdwWindow           parent_instance;

  PosternContext     *context;
  GCancellable       *cancellable;
  GFile              *file;
  PosternOnboarding  *onboarding;
  GPtrArray          *entries;

  PosternBanner      *banner;
  GtkWidget          *choose_box;
  GtkWidget          *passphrase_group;
  GtkEditable        *passphrase;
  GtkWidget          *preview_box;
  GtkLabel           *summary;
  GtkWidget          *faults_box;
  GtkLabel           *faults;
  GtkButton          *import_button;
  GtkWidget          *busy_box;
  GtkSpinner         *spinner;
  GtkWidget          *stop_button;
  GtkWidget          *next_button;
};

G_DEFINE_FINAL_TYPE (PosternImportWindow, postern_import_window, ADW_TYPE_WINDOW)

/* What goes on can be stopped, and nothing else can be done meanwhile. */
static void
set_busy (PosternImportWindow *self,
          gboolean             busy)
{
  gtk_widget_set_visible (self->busy_box, busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  if (busy)
    {
      postern_banner_set_revealed (self->banner, FALSE);
      /* Before the entry that may have the focus takes no more. */
      gtk_widget_grab_focus (self->stop_button);
    }
  gtk_widget_set_sensitive (self->choose_box, !busy);
  gtk_widget_set_sensitive (self->passphrase_group, !busy);
  gtk_widget_set_sensitive (self->preview_box, !busy);
}

static void
fail (PosternImportWindow *self,
      const char          *message)
{
  postern_banner_show_message (self->banner, "error", message);
}

/* The end of what was going on; FALSE when it was stopped, and it is said so. */
static gboolean
end_work (PosternImportWindow *self,
          const GError        *error)
{
  set_busy (self, FALSE);
  if (gtk_widget_get_visible (self->passphrase_group))
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  postern_banner_show_message (self->banner, "info", _("Stopped."));

  return FALSE;
}

static void
show_preview (PosternImportWindow *self,
              const char          *summary,
              const char          *faults,
              guint                n)
{
  g_autofree char *label = g_strdup_printf (ngettext ("Bring in %u account", "Bring in %u accounts", n), n);

  postern_banner_set_revealed (self->banner, FALSE);
  gtk_widget_set_visible (self->preview_box, TRUE);
  gtk_label_set_label (self->summary, summary);
  gtk_label_set_label (self->faults, faults);
  gtk_widget_set_visible (self->faults_box, *faults != '\0');
  gtk_button_set_label (self->import_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), n > 0);
}

static void
forget (PosternImportWindow *self)
{
  g_clear_pointer (&self->onboarding, postern_onboarding_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  gtk_widget_set_visible (self->preview_box, FALSE);
  gtk_widget_set_visible (self->passphrase_group, FALSE);
  gtk_widget_set_visible (self->next_button, FALSE);
  postern_banner_set_revealed (self->banner, FALSE);
}

static void
read_list (PosternImportWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTable) table = postern_table_read_file (self->file, &error);
  g_autofree char *summary = NULL;
  g_autofree char *faults = NULL;

  if (table != NULL)
    self->onboarding = postern_onboarding_new (table, postern_context_get_catalogue (self->context),
                                               postern_store_get_records (postern_context_get_store (self->context)),
                                               &error);
  if (self->onboarding == NULL)
    {
      fail (self, error->message);
      return;
    }
  summary = postern_import_preview_say (self->onboarding);
  faults = postern_import_preview_list_faults (self->onboarding->faults);
  show_preview (self, summary, faults, self->onboarding->accounts->len);
}

static void
ask_passphrase (PosternImportWindow *self)
{
  gtk_widget_set_visible (self->passphrase_group, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PosternImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n_passed_over = 0;
  g_autoptr (GPtrArray) entries = postern_backup_read_file_finish (result, &n_passed_over, &error);
  g_autofree char *summary = NULL;

  if (self->context == NULL || !end_work (self, error))
    return;
  if (entries != NULL)
    {
      postern_app_set_editable_text (self->passphrase, "");
      gtk_widget_set_visible (self->passphrase_group, FALSE);
      summary = postern_import_preview_say_backup (entries->len, n_passed_over);
      show_preview (self, summary, "", entries->len);
      self->entries = g_steal_pointer (&entries);
    }
  else if (g_error_matches (error, POSTERN_BACKUP_ERROR, POSTERN_BACKUP_ERROR_PASSPHRASE_NEEDED))
    ask_passphrase (self);
  else
    fail (self, error->message);
}

/* What is typed stands in memory that libadwaita's entry wipes itself. */
static void
read_backup (PosternImportWindow *self)
{
  const char *typed = gtk_editable_get_text (self->passphrase);
  g_autoptr (PosternSecret) passphrase = *typed == '\0' ? NULL : postern_secret_new (typed, -1);
  g_autofree char *path = g_file_get_path (self->file);

  if (path == NULL)
    {
      fail (self, _("The file is not on this computer. Copy it here first."));
      return;
    }
  set_busy (self, TRUE);
  postern_backup_read_file_async (path, passphrase, self->cancellable, read_cb, g_object_ref (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PosternImportWindow) self = user_data;
  g_autoptr (GFile) file = postern_compat_open_file_finish (result, NULL);

  if (file != NULL && self->context != NULL)
    postern_import_window_open_file (self, file);
}

static void
choose_clicked_cb (PosternImportWindow *self)
{
  postern_compat_open_file_async (GTK_WINDOW (self), _("Bring in accounts"), self->cancellable, chosen_cb,
                                  g_object_ref (self));
}

static void
stop_clicked_cb (PosternImportWindow *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
open_clicked_cb (PosternImportWindow *self)
{
  if (*gtk_editable_get_text (self->passphrase) != '\0')
    read_backup (self);
}

static void
show_done (PosternImportWindow *self,
           const char          *severity,
           const char          *message,
           gboolean             has_drafts)
{
  forget (self);
  gtk_widget_set_visible (self->choose_box, FALSE);
  postern_banner_show_message (self->banner, severity, message);
  gtk_widget_set_visible (self->next_button, has_drafts);
  if (has_drafts)
    gtk_widget_grab_focus (self->next_button);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PosternImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  guint n_restored = 0, n_known = 0;
  gboolean is_done = postern_entries_restore_finish (POSTERN_STORE (source), result, &n_restored, &n_known, &error);

  if (self->context == NULL || !end_work (self, error))
    return;
  if (!is_done)
    {
      fail (self, error->message);
      return;
    }
  /* Translators: both %u are numbers of accounts. */
  message = g_strdup_printf (_("Accounts brought in: %u. There already: %u."), n_restored, n_known);
  show_done (self, "success", message, FALSE);
}

static void
import_list (PosternImportWindow *self)
{
  g_autoptr (GError) error = NULL;
  guint n = self->onboarding->accounts->len;
  g_autofree char *message = NULL;

  if (!postern_onboarding_commit (self->onboarding, postern_context_get_store (self->context), &error))
    {
      fail (self, error->message);
      return;
    }
  message = g_strdup_printf (ngettext ("%u account waits in the list of records to be set up. You can do that now or "
                                       "another day.",
                                       "%u accounts wait in the list of records to be set up, one after the other. You "
                                       "can stop at any time and go on another day.", n), n);
  show_done (self, "success", message, TRUE);
}

static void
import_clicked_cb (PosternImportWindow *self)
{
  if (self->onboarding != NULL)
    {
      import_list (self);
      return;
    }
  if (self->entries == NULL)
    return;
  set_busy (self, TRUE);
  postern_entries_restore_async (postern_context_get_store (self->context), self->entries, self->cancellable,
                                 restored_cb, g_object_ref (self));
}

static void
next_clicked_cb (PosternImportWindow *self)
{
  g_autoptr (GtkWindow) parent = g_object_ref (gtk_window_get_transient_for (GTK_WINDOW (self)));

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.next-draft", NULL);
}

/* A window that is destroyed is kept by what it has begun, and not disposed of before that has ended. */
static void
postern_import_window_unrealize (GtkWidget *widget)
{
  PosternImportWindow *self = POSTERN_IMPORT_WINDOW (widget);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);

  GTK_WIDGET_CLASS (postern_import_window_parent_class)->unrealize (widget);
}

static void
postern_import_window_dispose (GObject *object)
{
  PosternImportWindow *self = POSTERN_IMPORT_WINDOW (object);

  if (self->passphrase != NULL)
    postern_app_set_editable_text (self->passphrase, "");
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_IMPORT_WINDOW);
  g_clear_pointer (&self->onboarding, postern_onboarding_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->file);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (postern_import_window_parent_class)->dispose (object);
}

static void
postern_import_window_finalize (GObject *object)
{
  g_clear_object (&POSTERN_IMPORT_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (postern_import_window_parent_class)->finalize (object);
}

static void
postern_import_window_class_init (PosternImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_import_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_import_window_finalize;
  widget_class->unrealize = postern_import_window_unrealize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/transfer/postern-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, choose_box);
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, passphrase_group);
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, passphrase);
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, preview_box);
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, faults_box);
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, faults);
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, busy_box);
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PosternImportWindow, next_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
postern_import_window_init (PosternImportWindow *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  forget (self);
}

GtkWidget *
postern_import_window_new (GtkWindow      *parent,
                           PosternContext *context)
{
  PosternImportWindow *self = g_object_new (POSTERN_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

void
postern_import_window_open_file (PosternImportWindow *self,
                                 GFile               *file)
{
  g_return_if_fail (POSTERN_IS_IMPORT_WINDOW (self) && G_IS_FILE (file));

  forget (self);
  g_set_object (&self->file, file);
  if (postern_backup_is_likely (file))
    read_backup (self);
  else
    read_list (self);
}
