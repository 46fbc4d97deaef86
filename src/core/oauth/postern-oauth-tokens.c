/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/oauth/postern-oauth-tokens.h"

#include <errno.h>
#include <string.h>

#include "core/oauth/postern-oauth-error.h"

/* What stands before packed tokens in the keyring; a password never begins so. */
#define MARK "postern-oauth-1"

G_DEFINE_BOXED_TYPE (PosternOauthTokens, postern_oauth_tokens, postern_oauth_tokens_ref, postern_oauth_tokens_unref)

static void
clear (gpointer data)
{
  PosternOauthTokens *self = data;

  g_clear_pointer (&self->access, postern_secret_unref);
  g_clear_pointer (&self->refresh, postern_secret_unref);
}

/**
 * postern_oauth_tokens_new:
 * @access: (nullable): the access token
 * @refresh: (nullable): the refresh token; one of the two is there
 * @expires: when @access ends, Unix time in seconds
 *
 * Returns: (transfer full): the tokens
 */
PosternOauthTokens *
postern_oauth_tokens_new (PosternSecret *access,
                          PosternSecret *refresh,
                          gint64         expires)
{
  PosternOauthTokens *self;

  g_return_val_if_fail (access != NULL || refresh != NULL, NULL);

  self = g_atomic_rc_box_new0 (PosternOauthTokens);
  self->access = access == NULL ? NULL : postern_secret_ref (access);
  self->refresh = refresh == NULL ? NULL : postern_secret_ref (refresh);
  self->expires = expires;

  return self;
}

/** Returns: (transfer full): @self */
PosternOauthTokens *
postern_oauth_tokens_ref (PosternOauthTokens *self)
{
  return g_atomic_rc_box_acquire (self);
}

/** Gives one reference to @self (nullable) back. */
void
postern_oauth_tokens_unref (PosternOauthTokens *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

/** Returns: whether the access token counts for %POSTERN_OAUTH_TOKENS_MARGIN seconds more */
gboolean
postern_oauth_tokens_is_fresh (PosternOauthTokens *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->access != NULL && self->expires - POSTERN_OAUTH_TOKENS_MARGIN > g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * postern_oauth_tokens_pack:
 * @self: tokens
 *
 * Only what is needed to come back is kept: with a refresh token, the access token is left out, for it ends within the
 * hour and the keyring's items are small.
 *
 * Returns: (transfer full): one secret for the keyring
 */
PosternSecret *
postern_oauth_tokens_pack (PosternOauthTokens *self)
{
  g_autofree char *expires = NULL;
  const char *token;
  PosternSecret *packed;
  char *text;

  g_return_val_if_fail (self != NULL, NULL);

  token = postern_secret_peek (self->refresh != NULL ? self->refresh : self->access);
  expires = g_strdup_printf ("%" G_GINT64_FORMAT, self->expires);
  text = g_strconcat (MARK, self->refresh != NULL ? " refresh " : " access ", expires, " ", token, NULL);
  packed = postern_secret_new (text, -1);
  postern_secret_wipe (text);

  return packed;
}

/* Returns what comes after @word and a space, or NULL. */
static const char *
skip_word (const char *text,
           const char *word)
{
  gsize length = strlen (word);

  return text != NULL && strncmp (text, word, length) == 0 && text[length] == ' ' ? text + length + 1 : NULL;
}

/**
 * postern_oauth_tokens_unpack:
 * @packed: what postern_oauth_tokens_pack() has made
 * @error: return location for %POSTERN_OAUTH_ERROR_REVOKED when it is something else, such as a password
 *
 * Returns: (transfer full): the tokens; without an access token when there is a refresh token
 */
PosternOauthTokens *
postern_oauth_tokens_unpack (PosternSecret  *packed,
                             GError        **error)
{
  const char *rest;
  const char *access;
  const char *refresh;
  g_autoptr (PosternSecret) token = NULL;
  char *end = NULL;
  gint64 expires;

  g_return_val_if_fail (packed != NULL, NULL);

  rest = skip_word (postern_secret_peek (packed), MARK);
  access = skip_word (rest, "access");
  refresh = skip_word (rest, "refresh");
  rest = access != NULL ? access : refresh;
  errno = 0;
  expires = rest == NULL ? 0 : g_ascii_strtoll (rest, &end, 10);
  if (rest == NULL || errno != 0 || end == rest || *end != ' ' || end[1] == '\0')
    {
      postern_oauth_error_set (error, "invalid_grant", NULL, 0);
      return NULL;
    }
  token = postern_secret_new (end + 1, -1);

  return postern_oauth_tokens_new (access != NULL ? token : NULL, refresh != NULL ? token : NULL, expires);
}
