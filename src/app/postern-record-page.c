/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-record-page.h"

#include <glib/gi18n-lib.h>

#include "app/postern-record-actions.h"
#include "app/postern-record-facts.h"
#include "app/postern-record-history.h"
#include "app/postern-record-news.h"
#include "app/postern-record-words.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-widget-utils.h"
#include "core/records/postern-records-replace.h"

/** How long after a change the record is saved, in milliseconds. */
#define SAVE_DELAY 250

struct _PosternRecordPage
{
  AdwBin                parent_instance;

  PosternContext       *context;
  PosternRecord        *record;
  guint                 save_source;
  guint                 look_source;

  PosternBanner        *problem;
  PosternRecordNews    *news;
  GtkLabel             *title;
  GtkLabel             *subtitle;
  GtkWidget            *test_row;
  GtkWidget            *settings_row;
  AdwActionRow         *replace_row;
  PosternRecordFacts   *facts;
  PosternRecordHistory *history;
};

G_DEFINE_FINAL_TYPE (PosternRecordPage, postern_record_page, ADW_TYPE_BIN)

static PosternStore *
get_store (PosternRecordPage *self)
{
  return postern_context_get_store (self->context);
}

static PosternProvider *
get_provider (PosternRecordPage *self)
{
  const char *id = postern_record_get_provider (self->record);

  return id == NULL ? NULL : postern_catalogue_get_provider (postern_context_get_catalogue (self->context), id);
}

static void
show_titles (PosternRecordPage *self)
{
  const char *title = postern_record_get_title (self->record);
  const char *account = postern_record_get_account (self->record);
  const char *provider =
    postern_record_words_provider (self->record, postern_context_get_catalogue (self->context));
  g_autofree char *subtitle = postern_record_words_join (account, provider);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static gboolean
signs_in_with_password (PosternRecordPage *self)
{
  return postern_record_get_sign_in (self->record) == POSTERN_SIGN_IN_PASSWORD;
}

/* What is pasted or signed in anew, and what was never tested, are called so. */
static void
name_rows (PosternRecordPage *self)
{
  gboolean retired = postern_record_get_state (self->record) == POSTERN_RECORD_RETIRED;
  gboolean untested = postern_record_words_judge (self->record) == POSTERN_RECORD_HEALTH_UNTESTED;
  gboolean password = signs_in_with_password (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->test_row), untested ? _("Test now") : _("Test again"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->replace_row),
                                 !password ? _("Sign in again")
                                 : retired ? _("Use it again with a new password")
                                           : _("Replace the password"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->replace_row),
                               password ? _("The steps at the provider, then paste the new one")
                                        : _("If the sign-in was withdrawn or has run out"));
}

static void
update (PosternRecordPage *self)
{
  gboolean recorded = postern_record_get_password_recorded (self->record);
  gboolean retired = postern_record_get_state (self->record) == POSTERN_RECORD_RETIRED;

  show_titles (self);
  postern_record_news_show (self->news, self->record, postern_context_get_catalogue (self->context));
  gtk_widget_set_visible (self->test_row, !retired);
  gtk_widget_set_visible (self->settings_row, !retired);
  name_rows (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.test", recorded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.retire", !retired || recorded);
}

/* Saved again would bring back what another program removed. */
static gboolean
is_removed (PosternRecordPage *self)
{
  return postern_store_refresh (get_store (self), NULL) &&
         postern_store_lookup (get_store (self), postern_record_get_id (self->record), NULL) == NULL;
}

static void
save (PosternRecordPage *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (is_removed (self))
    return;
  if (postern_store_save (get_store (self), self->record, &error))
    postern_banner_set_revealed (self->problem, FALSE);
  else
    postern_banner_show_message (self->problem, "error", error->message);
}

static void
save_delay_passed_cb (gpointer user_data)
{
  PosternRecordPage *self = user_data;

  self->save_source = 0;
  save (self);
}

static void
record_changed_cb (PosternRecordPage *self,
                   GParamSpec        *pspec)
{
  static const char *const edited[] = { "name", "used-at", "review-date", NULL };

  update (self);
  if (g_strv_contains (edited, g_param_spec_get_name (pspec)) && postern_record_is_unsaved (self->record) &&
      self->save_source == 0)
    self->save_source = g_timeout_add_once (SAVE_DELAY, save_delay_passed_cb, self);
}

static void
look_for_record_cb (gpointer user_data)
{
  PosternRecordPage *self = user_data;

  self->look_source = 0;
  if (!is_removed (self))
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.home", NULL);
}

static void
records_changed_cb (PosternRecordPage *self)
{
  if (self->look_source == 0)
    self->look_source = g_timeout_add_once (0, look_for_record_cb, self);
}

static void
edit (PosternRecordPage *self,
      const char        *page)
{
  postern_record_page_flush (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit", "(ss)", postern_record_get_id (self->record), page);
}

static void
settings_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  edit (POSTERN_RECORD_PAGE (widget), "settings");
}

static void
test_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  edit (POSTERN_RECORD_PAGE (widget), "test");
}

/* The steps at the provider, none of them done yet; then the new password is pasted. Or the sign-in without one. */
static void
replace_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  PosternRecordPage *self = POSTERN_RECORD_PAGE (widget);
  PosternProvider *provider = get_provider (self);

  postern_record_set_done_steps (self->record, NULL);
  if (signs_in_with_password (self))
    edit (self, provider != NULL && provider->steps->len > 0 ? "steps" : "password");
  else
    edit (self, "oauth");
}

/* The same password, or the same sign-in, once more: the keyring has lost it, and the record says so from now on. */
static void
enter_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PosternRecordPage *self = POSTERN_RECORD_PAGE (widget);

  postern_record_set_password_recorded (self->record, FALSE);
  save (self);
  edit (self, postern_record_get_sign_in (self->record) == POSTERN_SIGN_IN_PASSWORD ? "password" : "oauth");
}

static void
retire_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PosternRecordPage *self = POSTERN_RECORD_PAGE (widget);

  postern_record_actions_retire (widget, self->context, self->record);
}

static void
take_back_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  PosternRecordPage *self = POSTERN_RECORD_PAGE (widget);

  postern_record_actions_take_back (widget, self->context, self->record);
}

static void
window_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PosternRecordPage *self = POSTERN_RECORD_PAGE (widget);
  const char *action = g_str_equal (name, "record.remove") ? "win.remove" : "win.hand-over";

  postern_record_page_flush (self);
  gtk_widget_activate_action (widget, action, "s", postern_record_get_id (self->record));
}

static void
provider_page_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  const PosternLink *link = postern_record_news_get_link (POSTERN_RECORD_PAGE (widget)->news);

  if (link != NULL)
    postern_app_open_uri (widget, link->uri);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  postern_record_page_flush (POSTERN_RECORD_PAGE (widget));
  gtk_widget_activate_action (widget, "win.home", NULL);
}

static void
postern_record_page_dispose (GObject *object)
{
  PosternRecordPage *self = POSTERN_RECORD_PAGE (object);

  if (self->context != NULL)
    postern_record_page_flush (self);
  g_clear_handle_id (&self->look_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_RECORD_PAGE);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (postern_record_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternRecordPage, problem);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordPage, news);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordPage, title);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordPage, test_row);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordPage, settings_row);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordPage, replace_row);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordPage, facts);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordPage, history);
}

static void
postern_record_page_class_init (PosternRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_record_page_dispose;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "record.settings", NULL, settings_action);
  gtk_widget_class_install_action (widget_class, "record.test", NULL, test_action);
  gtk_widget_class_install_action (widget_class, "record.replace", NULL, replace_action);
  gtk_widget_class_install_action (widget_class, "record.enter", NULL, enter_action);
  gtk_widget_class_install_action (widget_class, "record.retire", NULL, retire_action);
  gtk_widget_class_install_action (widget_class, "record.take-back", NULL, take_back_action);
  gtk_widget_class_install_action (widget_class, "record.remove", NULL, window_action);
  gtk_widget_class_install_action (widget_class, "record.hand-over", NULL, window_action);
  gtk_widget_class_install_action (widget_class, "record.provider-page", NULL, provider_page_action);
  gtk_widget_class_install_action (widget_class, "record.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "record.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "record.close", NULL);
}

static void
postern_record_page_init (PosternRecordPage *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_RECORD_FACTS);
  g_type_ensure (POSTERN_TYPE_RECORD_HISTORY);
  g_type_ensure (POSTERN_TYPE_RECORD_NEWS);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_record_page_new:
 * @context: what all pages share
 * @record: a record of the context's store
 *
 * Returns: (transfer floating): the record's page
 */
GtkWidget *
postern_record_page_new (PosternContext *context,
                         PosternRecord  *record)
{
  PosternRecordPage *self;

  g_return_val_if_fail (POSTERN_IS_CONTEXT (context) && POSTERN_IS_RECORD (record), NULL);

  self = g_object_new (POSTERN_TYPE_RECORD_PAGE, NULL);
  self->context = g_object_ref (context);
  self->record = g_object_ref (record);
  postern_record_facts_set_record (self->facts, record);
  postern_record_history_show (self->history, get_store (self), record);
  update (self);
  g_signal_connect_object (record, "notify", G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (postern_store_get_records (get_store (self)), "items-changed",
                           G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
  /* In case that the keyring did not answer after the test. */
  if (postern_record_get_former_time (record) != 0)
    postern_records_settle_password_async (get_store (self), record, NULL, NULL, NULL);

  return GTK_WIDGET (self);
}

/** Saves now what waits to be saved. */
void
postern_record_page_flush (PosternRecordPage *self)
{
  g_return_if_fail (POSTERN_IS_RECORD_PAGE (self));

  if (self->save_source != 0)
    save (self);
}
