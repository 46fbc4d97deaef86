/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/oauth/postern-oauth-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/oauth/postern-oauth-error.h"

/* The longest life of an access token that is believed, and the one where none is told, in seconds. */
#define MAX_LIFE (7 * 24 * 3600)
#define USUAL_LIFE 3600

static const char *const json_types[] = { "application/json", "text/json", "text/javascript", NULL };

/* application/x-www-form-urlencoded from names and values in turn; the caller wipes it. No buffer grows on the way, so
 * that no copy of a secret is left behind. */
static char *
encode_form (const char *const *fields)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_secret_wipe);
  gsize length = 1;
  char *form;
  char *end;

  for (gsize i = 0; fields[i] != NULL; i++)
    {
      g_ptr_array_add (pieces, g_uri_escape_string (fields[i], NULL, FALSE));
      length += strlen (g_ptr_array_index (pieces, i)) + 1;
    }
  form = end = g_malloc (length);
  *end = '\0';
  for (guint i = 0; i < pieces->len; i++)
    {
      if (i > 0)
        end = g_stpcpy (end, i % 2 == 0 ? "&" : "=");
      end = g_stpcpy (end, g_ptr_array_index (pieces, i));
    }

  return form;
}

/* Positive when this computer's clock is ahead. */
static gint64
get_skew (const PosternHttpAnswer *http)
{
  return http->date == NULL ? 0 : g_get_real_time () / G_USEC_PER_SEC - g_date_time_to_unix (http->date);
}

/**
 * postern_oauth_request_post:
 * @client: the registration
 * @uri: where to
 * @fields: names and values in turn, %NULL-terminated
 * @cancellable: (nullable): ends it at any time
 * @error: return location for a #PosternOauthError, a #PosternHttpError or %G_IO_ERROR_CANCELLED
 *
 * Posts a form and reads the answer; one that tells of an error becomes @error. Blocks.
 *
 * Returns: (transfer full): the answer of a success, or %NULL with @error set
 */
PosternOauthAnswer *
postern_oauth_request_post (const PosternOauthClient  *client,
                            const char                *uri,
                            const char *const         *fields,
                            GCancellable              *cancellable,
                            GError                   **error)
{
  char *form = encode_form (fields);
  const PosternHttpRequest request = { .uri = uri, .form = form, .types = json_types, .ca_file = client->ca_file };
  g_autoptr (PosternHttpAnswer) http = postern_http_send (&request, cancellable, error);
  g_autoptr (PosternOauthAnswer) answer = NULL;
  const char *name;

  postern_secret_wipe (form);
  answer = http == NULL ? NULL : postern_oauth_answer_parse (http, error);
  if (answer == NULL)
    return NULL;
  name = postern_oauth_answer_get_text (answer, "error");
  if (name == NULL && http->status == 200)
    return g_steal_pointer (&answer);

  postern_oauth_error_set (error, name, postern_oauth_answer_get_text (answer, "error_description"), get_skew (http));

  return NULL;
}

static PosternOauthTokens *
read_tokens (PosternOauthAnswer  *answer,
             PosternSecret       *refresh_before,
             GError             **error)
{
  g_autoptr (PosternSecret) access = postern_oauth_answer_get_secret (answer, "access_token");
  g_autoptr (PosternSecret) refresh = postern_oauth_answer_get_secret (answer, "refresh_token");
  gint64 life = postern_oauth_answer_get_number (answer, "expires_in", MAX_LIFE, USUAL_LIFE);
  const char *type = postern_oauth_answer_get_text (answer, "token_type");

  if (access == NULL || (type != NULL && g_ascii_strcasecmp (type, "bearer") != 0))
    {
      postern_oauth_error_set (error, NULL, NULL, 0);
      return NULL;
    }

  /* RFC 6749 §6: without a new one, the one before goes on. */
  return postern_oauth_tokens_new (access, refresh != NULL ? refresh : refresh_before,
                                   g_get_real_time () / G_USEC_PER_SEC + life);
}

/* @fields and the client's own, which every request to the token's address carries. */
static PosternOauthTokens *
request (const PosternOauthClient  *client,
         const char *const         *fields,
         PosternSecret             *refresh_before,
         GCancellable              *cancellable,
         GError                   **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (PosternOauthAnswer) answer = NULL;

  for (gsize i = 0; fields[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) fields[i]);
  g_ptr_array_add (all, (gpointer) "client_id");
  g_ptr_array_add (all, client->client_id);
  if (client->client_secret != NULL)
    {
      g_ptr_array_add (all, (gpointer) "client_secret");
      g_ptr_array_add (all, (gpointer) postern_secret_peek (client->client_secret));
    }
  g_ptr_array_add (all, NULL);
  answer = postern_oauth_request_post (client, client->token_uri, (const char *const *) all->pdata, cancellable, error);

  return answer == NULL ? NULL : read_tokens (answer, refresh_before, error);
}

/**
 * postern_oauth_request_tokens:
 * @client: the registration
 * @fields: what the grant needs, names and values in turn, without the client's own
 * @cancellable: (nullable): ends it at any time
 * @error: return location, as postern_oauth_request_post()
 *
 * Asks for tokens (RFC 6749 §4.1.3, RFC 8628 §3.4). Blocks.
 *
 * Returns: (transfer full): the tokens, or %NULL with @error set
 */
PosternOauthTokens *
postern_oauth_request_tokens (const PosternOauthClient  *client,
                              const char *const         *fields,
                              GCancellable              *cancellable,
                              GError                   **error)
{
  g_return_val_if_fail (client != NULL && fields != NULL, NULL);

  return request (client, fields, NULL, cancellable, error);
}

/**
 * postern_oauth_request_refreshed:
 * @client: the registration that @tokens were made for
 * @tokens: tokens with a refresh token
 * @cancellable: (nullable): ends it at any time
 * @error: return location, as postern_oauth_request_post(); %POSTERN_OAUTH_ERROR_REVOKED: sign in again
 *
 * Renews an access token (RFC 6749 §6). Blocks.
 *
 * Returns: (transfer full): the new tokens, which replace @tokens everywhere; or %NULL with @error set
 */
PosternOauthTokens *
postern_oauth_request_refreshed (const PosternOauthClient  *client,
                                 PosternOauthTokens        *tokens,
                                 GCancellable              *cancellable,
                                 GError                   **error)
{
  g_return_val_if_fail (client != NULL && tokens != NULL, NULL);

  if (!postern_oauth_client_check (client, error))
    return NULL;
  if (tokens->refresh == NULL)
    {
      postern_oauth_error_set (error, "invalid_grant", NULL, 0);
      return NULL;
    }

  return request (client,
                  (const char *const[]) { "grant_type", "refresh_token", "refresh_token",
                                          postern_secret_peek (tokens->refresh), "scope", client->scope, NULL },
                  tokens->refresh, cancellable, error);
}

/**
 * postern_oauth_request_app_only:
 * @client: a registration with a secret and an app scope
 * @cancellable: (nullable): ends it at any time
 * @error: return location, as postern_oauth_request_post(), and %POSTERN_OAUTH_ERROR_INPUT
 *
 * Asks for a token for an unattended sender: client credentials (RFC 6749 §4.4), at Microsoft with SMTP.SendAsApp
 * (learn.microsoft.com: “Authenticate an IMAP, POP or SMTP connection using OAuth”). Blocks.
 *
 * Returns: (transfer full): the tokens, without a refresh token; or %NULL with @error set
 */
PosternOauthTokens *
postern_oauth_request_app_only (const PosternOauthClient  *client,
                                GCancellable              *cancellable,
                                GError                   **error)
{
  g_return_val_if_fail (client != NULL, NULL);

  if (!postern_oauth_client_check (client, error))
    return NULL;
  if (client->app_scope == NULL || client->client_secret == NULL)
    {
      g_set_error_literal (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_INPUT,
                           _("An unattended sender needs a client secret, and a provider that allows it. Ask your "
                             "administrator for the secret, or sign in as the account."));
      return NULL;
    }

  return request (client,
                  (const char *const[]) { "grant_type", "client_credentials", "scope", client->app_scope, NULL }, NULL,
                  cancellable, error);
}
