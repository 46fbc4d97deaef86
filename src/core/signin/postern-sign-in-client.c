/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/signin/postern-sign-in.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/oauth/postern-oauth-error.h"

#define MAX_TENANT 253

/* An id or a domain; nothing that could lead the address elsewhere. */
static gboolean
is_tenant (const char *text)
{
  gsize length = text == NULL ? 0 : strlen (text);

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '.')
        return FALSE;
    }

  return length > 0 && length <= MAX_TENANT && g_ascii_isalnum (*text);
}

static char *
fill_in (const char *uri,
         const char *tenant)
{
  g_autoptr (GString) filled = NULL;

  if (uri == NULL)
    return NULL;

  filled = g_string_new (uri);
  g_string_replace (filled, "{tenant}", tenant == NULL ? "" : tenant, 0);

  return g_strdup (filled->str);
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_INPUT, message);

  return FALSE;
}

static gboolean
check (const PosternProviderOauth  *oauth,
       const char                  *tenant,
       PosternSecret               *client_secret,
       GError                     **error)
{
  if (oauth == NULL)
    return refuse (error, _("For this provider no sign-in with OAuth 2.0 is known. Choose another way."));
  if (postern_provider_oauth_needs_tenant (oauth) && !is_tenant (tenant))
    return refuse (error, _("The directory (tenant) id is missing or has a character in it that does not belong there. "
                            "Copy it from the registration’s page, or write your organisation’s domain."));
  if (oauth->needs_secret && client_secret == NULL)
    return refuse (error, _("This provider wants the client secret of the registration as well. Copy it from the "
                            "registration’s page."));

  return TRUE;
}

/**
 * postern_sign_in_make_client:
 * @provider: (nullable): the provider
 * @client_id: (nullable): the id of the organisation's registration
 * @tenant: (nullable): its directory, an id or a domain
 * @client_secret: (nullable): its secret
 * @error: return location for %POSTERN_OAUTH_ERROR_INPUT
 *
 * Returns: (transfer full): the client, which can be asked with, or %NULL with @error set
 */
PosternOauthClient *
postern_sign_in_make_client (PosternProvider  *provider,
                             const char       *client_id,
                             const char       *tenant,
                             PosternSecret    *client_secret,
                             GError          **error)
{
  const PosternProviderOauth *oauth = provider == NULL ? NULL : provider->oauth;
  g_autoptr (PosternOauthClient) client = NULL;

  if (!check (oauth, tenant, client_secret, error))
    return NULL;

  client = g_new0 (PosternOauthClient, 1);
  client->device_uri = fill_in (oauth->device_uri, tenant);
  client->authorize_uri = fill_in (oauth->authorize_uri, tenant);
  client->token_uri = fill_in (oauth->token_uri, tenant);
  client->scope = g_strdup (oauth->scope);
  client->app_scope = g_strdup (oauth->app_scope);
  client->client_id = g_strdup (client_id);
  client->client_secret = client_secret == NULL ? NULL : postern_secret_ref (client_secret);
  client->ca_file = g_strdup (oauth->ca_file);

  return postern_oauth_client_check (client, error) ? g_steal_pointer (&client) : NULL;
}
