/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/postern-window.h"

#include <glib/gi18n-lib.h>

#include "app/postern-explain-actions.h"
#include "app/postern-home.h"
#include "app/postern-preferences.h"
#include "app/postern-record-actions.h"
#include "app/postern-record-page.h"
#include "app/postern-reminder-notice.h"
#include "app/postern-window-actions.h"
#include "app/postern-wizard.h"
#include "app/transfer/postern-transfer-actions.h"
#include "app/widgets/postern-stack.h"
#include "app/widgets/postern-widget-utils.h"
#include "practice/postern-practice-aim.h"

/** How long after its first records the list gets the others, in milliseconds. */
#define LOAD_DELAY 50

struct _PosternWindow
{
  AdwApplicationWindow  parent_instance;

  GSettings            *settings;
  guint                 load_source;
  PosternContext       *context;
  PosternReminderNotice *notice;
  gboolean              close_wanted;

  AdwToastOverlay      *toasts;
  GtkStack             *stack;
  PosternHome          *home;
  AdwBin               *wizard_bin;
  AdwBin               *record_bin;
  GtkWidget            *broken_box;
  AdwStatusPage        *broken_page;
};

G_DEFINE_FINAL_TYPE (PosternWindow, postern_window, ADW_TYPE_APPLICATION_WINDOW)

static void
toast (PosternWindow *self,
       const char    *message)
{
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_toast_set_title (toast, escaped);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
show_wizard (PosternWindow *self,
             PosternRecord *record)
{
  GtkWidget *wizard = postern_wizard_new (self->context, record);

  adw_bin_set_child (self->wizard_bin, wizard);
  postern_stack_show (self->stack, GTK_WIDGET (self->wizard_bin));
  adw_bin_set_child (self->record_bin, NULL);
  gtk_widget_grab_focus (wizard);
}

static void
show_record (PosternWindow *self,
             PosternRecord *record)
{
  GtkWidget *page = postern_record_page_new (self->context, record);

  adw_bin_set_child (self->record_bin, page);
  postern_stack_show (self->stack, GTK_WIDGET (self->record_bin));
  postern_app_focus_first (page);
}

static PosternRecord *
lookup_record (PosternWindow *self,
               const char    *id)
{
  g_autoptr (GError) error = NULL;
  PosternRecord *record = postern_store_lookup (postern_context_get_store (self->context), id, &error);

  if (record == NULL)
    toast (self, error->message);

  return record;
}

/* What posternctl or another Postern has changed meanwhile. */
static void
refresh (PosternWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (self->context != NULL && !postern_store_refresh (postern_context_get_store (self->context), &error))
    toast (self, error->message);
}

/* The list is on the screen by now. */
static void
load_others_cb (gpointer user_data)
{
  PosternWindow *self = user_data;

  self->load_source = 0;
  refresh (self);
  postern_store_follow (postern_context_get_store (self->context));
}

static void
open_store (PosternWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternStore) store = postern_store_open_soon (NULL, &error);
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();

  if (store == NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->broken_page, escaped);
      postern_stack_show (self->stack, self->broken_box);
      return;
    }

  self->context = postern_context_new (catalogue, store);
  postern_home_set_context (self->home, self->context);
  self->load_source = g_timeout_add_once (LOAD_DELAY, load_others_cb, self);
  self->notice = postern_reminder_notice_new (self->context, self->settings);
  postern_stack_show (self->stack, GTK_WIDGET (self->home));
}

static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_autoptr (PosternRecord) record = postern_record_new ();

  show_wizard (POSTERN_WINDOW (widget), record);
}

static void
practise_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  g_autoptr (PosternRecord) record = postern_record_new ();

  postern_record_set_provider (record, POSTERN_PRACTICE_PROVIDER);
  postern_record_set_account (record, "ok@practice.example");
  show_wizard (POSTERN_WINDOW (widget), record);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PosternWindow *self = POSTERN_WINDOW (widget);
  PosternRecord *record = lookup_record (self, g_variant_get_string (parameter, NULL));

  if (record == NULL)
    return;
  if (postern_record_get_state (record) == POSTERN_RECORD_DRAFT)
    show_wizard (self, record);
  else
    show_record (self, record);
}

/* A record's id, and the page of the wizard to begin with. */
static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PosternWindow *self = POSTERN_WINDOW (widget);
  const char *id, *page;
  PosternRecord *record;

  g_variant_get (parameter, "(&s&s)", &id, &page);
  record = lookup_record (self, id);
  if (record == NULL)
    return;
  postern_record_set_page (record, page);
  show_wizard (self, record);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PosternWindow *self = POSTERN_WINDOW (widget);
  PosternRecord *record = lookup_record (self, g_variant_get_string (parameter, NULL));

  if (record != NULL)
    postern_record_actions_remove (widget, self->context, record);
}

static void
home_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PosternWindow *self = POSTERN_WINDOW (widget);

  postern_stack_show (self->stack, GTK_WIDGET (self->home));
  adw_bin_set_child (self->wizard_bin, NULL);
  adw_bin_set_child (self->record_bin, NULL);
  postern_app_focus_first (GTK_WIDGET (self->home));
}

static void
toast_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  toast (POSTERN_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* What held the window open has ended: well, or in something that the person should see. */
static void
settled_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  PosternWindow *self = POSTERN_WINDOW (widget);
  gboolean close = self->close_wanted && g_variant_get_boolean (parameter);

  self->close_wanted = FALSE;
  if (close)
    gtk_window_close (GTK_WINDOW (self));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PosternWindow *self = POSTERN_WINDOW (widget);

  if (self->context == NULL)
    open_store (self);
}

static void
active_changed_cb (PosternWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)) && self->load_source == 0)
    refresh (self);
}

static gboolean
postern_window_close_request (GtkWindow *window)
{
  PosternWindow *self = POSTERN_WINDOW (window);
  GtkWidget *wizard = adw_bin_get_child (self->wizard_bin);

  self->close_wanted = wizard != NULL && !postern_wizard_may_close (POSTERN_WIZARD (wizard));
  if (self->close_wanted)
    return TRUE;

  postern_window_flush (self);
  postern_preferences_save_size (self->settings, window);

  return GTK_WINDOW_CLASS (postern_window_parent_class)->close_request (window);
}

static void
postern_window_dispose (GObject *object)
{
  PosternWindow *self = POSTERN_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_WINDOW);
  g_clear_handle_id (&self->load_source, g_source_remove);
  g_clear_object (&self->notice);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (postern_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "win.practise", NULL, practise_action);
  gtk_widget_class_install_action (widget_class, "win.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "win.edit", "(ss)", edit_action);
  gtk_widget_class_install_action (widget_class, "win.remove", "s", remove_action);
  gtk_widget_class_install_action (widget_class, "win.home", NULL, home_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
  gtk_widget_class_install_action (widget_class, "win.settled", "b", settled_action);
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, retry_action);
  postern_explain_actions_install (widget_class);
  postern_window_actions_install (widget_class);
  postern_transfer_actions_install (widget_class);
}

static void
postern_window_class_init (PosternWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = postern_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PosternWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PosternWindow, home);
  gtk_widget_class_bind_template_child (widget_class, PosternWindow, wizard_bin);
  gtk_widget_class_bind_template_child (widget_class, PosternWindow, record_bin);
  gtk_widget_class_bind_template_child (widget_class, PosternWindow, broken_box);
  gtk_widget_class_bind_template_child (widget_class, PosternWindow, broken_page);
  install_actions (widget_class);
}

static void
postern_window_init (PosternWindow *self)
{
  g_type_ensure (POSTERN_TYPE_HOME);
  self->settings = postern_preferences_open ();
  gtk_widget_init_template (GTK_WIDGET (self));
  postern_preferences_restore_size (self->settings, GTK_WINDOW (self));
  open_store (self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
}

/**
 * postern_window_new:
 * @application: the application
 *
 * Returns: (transfer floating): a window with the list of records
 */
GtkWidget *
postern_window_new (GtkApplication *application)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  return g_object_new (POSTERN_TYPE_WINDOW, "application", application, NULL);
}

/**
 * postern_window_flush:
 * @self: a window
 *
 * Saves now what an open page has not saved yet.
 */
void
postern_window_flush (PosternWindow *self)
{
  GtkWidget *wizard;
  GtkWidget *page;

  g_return_if_fail (POSTERN_IS_WINDOW (self));

  wizard = adw_bin_get_child (self->wizard_bin);
  page = adw_bin_get_child (self->record_bin);
  if (wizard != NULL)
    postern_wizard_flush (POSTERN_WIZARD (wizard));
  if (page != NULL)
    postern_record_page_flush (POSTERN_RECORD_PAGE (page));
}

/**
 * postern_window_show_due:
 * @self: a window
 *
 * Goes to the list, and shows only that for which something is due. An open wizard stays as it is.
 */
void
postern_window_show_due (PosternWindow *self)
{
  g_return_if_fail (POSTERN_IS_WINDOW (self));

  if (self->context == NULL || adw_bin_get_child (self->wizard_bin) != NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.home", NULL);
  postern_home_show_due (self->home);
}

/**
 * postern_window_get_context:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what its pages share, %NULL while the records can't be opened
 */
PosternContext *
postern_window_get_context (PosternWindow *self)
{
  g_return_val_if_fail (POSTERN_IS_WINDOW (self), NULL);

  return self->context;
}
