/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-oauth-registration.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/pages/postern-letter-copy.h"
#include "app/widgets/postern-provider-step-row.h"
#include "app/widgets/postern-widget-utils.h"
#include "core/records/postern-vault.h"

struct _PosternOauthRegistration
{
  AdwBin           parent_instance;

  gboolean         filling;
  PosternPage     *page;
  PosternProvider *shown;
  PosternSecret   *recorded;       /* the secret that the keyring holds, for this client id: */
  char            *recorded_for;

  GtkEditable     *client_id;
  GtkEditable     *tenant;
  GtkEditable     *client_secret;
  AdwExpanderRow  *none_yet;
  GtkWidget       *letter_row;
  GtkWidget       *steps_group;
  GtkListBox      *steps;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternOauthRegistration, postern_oauth_registration, ADW_TYPE_BIN)

static char *
dup_text (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

static void
forget (PosternOauthRegistration *self)
{
  g_clear_pointer (&self->recorded, postern_secret_unref);
  g_clear_pointer (&self->recorded_for, g_free);
}

/* Another registration has another secret. */
static gboolean
has_recorded (PosternOauthRegistration *self)
{
  g_autofree char *client_id = dup_text (self->client_id);

  return self->recorded != NULL && g_strcmp0 (client_id, self->recorded_for) == 0;
}

static void
show_secret (PosternOauthRegistration *self)
{
  const char *title = _("Client secret, if it has one");

  if (has_recorded (self))
    title = _("Client secret (recorded)");
  else if (self->shown->oauth->needs_secret)
    title = _("Client secret");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->client_secret), title);
}

static void
answers_changed_cb (PosternOauthRegistration *self)
{
  g_autofree char *client_id = NULL;
  g_autofree char *tenant = NULL;
  PosternRecord *record;

  if (self->filling || self->page == NULL)
    return;

  record = postern_page_get_record (self->page);
  client_id = dup_text (self->client_id);
  tenant = dup_text (self->tenant);
  postern_record_set_client_id (record, client_id);
  postern_record_set_tenant (record, tenant);
  show_secret (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
none_yet_toggled_cb (PosternOauthRegistration *self)
{
  gtk_widget_set_visible (self->steps_group, adw_expander_row_get_expanded (self->none_yet));
}

static void
letter_clicked_cb (PosternOauthRegistration *self)
{
  PosternRecord *record = postern_page_get_record (self->page);
  const PosternLetterInput input = {
    .account = postern_record_get_account (record),
    .from = postern_record_get_sender (record),
    .provider = self->shown->name,
  };

  postern_letter_copy_write (GTK_WIDGET (self), postern_page_get_context (self->page), self->shown->oauth->letter,
                             &input);
}

static void
show_provider (PosternOauthRegistration *self,
               PosternProvider          *provider)
{
  const PosternProviderOauth *oauth = provider->oauth;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->steps, 0)) != NULL)
    gtk_list_box_remove (self->steps, GTK_WIDGET (row));
  for (guint i = 0; i < oauth->steps->len; i++)
    gtk_list_box_append (self->steps, postern_provider_step_row_new (g_ptr_array_index (oauth->steps, i), i + 1));
  gtk_widget_set_visible (GTK_WIDGET (self->tenant), postern_provider_oauth_needs_tenant (oauth));
  gtk_widget_set_visible (GTK_WIDGET (self->client_secret), oauth->needs_secret || oauth->app_scope != NULL);
  gtk_widget_set_visible (self->letter_row, oauth->letter != NULL);
  g_set_object (&self->shown, provider);
}

/* The domain of the account stands for the directory: that is so in most organisations. */
static void
fill (PosternOauthRegistration *self,
      PosternRecord            *record)
{
  const char *account = postern_record_get_account (record);
  const char *domain = account == NULL ? NULL : strrchr (account, '@');

  if (postern_record_get_tenant (record) == NULL && domain != NULL &&
      postern_provider_oauth_needs_tenant (self->shown->oauth))
    postern_record_set_tenant (record, domain + 1);
  self->filling = TRUE;
  postern_app_set_editable_text (self->client_id, postern_record_get_client_id (record));
  postern_app_set_editable_text (self->tenant, postern_record_get_tenant (record));
  self->filling = FALSE;
  show_secret (self);
}

static void
recalled_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PosternOauthRegistration) self = user_data;
  g_autoptr (PosternSecret) secret = postern_vault_lookup_client_finish (result, NULL);

  if (self->page == NULL || secret == NULL)
    return;

  forget (self);
  self->recorded = g_steal_pointer (&secret);
  self->recorded_for = g_strdup (postern_record_get_client_id (postern_page_get_record (self->page)));
  show_secret (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
postern_oauth_registration_dispose (GObject *object)
{
  PosternOauthRegistration *self = POSTERN_OAUTH_REGISTRATION (object);

  self->page = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_OAUTH_REGISTRATION);
  g_clear_object (&self->shown);
  forget (self);

  G_OBJECT_CLASS (postern_oauth_registration_parent_class)->dispose (object);
}

static void
postern_oauth_registration_class_init (PosternOauthRegistrationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_oauth_registration_dispose;

  signals[CHANGED] = g_signal_new ("changed", POSTERN_TYPE_OAUTH_REGISTRATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-oauth-registration.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternOauthRegistration, client_id);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthRegistration, tenant);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthRegistration, client_secret);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthRegistration, none_yet);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthRegistration, letter_row);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthRegistration, steps_group);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthRegistration, steps);
  gtk_widget_class_bind_template_callback (widget_class, answers_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_yet_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, letter_clicked_cb);
}

static void
postern_oauth_registration_init (PosternOauthRegistration *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
postern_oauth_registration_show (PosternOauthRegistration *self,
                                 PosternPage              *page)
{
  PosternProvider *provider;

  g_return_if_fail (POSTERN_IS_OAUTH_REGISTRATION (self) && POSTERN_IS_PAGE (page));

  provider = postern_page_get_provider (page);
  g_return_if_fail (provider != NULL && provider->oauth != NULL);
  /* The page holds this widget. */
  self->page = page;
  if (provider != self->shown)
    show_provider (self, provider);
  fill (self, postern_page_get_record (page));
}

void
postern_oauth_registration_recall (PosternOauthRegistration *self)
{
  PosternRecord *record;

  g_return_if_fail (POSTERN_IS_OAUTH_REGISTRATION (self) && self->page != NULL);

  record = postern_page_get_record (self->page);
  if (postern_record_get_client_id (record) != NULL && gtk_widget_get_visible (GTK_WIDGET (self->client_secret)))
    postern_vault_lookup_client_async (record, postern_page_get_cancellable (self->page), recalled_cb,
                                       g_object_ref (self));
}

gboolean
postern_oauth_registration_has_secret (PosternOauthRegistration *self)
{
  g_return_val_if_fail (POSTERN_IS_OAUTH_REGISTRATION (self), FALSE);

  return has_recorded (self) || *gtk_editable_get_text (self->client_secret) != '\0';
}

gboolean
postern_oauth_registration_is_complete (PosternOauthRegistration *self)
{
  g_autofree char *client_id = NULL;
  g_autofree char *tenant = NULL;

  g_return_val_if_fail (POSTERN_IS_OAUTH_REGISTRATION (self), FALSE);

  if (self->shown == NULL)
    return FALSE;
  client_id = dup_text (self->client_id);
  tenant = dup_text (self->tenant);

  return *client_id != '\0' && (*tenant != '\0' || !postern_provider_oauth_needs_tenant (self->shown->oauth)) &&
         (!self->shown->oauth->needs_secret || postern_oauth_registration_has_secret (self));
}

PosternSecret *
postern_oauth_registration_dup_secret (PosternOauthRegistration *self)
{
  g_return_val_if_fail (POSTERN_IS_OAUTH_REGISTRATION (self), NULL);

  if (*gtk_editable_get_text (self->client_secret) != '\0')
    return postern_secret_new_trimmed (gtk_editable_get_text (self->client_secret), NULL);

  return has_recorded (self) ? postern_secret_ref (self->recorded) : NULL;
}

/* It is in the keyring now: nothing of it stays in the window. */
void
postern_oauth_registration_forget_secret (PosternOauthRegistration *self)
{
  g_return_if_fail (POSTERN_IS_OAUTH_REGISTRATION (self));

  gtk_editable_set_text (self->client_secret, "");
  forget (self);
  show_secret (self);
}
