/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-oauth.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/oauth/postern-oauth-browser.h"
#include "core/oauth/postern-oauth-device.h"
#include "core/oauth/postern-oauth-request.h"
#include "core/records/postern-vault.h"
#include "ctl/ctl-finding.h"
#include "ctl/ctl-output.h"

static void
print_code (const PosternOauthDeviceCode *code,
            gboolean                      json)
{
  gint64 left = (code->expires - g_get_monotonic_time ()) / G_USEC_PER_SEC;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!json)
    {
      /* Translators: the first %s is a web page, the second a code, %d a number of minutes. */
      ctl_print (_("Open %s in a browser and type in this code: %s\nIt counts for %d minutes. Waiting…\n"), code->uri,
                 code->user_code, (int) (left / 60));
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "event", "code");
  ctl_json_set_string (builder, "uri", code->uri);
  ctl_json_set_string (builder, "code", code->user_code);
  ctl_json_set_int (builder, "expires_in", left);
  json_builder_end_object (builder);
  ctl_json_print (builder, FALSE);
}

static PosternOauthTokens *
sign_in_with_code (const PosternOauthClient  *client,
                   gboolean                   json,
                   GError                   **error)
{
  g_autoptr (PosternOauthDeviceCode) code = postern_oauth_device_begin (client, NULL, error);

  if (code == NULL)
    return NULL;
  print_code (code, json);

  return postern_oauth_device_wait (client, code, NULL, error);
}

static void
print_page (const char *uri,
            gboolean    json)
{
  g_autofree char *quoted = ctl_json_quote (uri);

  if (json)
    ctl_print ("{\"event\":\"page\",\"uri\":%s}\n", quoted);
  else
    /* Translators: %s is a web page. */
    ctl_print (_("Sign in as the account that sends, on this computer, at this page:\n%s\nWaiting…\n"), uri);
}

/* The browser comes up by itself where there is one; the address is printed in any case. */
static PosternOauthTokens *
sign_in_with_browser (const PosternOauthClient  *client,
                      const char                *account,
                      gboolean                   json,
                      GError                   **error)
{
  g_autoptr (PosternOauthBrowser) browser = postern_oauth_browser_begin (client, account, error);
  g_autoptr (GError) unopened = NULL;

  if (browser == NULL)
    return NULL;
  print_page (postern_oauth_browser_get_uri (browser), json);
  if (!g_app_info_launch_default_for_uri (postern_oauth_browser_get_uri (browser), NULL, &unopened))
    g_debug ("No browser: %s", unopened->message);

  return postern_oauth_browser_wait (browser, NULL, error);
}

/* The one from the file, else the one that the record has already; not every registration has one. */
static gboolean
load_secret (const CtlOauth  *self,
             PosternRecord   *record,
             PosternSecret  **secret,
             GError         **error)
{
  if (self->client_secret_file != NULL)
    *secret = postern_secret_read_file (self->client_secret_file, error);
  else if (postern_record_get_password_recorded (record))
    *secret = postern_vault_lookup_client (record, NULL, NULL);

  return self->client_secret_file == NULL || *secret != NULL;
}

/**
 * ctl_oauth_add_options:
 * @self: where the options go
 * @context: where they are added
 */
void
ctl_oauth_add_options (CtlOauth       *self,
                       GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "browser", 0, 0, G_OPTION_ARG_NONE, &self->browser,
      N_("Sign in with the browser of this computer, not with a code"), NULL },
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &self->client_id, N_("The id of your organisation’s app registration"),
      N_("ID") },
    { "tenant", 0, 0, G_OPTION_ARG_STRING, &self->tenant, N_("Its directory: the tenant id or your domain"), N_("ID") },
    { "client-secret-file", 0, 0, G_OPTION_ARG_FILENAME, &self->client_secret_file,
      N_("Read its secret from FILE, and sign in with it alone where the provider allows that"), N_("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/**
 * ctl_oauth_fill:
 * @self: the options
 * @provider: (nullable): the provider
 * @record: the record that is to sign in so
 * @error: return location for %CTL_ERROR_USAGE
 *
 * Sets what @self says of @record. Where no tenant is named, the account's domain stands for it.
 *
 * Returns: whether the provider can do it
 */
gboolean
ctl_oauth_fill (const CtlOauth   *self,
                PosternProvider  *provider,
                PosternRecord    *record,
                GError          **error)
{
  const PosternProviderOauth *oauth = provider == NULL ? NULL : provider->oauth;
  const char *domain = strrchr (postern_record_get_account (record), '@');
  gboolean app;

  if (oauth == NULL)
    return ctl_refuse (error, _("For this provider no sign-in with OAuth 2.0 is known. Leave --oauth out."));
  if (self->client_id != NULL)
    postern_record_set_client_id (record, self->client_id);
  if (self->tenant != NULL)
    postern_record_set_tenant (record, self->tenant);
  else if (postern_record_get_tenant (record) == NULL && domain != NULL && postern_provider_oauth_needs_tenant (oauth))
    postern_record_set_tenant (record, domain + 1);
  app = self->client_secret_file != NULL && !self->browser && oauth->app_scope != NULL;
  if (app || postern_record_get_sign_in (record) == POSTERN_SIGN_IN_PASSWORD)
    postern_record_set_sign_in (record, app ? POSTERN_SIGN_IN_OAUTH_APP : POSTERN_SIGN_IN_OAUTH);

  return TRUE;
}

/**
 * ctl_oauth_sign_in:
 * @self: the options
 * @provider: the provider
 * @store: where the record is kept
 * @record: the record, filled by ctl_oauth_fill()
 * @json: whether to print for other programs
 * @error: return location for a #PosternOauthError, a #PosternHttpError, a #PosternStoreError or a #PosternVaultError
 *
 * Signs in, and keeps what that brings. Nothing is kept before.
 *
 * Returns: whether the record can be used
 */
gboolean
ctl_oauth_sign_in (const CtlOauth   *self,
                   PosternProvider  *provider,
                   PosternStore     *store,
                   PosternRecord    *record,
                   gboolean          json,
                   GError          **error)
{
  gboolean app = postern_record_get_sign_in (record) == POSTERN_SIGN_IN_OAUTH_APP;
  g_autoptr (PosternSecret) secret = NULL;
  g_autoptr (PosternOauthClient) client = NULL;
  g_autoptr (PosternOauthTokens) tokens = NULL;

  if (!load_secret (self, record, &secret, error))
    return FALSE;
  client = postern_sign_in_make_client (provider, postern_record_get_client_id (record),
                                        postern_record_get_tenant (record), secret, error);
  if (client == NULL)
    return FALSE;
  if (app)
    tokens = postern_oauth_request_app_only (client, NULL, error);
  else if (self->browser)
    tokens = sign_in_with_browser (client, postern_record_get_account (record), json, error);
  else
    tokens = sign_in_with_code (client, json, error);

  return tokens != NULL && postern_sign_in_keep (store, record, tokens, secret, NULL, error);
}

/**
 * ctl_oauth_fail:
 * @catalogue: the catalogue
 * @record: the record that was to sign in
 * @error: why it could not
 * @json: whether to print for other programs
 *
 * Explains what the provider has answered; anything else is one line on standard error.
 *
 * Returns: the exit code
 */
CtlStatus
ctl_oauth_fail (PosternCatalogue *catalogue,
                PosternRecord    *record,
                const GError     *error,
                gboolean          json)
{
  g_autoptr (PosternFinding) finding = NULL;

  if (record != NULL)
    finding = postern_diagnosis_explain_oauth (catalogue, error, postern_record_get_provider (record),
                                               postern_record_get_account (record));
  if (finding == NULL)
    return ctl_fail_error (error);
  ctl_finding_print (finding, json);

  return CTL_PROBLEM;
}

/**
 * ctl_oauth_clear:
 * @self: options
 *
 * Frees what they hold.
 */
void
ctl_oauth_clear (CtlOauth *self)
{
  g_free (self->client_id);
  g_free (self->tenant);
  g_free (self->client_secret_file);
}
