/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-oauth-page.h"

#include <glib/gi18n-lib.h>

#include "app/pages/postern-oauth-registration.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-widget-utils.h"
#include "core/oauth/postern-oauth-async.h"
#include "core/signin/postern-sign-in.h"

typedef enum
{
  STATE_ASKING,
  STATE_BROWSER,
  STATE_CODE,
  STATE_BUSY,
  STATE_SIGNED_IN,
} State;

struct _PosternOauthPage
{
  PosternPage               parent_instance;

  State                     state;
  gboolean                  keeping;
  PosternSecret            *secret;
  GCancellable             *running;
  char                     *uri;
  gint64                    expires;
  guint                     clock;

  PosternOauthRegistration *registration;
  GtkWidget                *ways;
  GtkWidget                *browser_button;
  GtkWidget                *device_button;
  GtkWidget                *app_button;
  GtkWidget                *waiting;
  GtkLabel                 *what_to_do;
  GtkWidget                *code_box;
  GtkLabel                 *code;
  GtkLabel                 *time_left;
  GtkWidget                *open_button;
  PosternBanner            *done;
};

G_DEFINE_FINAL_TYPE (PosternOauthPage, postern_oauth_page, POSTERN_TYPE_PAGE)

static PosternRecord *
get_record (PosternOauthPage *self)
{
  return postern_page_get_record (POSTERN_PAGE (self));
}

static gboolean
tick_cb (gpointer user_data)
{
  PosternOauthPage *self = user_data;
  gint64 left = MAX (0, (self->expires - g_get_monotonic_time ()) / G_USEC_PER_SEC);
  g_autofree char *text = NULL;

  /* Translators: how long a code still counts: the first number is minutes, the second seconds. */
  text = g_strdup_printf (_("The code counts for %d:%02d more."), (int) (left / 60), (int) (left % 60));
  gtk_label_set_label (self->time_left, text);

  return G_SOURCE_CONTINUE;
}

/* One state, one look. */
static void
set_state (PosternOauthPage *self,
           State             state)
{
  gboolean waits = state == STATE_BROWSER || state == STATE_CODE || state == STATE_BUSY;

  self->state = state;
  gtk_widget_set_visible (GTK_WIDGET (self->registration), state == STATE_ASKING);
  gtk_widget_set_visible (self->ways, state == STATE_ASKING);
  gtk_widget_set_visible (self->waiting, waits);
  gtk_widget_set_visible (self->code_box, state == STATE_CODE);
  gtk_widget_set_visible (GTK_WIDGET (self->time_left), state == STATE_CODE);
  gtk_widget_set_visible (self->open_button, state == STATE_CODE || state == STATE_BROWSER);
  g_clear_handle_id (&self->clock, g_source_remove);
  if (state == STATE_CODE)
    {
      tick_cb (self);
      self->clock = g_timeout_add_seconds (1, tick_cb, self);
    }
  if (state == STATE_SIGNED_IN)
    postern_banner_show_message (self->done, "success",
                                 _("Signed in. This is recorded in the keyring of this computer. No password is "
                                   "needed."));
  else
    postern_banner_set_revealed (self->done, FALSE);
  postern_page_set_busy (POSTERN_PAGE (self), waits);
  postern_page_set_complete (POSTERN_PAGE (self), state == STATE_SIGNED_IN);
}

static void
update_ways (PosternOauthPage *self)
{
  PosternProvider *provider = postern_page_get_provider (POSTERN_PAGE (self));
  gboolean ready = postern_oauth_registration_is_complete (self->registration);

  if (provider == NULL || provider->oauth == NULL)
    return;

  gtk_widget_set_sensitive (self->browser_button, ready);
  gtk_widget_set_sensitive (self->device_button, ready);
  gtk_widget_set_visible (self->device_button, provider->oauth->device_uri != NULL);
  gtk_widget_set_sensitive (self->app_button, ready);
  gtk_widget_set_visible (self->app_button, provider->oauth->app_scope != NULL &&
                                              postern_oauth_registration_has_secret (self->registration));
}

/* Back to the question, with what went wrong. */
static void
give_up (PosternOauthPage *self,
         const GError     *error)
{
  g_clear_object (&self->running);
  set_state (self, STATE_ASKING);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    postern_page_show_problem (POSTERN_PAGE (self), error->message);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PosternOauthPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept = postern_sign_in_keep_finish (POSTERN_STORE (source), result, &error);

  g_application_release (g_application_get_default ());
  self->keeping = FALSE;
  if (self->registration == NULL)
    return;
  if (!kept)
    {
      give_up (self, error);
      return;
    }

  g_clear_object (&self->running);
  postern_oauth_registration_forget_secret (self->registration);
  set_state (self, STATE_SIGNED_IN);
}

/* Kept at once, and to the end, even when the person leaves meanwhile. */
static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PosternOauthPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternOauthTokens) tokens = postern_oauth_finish (result, &error);

  if (self->registration == NULL)
    return;
  if (tokens == NULL)
    {
      give_up (self, error);
      return;
    }

  set_state (self, STATE_BUSY);
  gtk_label_set_label (self->what_to_do, _("Recording…"));
  self->keeping = TRUE;
  g_application_hold (g_application_get_default ());
  postern_sign_in_keep_async (postern_context_get_store (postern_page_get_context (POSTERN_PAGE (self))),
                              get_record (self), tokens, self->secret, NULL, kept_cb, g_object_ref (self));
}

static void
code_cb (const PosternOauthDeviceCode *code,
         gpointer                      user_data)
{
  PosternOauthPage *self = user_data;
  g_autofree char *text = NULL;

  if (self->registration == NULL)
    return;

  g_free (self->uri);
  self->uri = g_strdup (code->complete_uri != NULL ? code->complete_uri : code->uri);
  self->expires = code->expires;
  /* Translators: %s is the address of a web page. */
  text = g_strdup_printf (_("Open %s on any device, type in this code, and sign in as the account that sends."),
                          code->uri);
  gtk_label_set_label (self->what_to_do, text);
  gtk_label_set_label (self->code, code->user_code);
  set_state (self, STATE_CODE);
}

/** Returns: (transfer full) (nullable): the registration as typed in; what is wrong with it is shown */
static PosternOauthClient *
make_client (PosternOauthPage *self)
{
  g_autoptr (GError) error = NULL;
  PosternOauthClient *client;

  g_clear_pointer (&self->secret, postern_secret_unref);
  self->secret = postern_oauth_registration_dup_secret (self->registration);
  client = postern_sign_in_make_client (postern_page_get_provider (POSTERN_PAGE (self)),
                                        postern_record_get_client_id (get_record (self)),
                                        postern_record_get_tenant (get_record (self)), self->secret, &error);
  postern_page_show_problem (POSTERN_PAGE (self), client == NULL ? error->message : NULL);

  return client;
}

static void
begin (PosternOauthPage  *self,
       PosternSignInKind  kind,
       State              state,
       const char        *what_to_do)
{
  postern_record_set_sign_in (get_record (self), kind);
  g_clear_object (&self->running);
  self->running = g_cancellable_new ();
  gtk_label_set_label (self->what_to_do, what_to_do);
  set_state (self, state);
}

static void
browser_clicked_cb (PosternOauthPage *self)
{
  g_autoptr (PosternOauthClient) client = make_client (self);
  g_autoptr (PosternOauthBrowser) browser = NULL;
  g_autoptr (GError) error = NULL;

  if (client == NULL)
    return;
  browser = postern_oauth_browser_begin (client, postern_record_get_sign_in_name (get_record (self)), &error);
  if (browser == NULL)
    {
      postern_page_show_problem (POSTERN_PAGE (self), error->message);
      return;
    }

  g_free (self->uri);
  self->uri = g_strdup (postern_oauth_browser_get_uri (browser));
  begin (self, POSTERN_SIGN_IN_OAUTH, STATE_BROWSER,
         _("Sign in in your browser, as the account that sends. Then come back here."));
  postern_app_open_uri (GTK_WIDGET (self), self->uri);
  postern_oauth_browser_wait_async (g_steal_pointer (&browser), self->running, signed_in_cb, g_object_ref (self));
}

static void
device_clicked_cb (PosternOauthPage *self)
{
  g_autoptr (PosternOauthClient) client = make_client (self);

  if (client == NULL)
    return;
  begin (self, POSTERN_SIGN_IN_OAUTH, STATE_BUSY, _("Asking the provider for a code…"));
  postern_oauth_device_run_async (client, code_cb, self, self->running, signed_in_cb, g_object_ref (self));
}

static void
app_clicked_cb (PosternOauthPage *self)
{
  g_autoptr (PosternOauthClient) client = make_client (self);

  if (client == NULL)
    return;

  begin (self, POSTERN_SIGN_IN_OAUTH_APP, STATE_BUSY, _("Asking the provider…"));
  postern_oauth_renew_async (client, NULL, self->running, signed_in_cb, g_object_ref (self));
}

static void
cancel_clicked_cb (PosternOauthPage *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
}

static void
open_clicked_cb (PosternOauthPage *self)
{
  postern_app_open_uri (GTK_WIDGET (self), self->uri);
}

static void
copy_clicked_cb (PosternOauthPage *self)
{
  postern_clipboard_copy_text (GTK_WIDGET (self), gtk_label_get_label (self->code));
  postern_page_toast (POSTERN_PAGE (self), _("Code copied."));
}

static void
again_clicked_cb (PosternOauthPage *self)
{
  set_state (self, STATE_ASKING);
  postern_oauth_registration_recall (self->registration);
}

static void
postern_oauth_page_enter (PosternPage *page)
{
  PosternOauthPage *self = POSTERN_OAUTH_PAGE (page);
  PosternProvider *provider = postern_page_get_provider (page);
  g_autofree char *subtitle = NULL;
  gboolean recorded;

  if (provider == NULL || provider->oauth == NULL || self->running != NULL)
    return;

  /* Translators: %s is an e-mail address. */
  subtitle = g_strdup_printf (_("In the browser, as %s. After that it works without a password."),
                              postern_record_get_sign_in_name (get_record (self)));
  postern_page_set_subtitle (page, subtitle);
  postern_oauth_registration_show (self->registration, page);
  update_ways (self);
  recorded = postern_record_get_password_recorded (get_record (self));
  postern_banner_set_button_label (self->done, _("Sign in again"));
  set_state (self, recorded ? STATE_SIGNED_IN : STATE_ASKING);
  if (!recorded)
    postern_oauth_registration_recall (self->registration);
}

static gboolean
postern_oauth_page_may_close (PosternPage *page)
{
  return !POSTERN_OAUTH_PAGE (page)->keeping;
}

/* Nobody would see the code any more. */
static void
postern_oauth_page_unroot (GtkWidget *widget)
{
  cancel_clicked_cb (POSTERN_OAUTH_PAGE (widget));

  GTK_WIDGET_CLASS (postern_oauth_page_parent_class)->unroot (widget);
}

static void
postern_oauth_page_dispose (GObject *object)
{
  PosternOauthPage *self = POSTERN_OAUTH_PAGE (object);

  cancel_clicked_cb (self);
  g_clear_handle_id (&self->clock, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_OAUTH_PAGE);
  g_clear_object (&self->running);
  g_clear_pointer (&self->secret, postern_secret_unref);
  g_clear_pointer (&self->uri, g_free);

  G_OBJECT_CLASS (postern_oauth_page_parent_class)->dispose (object);
}

static void
postern_oauth_page_class_init (PosternOauthPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_oauth_page_dispose;
  POSTERN_PAGE_CLASS (klass)->enter = postern_oauth_page_enter;
  POSTERN_PAGE_CLASS (klass)->may_close = postern_oauth_page_may_close;
  widget_class->unroot = postern_oauth_page_unroot;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-oauth-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternOauthPage, registration);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthPage, ways);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthPage, browser_button);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthPage, device_button);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthPage, app_button);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthPage, what_to_do);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthPage, code_box);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthPage, code);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthPage, time_left);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, PosternOauthPage, done);
  gtk_widget_class_bind_template_callback (widget_class, update_ways);
  gtk_widget_class_bind_template_callback (widget_class, browser_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, device_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, app_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
}

static void
postern_oauth_page_init (PosternOauthPage *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_OAUTH_REGISTRATION);
  gtk_widget_init_template (GTK_WIDGET (self));
}
