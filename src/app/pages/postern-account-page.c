/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-account-page.h"

#include <glib/gi18n-lib.h>

#include "app/pages/postern-guide-open.h"
#include "app/pages/postern-hosting-group.h"
#include "app/pages/postern-password-move.h"
#include "app/pages/postern-provider-hosts.h"
#include "app/pages/postern-provider-rows.h"
#include "app/pages/postern-server-group.h"
#include "app/widgets/postern-choice-row.h"
#include "app/widgets/postern-widget-utils.h"
#include "core/smtp/postern-smtp-address.h"

struct _PosternAccountPage
{
  PosternPage          parent_instance;

  PosternPasswordMove  move;
  gboolean             entering;
  gboolean             guessed;   /* the provider was found, and nobody has chosen another one */

  GtkSearchEntry      *search;
  GtkListBox          *providers;
  GtkEditable         *account;
  GtkWidget           *account_problem;
  PosternHostingGroup *hosting;
  AdwComboRow         *host;
  PosternServerGroup  *server;
  AdwExpanderRow      *more;
  GtkEditable         *user;
  GtkEditable         *from;
  GtkEditable         *from_name;
};

G_DEFINE_FINAL_TYPE (PosternAccountPage, postern_account_page, POSTERN_TYPE_PAGE)

static void show_provider (PosternAccountPage *self);

static PosternRecord *
get_record (PosternAccountPage *self)
{
  return postern_page_get_record (POSTERN_PAGE (self));
}

static const char *
get_text_or_null (GtkEditable *editable)
{
  const char *text = gtk_editable_get_text (editable);

  return *text == '\0' ? NULL : text;
}

static char *
dup_text (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

static gboolean
is_custom (PosternAccountPage *self)
{
  PosternProvider *provider = postern_page_get_provider (POSTERN_PAGE (self));

  return provider != NULL && provider->kind == POSTERN_PROVIDER_CUSTOM;
}

static void
update (PosternAccountPage *self)
{
  g_autofree char *account = dup_text (self->account);
  g_autofree char *user = dup_text (self->user);
  g_autofree char *from = dup_text (self->from);
  PosternProvider *provider = postern_page_get_provider (POSTERN_PAGE (self));
  gboolean has_user = provider == NULL || provider->user_name == NULL || *user != '\0';
  gboolean valid = postern_smtp_address_check (account, NULL);
  gboolean from_valid = *from == '\0' || postern_smtp_address_check (from, NULL);

  if (from_valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->from), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->from), "error");

  gtk_widget_set_visible (GTK_WIDGET (self->server), is_custom (self));
  gtk_widget_set_visible (self->account_problem, !valid && strchr (account, '@') != NULL);
  postern_page_set_complete (POSTERN_PAGE (self),
                             valid && from_valid && has_user &&
                             postern_record_get_endpoint (get_record (self)) != NULL);
}

/* The server that the person names, unless the password would go to a public one unprotected. */
static PosternEndpoint *
dup_own_endpoint (PosternAccountPage *self)
{
  PosternPage *page = POSTERN_PAGE (self);
  g_autoptr (PosternEndpoint) named = postern_server_group_dup_endpoint (self->server);
  gboolean exposed = named != NULL && named->security == POSTERN_SECURITY_NONE &&
                     postern_catalogue_is_public (postern_context_get_catalogue (postern_page_get_context (page)),
                                                  named->host);

  postern_page_show_problem (page, exposed ? _("This server is never used without encryption. "
                                               "Choose STARTTLS or SSL/TLS.") : NULL);

  return exposed ? NULL : g_steal_pointer (&named);
}

static void
store_endpoint (PosternAccountPage *self)
{
  PosternProvider *provider = postern_page_get_provider (POSTERN_PAGE (self));
  g_autoptr (PosternEndpoint) named = NULL;
  g_autofree char *ca_file = NULL;

  if (provider == NULL)
    return;

  if (is_custom (self))
    {
      named = dup_own_endpoint (self);
      ca_file = postern_server_group_dup_ca_file (self->server);
    }
  else
    named = postern_provider_hosts_dup_endpoint (self->host, provider, postern_record_get_endpoint (get_record (self)));
  postern_record_set_endpoint (get_record (self), named);
  postern_record_set_ca_file (get_record (self), ca_file);
}

/* Whoever has chosen the provider, or given a password to it, is not corrected. */
static void
look_up (PosternAccountPage *self,
         const char         *account)
{
  PosternRecord *record = get_record (self);
  PosternContext *context = postern_page_get_context (POSTERN_PAGE (self));

  if ((postern_record_get_provider (record) == NULL || self->guessed) &&
      !postern_record_get_password_recorded (record) && postern_smtp_address_check (account, NULL))
    postern_hosting_group_look (self->hosting, postern_context_get_catalogue (context), account);
}

/* Where the domain stood for the directory of the organisation, the new one does. */
static void
store_account (PosternRecord *record,
               const char    *account)
{
  const char *before = postern_record_get_account (record);
  const char *domain = before == NULL ? NULL : strrchr (before, '@');

  if (domain != NULL && g_strcmp0 (domain + 1, postern_record_get_tenant (record)) == 0)
    postern_record_set_tenant (record, NULL);
  postern_record_set_account (record, *account == '\0' ? NULL : account);
}

static void
answers_changed_cb (PosternAccountPage *self)
{
  PosternRecord *record = get_record (self);
  g_autofree char *account = NULL;
  g_autofree char *user = NULL;
  g_autofree char *from = NULL;

  if (self->entering)
    return;

  account = dup_text (self->account);
  user = dup_text (self->user);
  from = dup_text (self->from);
  store_account (record, account);
  postern_record_set_user (record, *user == '\0' ? NULL : user);
  postern_record_set_from (record, *from == '\0' ? NULL : from);
  postern_record_set_from_name (record, get_text_or_null (self->from_name));
  store_endpoint (self);
  look_up (self, account);
  update (self);
}

/* A recorded password must never go to another provider's server. */
static void
keep_provider (PosternAccountPage *self,
               const char         *wanted)
{
  PosternProvider *provider = postern_page_get_provider (POSTERN_PAGE (self));
  g_autofree char *problem = NULL;

  if (provider == NULL || g_str_equal (wanted, provider->id))
    return;

  /* Translators: %s is a provider such as Microsoft 365. */
  problem = g_strdup_printf (_("The recorded password was made for %s. For an account elsewhere, go back to the list "
                               "and set up a new one; this one is kept."), provider->name);
  self->entering = TRUE;
  show_provider (self);
  self->entering = FALSE;
  postern_page_show_problem (POSTERN_PAGE (self), problem);
}

/* What of the page depends on the provider. */
static void
show_details (PosternAccountPage *self)
{
  PosternProvider *provider = postern_page_get_provider (POSTERN_PAGE (self));

  postern_provider_hosts_show (self->host, provider, postern_record_get_endpoint (get_record (self)));
  if (postern_provider_rows_name_user (ADW_PREFERENCES_ROW (self->user), provider))
    adw_expander_row_set_expanded (self->more, TRUE);
}

static void
take_provider (PosternAccountPage *self,
               PosternProvider    *before,
               const char         *id)
{
  postern_record_set_provider (get_record (self), id);
  postern_record_set_done_steps (get_record (self), NULL);
  postern_record_set_sign_in (get_record (self), POSTERN_SIGN_IN_PASSWORD);
  postern_record_set_client_id (get_record (self), NULL);
  postern_record_set_tenant (get_record (self), NULL);
  postern_provider_rows_choose_user (self->user, before, postern_page_get_provider (POSTERN_PAGE (self)));
  show_details (self);
}

static void
provider_chosen_cb (PosternAccountPage *self,
                    GParamSpec         *pspec,
                    PosternChoiceRow   *row)
{
  PosternProvider *before = postern_page_get_provider (POSTERN_PAGE (self));

  if (self->entering || !postern_choice_row_get_active (row))
    return;
  if (postern_record_get_password_recorded (get_record (self)))
    {
      keep_provider (self, postern_choice_row_get_id (row));
      return;
    }

  self->guessed = FALSE;
  postern_hosting_group_forget (self->hosting);
  take_provider (self, before, postern_choice_row_get_id (row));
  answers_changed_cb (self);
}

/* What was found, unless somebody has chosen meanwhile; what was found for another domain holds no more. */
static void
hosting_found_cb (PosternAccountPage *self)
{
  const PosternHosting *found = postern_hosting_group_get_found (self->hosting);
  PosternProvider *before = postern_page_get_provider (POSTERN_PAGE (self));
  const char *id = found->provider != NULL ? found->provider->id : "custom";

  if (before == NULL ? found->endpoint == NULL : !self->guessed)
    return;
  self->guessed = found->endpoint != NULL;
  self->entering = TRUE;
  postern_record_set_endpoint (get_record (self), NULL);
  take_provider (self, before, self->guessed ? id : NULL);
  if (self->guessed && is_custom (self))
    postern_server_group_set_endpoint (self->server, found->endpoint);
  show_provider (self);
  self->entering = FALSE;
  answers_changed_cb (self);
}

static void
show_provider (PosternAccountPage *self)
{
  const char *chosen = postern_record_get_provider (get_record (self));
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->providers, i)) != NULL; i++)
    {
      gboolean active = g_strcmp0 (postern_choice_row_get_id (POSTERN_CHOICE_ROW (row)), chosen) == 0;

      postern_choice_row_set_active (POSTERN_CHOICE_ROW (row), active);
    }
}

/* Where the account becomes another one, the user name was the old one's. */
static void
addresses_chosen_cb (PosternAccountPage *self,
                     const char         *account,
                     const char         *from)
{
  const char *before = postern_record_get_account (get_record (self));

  if (g_strcmp0 (account, before) != 0)
    postern_app_set_editable_text (self->user, NULL);
  postern_app_set_editable_text (self->account, account);
  postern_app_set_editable_text (self->from, from);
  if (from != NULL)
    adw_expander_row_set_expanded (self->more, TRUE);
  postern_page_toast (POSTERN_PAGE (self), _("The addresses are filled in."));
}

static void
guide_clicked_cb (PosternAccountPage *self)
{
  PosternGuideWindow *window = postern_guide_open (POSTERN_PAGE (self), "sender-address", TRUE);

  if (window != NULL)
    g_signal_connect_object (window, "addresses-chosen", G_CALLBACK (addresses_chosen_cb), self, G_CONNECT_SWAPPED);
}

static void
postern_account_page_enter (PosternPage *page)
{
  PosternAccountPage *self = POSTERN_ACCOUNT_PAGE (page);
  PosternRecord *record = get_record (self);

  self->entering = TRUE;
  if (gtk_list_box_get_row_at_index (self->providers, 0) == NULL)
    postern_provider_rows_fill (self->providers, postern_context_get_catalogue (postern_page_get_context (page)),
                                self->search, G_CALLBACK (provider_chosen_cb), self);
  show_provider (self);
  postern_app_set_editable_text (self->account, postern_record_get_account (record));
  postern_app_set_editable_text (self->user, postern_record_get_user (record));
  show_details (self);
  postern_app_set_editable_text (self->from, postern_record_get_from (record));
  postern_app_set_editable_text (self->from_name, postern_record_get_from_name (record));
  if (is_custom (self))
    {
      postern_server_group_set_endpoint (self->server, postern_record_get_endpoint (record));
      postern_server_group_set_ca_file (self->server, postern_record_get_ca_file (record));
    }
  self->entering = FALSE;

  if (postern_record_get_endpoint (record) == NULL)
    store_endpoint (self);
  postern_password_move_begin (&self->move, record);
  update (self);
}

static void
postern_account_page_leave_async (PosternPage         *page,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (page, cancellable, callback, user_data);

  g_task_set_source_tag (task, postern_account_page_leave_async);
  postern_password_move_run (&POSTERN_ACCOUNT_PAGE (page)->move, task);
}

static void
postern_account_page_point_at (PosternPage *page,
                               const char  *what)
{
  if (g_str_equal (what, "ca-file"))
    postern_server_group_focus_ca_file (POSTERN_ACCOUNT_PAGE (page)->server);
}

static void
postern_account_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_ACCOUNT_PAGE);
  postern_password_move_clear (&POSTERN_ACCOUNT_PAGE (object)->move);

  G_OBJECT_CLASS (postern_account_page_parent_class)->dispose (object);
}

static void
postern_account_page_class_init (PosternAccountPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_account_page_dispose;
  POSTERN_PAGE_CLASS (klass)->enter = postern_account_page_enter;
  POSTERN_PAGE_CLASS (klass)->point_at = postern_account_page_point_at;
  POSTERN_PAGE_CLASS (klass)->leave_async = postern_account_page_leave_async;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-account-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternAccountPage, search);
  gtk_widget_class_bind_template_child (widget_class, PosternAccountPage, providers);
  gtk_widget_class_bind_template_child (widget_class, PosternAccountPage, account);
  gtk_widget_class_bind_template_child (widget_class, PosternAccountPage, account_problem);
  gtk_widget_class_bind_template_child (widget_class, PosternAccountPage, hosting);
  gtk_widget_class_bind_template_child (widget_class, PosternAccountPage, host);
  gtk_widget_class_bind_template_child (widget_class, PosternAccountPage, server);
  gtk_widget_class_bind_template_child (widget_class, PosternAccountPage, more);
  gtk_widget_class_bind_template_child (widget_class, PosternAccountPage, user);
  gtk_widget_class_bind_template_child (widget_class, PosternAccountPage, from);
  gtk_widget_class_bind_template_child (widget_class, PosternAccountPage, from_name);
  gtk_widget_class_bind_template_callback (widget_class, answers_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, guide_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, hosting_found_cb);
}

static void
postern_account_page_init (PosternAccountPage *self)
{
  g_type_ensure (POSTERN_TYPE_HOSTING_GROUP);
  g_type_ensure (POSTERN_TYPE_SERVER_GROUP);
  gtk_widget_init_template (GTK_WIDGET (self));
}
