/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/oauth/postern-oauth-client.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/oauth/postern-oauth-error.h"

/* Longer than any client id that a provider gives out. */
#define MAX_CLIENT_ID 256

G_DEFINE_BOXED_TYPE (PosternOauthClient, postern_oauth_client, postern_oauth_client_copy, postern_oauth_client_free)

static gboolean
is_https (const char *uri)
{
  return uri != NULL && g_str_has_prefix (uri, "https://");
}

/* RFC 6749 appendix A.1: visible ASCII and spaces; no provider uses the spaces. */
static gboolean
is_client_id (const char *text)
{
  gsize length = text == NULL ? 0 : strlen (text);

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isgraph (text[i]))
        return FALSE;
    }

  return length > 0 && length <= MAX_CLIENT_ID;
}

/**
 * postern_oauth_client_copy:
 * @self: (nullable): a client
 *
 * Returns: (transfer full) (nullable): the same
 */
PosternOauthClient *
postern_oauth_client_copy (const PosternOauthClient *self)
{
  PosternOauthClient *copy;

  if (self == NULL)
    return NULL;

  copy = g_new0 (PosternOauthClient, 1);
  copy->device_uri = g_strdup (self->device_uri);
  copy->authorize_uri = g_strdup (self->authorize_uri);
  copy->token_uri = g_strdup (self->token_uri);
  copy->scope = g_strdup (self->scope);
  copy->app_scope = g_strdup (self->app_scope);
  copy->client_id = g_strdup (self->client_id);
  copy->client_secret = self->client_secret == NULL ? NULL : postern_secret_ref (self->client_secret);
  copy->ca_file = g_strdup (self->ca_file);

  return copy;
}

/**
 * postern_oauth_client_free:
 * @self: (transfer full) (nullable): a client
 */
void
postern_oauth_client_free (PosternOauthClient *self)
{
  if (self == NULL)
    return;

  g_free (self->device_uri);
  g_free (self->authorize_uri);
  g_free (self->token_uri);
  g_free (self->scope);
  g_free (self->app_scope);
  g_free (self->client_id);
  g_clear_pointer (&self->client_secret, postern_secret_unref);
  g_free (self->ca_file);
  g_free (self);
}

/**
 * postern_oauth_client_check:
 * @self: a client
 * @error: return location for %POSTERN_OAUTH_ERROR_INPUT
 *
 * Returns: whether tokens can be asked for with it
 */
gboolean
postern_oauth_client_check (const PosternOauthClient  *self,
                            GError                   **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!is_https (self->token_uri) || self->scope == NULL ||
      (self->device_uri != NULL && !is_https (self->device_uri)) ||
      (self->authorize_uri != NULL && !is_https (self->authorize_uri)))
    {
      g_set_error_literal (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_INPUT,
                           _("For this provider no sign-in with OAuth 2.0 is known. Choose another way."));
      return FALSE;
    }
  if (!is_client_id (self->client_id))
    {
      g_set_error_literal (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_INPUT,
                           _("The client id of the app registration is missing or has a space in it. Copy it from the "
                             "registration’s page, or ask your administrator for it."));
      return FALSE;
    }

  return TRUE;
}
