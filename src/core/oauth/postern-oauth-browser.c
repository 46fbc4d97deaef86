/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/oauth/postern-oauth-browser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-passphrase.h"
#include "core/oauth/postern-oauth-error.h"
#include "core/oauth/postern-oauth-loopback.h"
#include "core/oauth/postern-oauth-request.h"

/* Bytes of randomness: 43 characters of base64url, the least that RFC 7636 §4.1 allows. */
#define N_RANDOM 32

struct _PosternOauthBrowser
{
  PosternOauthClient   *client;
  PosternOauthLoopback *loopback;
  char                 *redirect_uri;
  char                 *state;
  char                 *uri;
  PosternSecret        *verifier;
};

/* RFC 4648 §5 without padding. */
static char *
encode_url (const guchar *bytes,
            gsize         length)
{
  char *text = g_base64_encode (bytes, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';

  return text;
}

static char *
make_random (GError **error)
{
  guchar bytes[N_RANDOM];
  char *text = NULL;

  if (postern_random_fill (bytes, sizeof bytes, error))
    text = encode_url (bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);

  return text;
}

/* RFC 7636 §4.2, method S256. */
static char *
make_challenge (PosternSecret *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) postern_secret_peek (verifier),
                     (gssize) postern_secret_get_length (verifier));
  g_checksum_get_digest (checksum, digest, &length);

  return encode_url (digest, length);
}

static void
append (GString    *uri,
        const char *name,
        const char *value)
{
  g_string_append_c (uri, strchr (uri->str, '?') == NULL ? '?' : '&');
  g_string_append (uri, name);
  g_string_append_c (uri, '=');
  g_string_append_uri_escaped (uri, value, NULL, FALSE);
}

static char *
make_uri (PosternOauthBrowser *self,
          const char          *account)
{
  g_autofree char *challenge = make_challenge (self->verifier);
  GString *uri = g_string_new (self->client->authorize_uri);

  append (uri, "response_type", "code");
  append (uri, "client_id", self->client->client_id);
  append (uri, "redirect_uri", self->redirect_uri);
  append (uri, "scope", self->client->scope);
  append (uri, "state", self->state);
  append (uri, "code_challenge", challenge);
  append (uri, "code_challenge_method", "S256");
  /* Google gives a refresh token only when it is asked so; others pass over it. */
  append (uri, "access_type", "offline");
  if (account != NULL)
    append (uri, "login_hint", account);

  return g_string_free (uri, FALSE);
}

static gboolean
make_secrets (PosternOauthBrowser  *self,
              GError              **error)
{
  char *verifier = make_random (error);

  if (verifier == NULL)
    return FALSE;
  self->verifier = postern_secret_new (verifier, -1);
  postern_secret_wipe (verifier);
  self->state = make_random (error);

  return self->state != NULL;
}

/**
 * postern_oauth_browser_begin:
 * @client: the registration; copied
 * @account: (nullable): the account that is to sign in, which the page then fills in
 * @error: return location for %POSTERN_OAUTH_ERROR_INPUT or an error of GIO
 *
 * Begins to listen for the browser, and makes the address to open.
 *
 * Returns: (transfer full): the sign-in, or %NULL with @error set
 */
PosternOauthBrowser *
postern_oauth_browser_begin (const PosternOauthClient  *client,
                             const char                *account,
                             GError                   **error)
{
  g_autoptr (PosternOauthBrowser) self = NULL;

  g_return_val_if_fail (client != NULL, NULL);

  if (!postern_oauth_client_check (client, error))
    return NULL;
  if (client->authorize_uri == NULL)
    {
      g_set_error_literal (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_INPUT,
                           _("For this provider no sign-in in the browser is known. Choose another way."));
      return NULL;
    }
  self = g_new0 (PosternOauthBrowser, 1);
  self->client = postern_oauth_client_copy (client);
  self->loopback = postern_oauth_loopback_new (error);
  if (self->loopback == NULL || !make_secrets (self, error))
    return NULL;
  /* By name and without a path: so Microsoft lets the port differ from the registered address. */
  self->redirect_uri = g_strdup_printf ("http://localhost:%u", postern_oauth_loopback_get_port (self->loopback));
  self->uri = make_uri (self, account);

  return g_steal_pointer (&self);
}

const char *
postern_oauth_browser_get_uri (PosternOauthBrowser *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uri;
}

/* The values are wiped by the table. */
static GHashTable *
parse_query (const char *query)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) postern_secret_wipe);
  GUriParamsIter iter;
  char *name;
  char *value;

  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL))
    g_hash_table_replace (values, name, value);

  return values;
}

/* RFC 6749 §10.12: an answer that somebody else has made the browser bring is not ours. */
static gboolean
check_values (PosternOauthBrowser  *self,
              GHashTable           *values,
              GError              **error)
{
  const char *problem = g_hash_table_lookup (values, "error");

  if (g_strcmp0 (g_hash_table_lookup (values, "state"), self->state) != 0)
    {
      g_set_error_literal (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_STATE,
                           _("The browser came back with the answer to another sign-in, so it was not used. Close the "
                             "other pages and begin again."));
      return FALSE;
    }
  if (problem != NULL || g_hash_table_lookup (values, "code") == NULL)
    {
      postern_oauth_error_set (error, problem, g_hash_table_lookup (values, "error_description"), 0);
      return FALSE;
    }

  return TRUE;
}

/**
 * postern_oauth_browser_wait:
 * @self: a sign-in
 * @cancellable: (nullable): ends it at any time
 * @error: return location for a #PosternOauthError, a #PosternHttpError, %G_IO_ERROR_CANCELLED or an error of GIO
 *
 * Waits until the browser comes back, and changes what it brings into tokens. Blocks, at most
 * %POSTERN_OAUTH_BROWSER_TIMEOUT.
 *
 * Returns: (transfer full): the tokens, or %NULL with @error set
 */
PosternOauthTokens *
postern_oauth_browser_wait (PosternOauthBrowser  *self,
                            GCancellable         *cancellable,
                            GError              **error)
{
  g_autoptr (GHashTable) values = NULL;
  char *query;

  g_return_val_if_fail (self != NULL, NULL);

  query = postern_oauth_loopback_wait (self->loopback, POSTERN_OAUTH_BROWSER_TIMEOUT, cancellable, error);
  if (query == NULL)
    return NULL;
  values = parse_query (query);
  postern_secret_wipe (query);
  if (!check_values (self, values, error))
    return NULL;

  return postern_oauth_request_tokens (
      self->client,
      (const char *const[]) { "grant_type", "authorization_code", "code", g_hash_table_lookup (values, "code"),
                              "redirect_uri", self->redirect_uri, "code_verifier",
                              postern_secret_peek (self->verifier), NULL },
      cancellable, error);
}

/**
 * postern_oauth_browser_free:
 * @self: (transfer full) (nullable): a sign-in
 */
void
postern_oauth_browser_free (PosternOauthBrowser *self)
{
  if (self == NULL)
    return;

  postern_oauth_client_free (self->client);
  g_clear_pointer (&self->loopback, postern_oauth_loopback_free);
  g_clear_pointer (&self->verifier, postern_secret_unref);
  g_free (self->redirect_uri);
  g_free (self->state);
  g_free (self->uri);
  g_free (self);
}
