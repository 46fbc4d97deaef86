/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/oauth/postern-oauth-device.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/network/postern-http.h"
#include "core/oauth/postern-oauth-error.h"
#include "core/oauth/postern-oauth-request.h"

/* RFC 8628 §3.2 and §3.5, in seconds. */
#define USUAL_INTERVAL 5
#define MAX_INTERVAL 60
#define SLOW_DOWN_STEP 5
#define MAX_LIFE 3600
#define USUAL_LIFE 900
/* So many questions in a row may get no answer: networks have bad moments. */
#define MAX_FAULTS 5
#define MAX_USER_CODE 64

#define GRANT "urn:ietf:params:oauth:grant-type:device_code"

/* What is shown to the person, and opened in the browser, comes from the server: only https, and only a short code. */
static char *
dup_page (PosternOauthAnswer *answer,
          const char         *name)
{
  const char *uri = postern_oauth_answer_get_text (answer, name);

  return uri != NULL && g_str_has_prefix (uri, "https://") && g_uri_is_valid (uri, G_URI_FLAGS_NONE, NULL)
           ? g_strdup (uri)
           : NULL;
}

static char *
dup_user_code (PosternOauthAnswer *answer)
{
  const char *code = postern_oauth_answer_get_text (answer, "user_code");
  gsize length = code == NULL ? 0 : strlen (code);

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isgraph (code[i]) && code[i] != ' ')
        return NULL;
    }

  return length > 0 && length <= MAX_USER_CODE ? g_strdup (code) : NULL;
}

static PosternOauthDeviceCode *
read_code (PosternOauthAnswer  *answer,
           GError             **error)
{
  g_autoptr (PosternOauthDeviceCode) self = g_new0 (PosternOauthDeviceCode, 1);
  gint64 life = postern_oauth_answer_get_number (answer, "expires_in", MAX_LIFE, USUAL_LIFE);

  self->device_code = postern_oauth_answer_get_secret (answer, "device_code");
  self->user_code = dup_user_code (answer);
  self->uri = dup_page (answer, "verification_uri");
  /* Google's name for the same. */
  if (self->uri == NULL)
    self->uri = dup_page (answer, "verification_url");
  self->complete_uri = dup_page (answer, "verification_uri_complete");
  self->interval = (guint) postern_oauth_answer_get_number (answer, "interval", MAX_INTERVAL, USUAL_INTERVAL);
  self->expires = g_get_monotonic_time () + life * G_USEC_PER_SEC;
  if (self->device_code != NULL && self->user_code != NULL && self->uri != NULL)
    return g_steal_pointer (&self);

  postern_oauth_error_set (error, NULL, NULL, 0);

  return NULL;
}

/**
 * postern_oauth_device_begin:
 * @client: the registration
 * @cancellable: (nullable): ends it at any time
 * @error: return location for a #PosternOauthError, a #PosternHttpError or %G_IO_ERROR_CANCELLED
 *
 * Asks for a code that the person types into a page of the provider (RFC 8628 §3.1). Blocks.
 *
 * Returns: (transfer full): the code, or %NULL with @error set
 */
PosternOauthDeviceCode *
postern_oauth_device_begin (const PosternOauthClient  *client,
                            GCancellable              *cancellable,
                            GError                   **error)
{
  const char *fields[] = { "client_id", NULL, "scope", NULL, NULL };
  g_autoptr (PosternOauthAnswer) answer = NULL;

  g_return_val_if_fail (client != NULL, NULL);

  if (!postern_oauth_client_check (client, error))
    return NULL;
  if (client->device_uri == NULL)
    {
      g_set_error_literal (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_INPUT,
                           _("This provider gives out no codes for sending mail. Sign in with the browser on this "
                             "computer."));
      return NULL;
    }
  fields[1] = client->client_id;
  fields[3] = client->scope;
  answer = postern_oauth_request_post (client, client->device_uri, fields, cancellable, error);

  return answer == NULL ? NULL : read_code (answer, error);
}

/* Sleeps, but wakes when it is cancelled. */
static gboolean
pause_for (guint          seconds,
           GCancellable  *cancellable,
           GError       **error)
{
  GPollFD fd;

  if (!g_cancellable_make_pollfd (cancellable, &fd))
    {
      g_usleep (seconds * G_USEC_PER_SEC);
      return TRUE;
    }
  g_poll (&fd, 1, (int) seconds * 1000);
  g_cancellable_release_fd (cancellable);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
is_passing_fault (const GError *error)
{
  return g_error_matches (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_UNREACHABLE) ||
         g_error_matches (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_TIMED_OUT);
}

/* Whether to ask again; the interval grows where the server wants it (RFC 8628 §3.5). */
static gboolean
may_ask_again (const GError *error,
               guint        *interval,
               guint        *n_faults)
{
  if (g_error_matches (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_PENDING))
    *n_faults = 0;
  else if (g_error_matches (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_SLOW_DOWN))
    *interval = MIN (*interval + SLOW_DOWN_STEP, MAX_INTERVAL);
  else if (!is_passing_fault (error) || ++*n_faults > MAX_FAULTS)
    return FALSE;

  return TRUE;
}

/**
 * postern_oauth_device_wait:
 * @client: the registration
 * @code: what postern_oauth_device_begin() gave
 * @cancellable: (nullable): ends it at any time
 * @error: return location, as postern_oauth_device_begin()
 *
 * Asks at the server's interval until the person has signed in, has declined, or the code has ended. Blocks as long.
 *
 * Returns: (transfer full): the tokens, or %NULL with @error set
 */
PosternOauthTokens *
postern_oauth_device_wait (const PosternOauthClient      *client,
                           const PosternOauthDeviceCode  *code,
                           GCancellable                  *cancellable,
                           GError                       **error)
{
  guint interval;
  guint n_faults = 0;

  g_return_val_if_fail (client != NULL && code != NULL, NULL);

  interval = code->interval;
  while (g_get_monotonic_time () < code->expires)
    {
      g_autoptr (GError) reason = NULL;
      PosternOauthTokens *tokens;

      if (!pause_for (interval, cancellable, error))
        return NULL;
      tokens = postern_oauth_request_tokens (
          client,
          (const char *const[]) { "grant_type", GRANT, "device_code", postern_secret_peek (code->device_code), NULL },
          cancellable, &reason);
      if (tokens != NULL)
        return tokens;
      if (!may_ask_again (reason, &interval, &n_faults))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return NULL;
        }
    }
  postern_oauth_error_set (error, "expired_token", NULL, 0);

  return NULL;
}

/**
 * postern_oauth_device_code_free:
 * @self: (transfer full) (nullable): a code
 */
void
postern_oauth_device_code_free (PosternOauthDeviceCode *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->device_code, postern_secret_unref);
  g_free (self->user_code);
  g_free (self->uri);
  g_free (self->complete_uri);
  g_free (self);
}
