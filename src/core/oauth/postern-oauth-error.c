/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/oauth/postern-oauth-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Tokens and signed requests stop counting when the clocks differ by more than this, in seconds. */
#define MAX_SKEW 300
/* As much of the server's own words as fits a message; they may come from anywhere. */
#define MAX_WORDS 300

/* A row counts when the error's name fits (any when NULL) and @words, if any, are in the description. Microsoft tells
 * most causes by its AADSTS numbers only: learn.microsoft.com/entra/identity-platform/reference-error-codes. */
typedef struct
{
  const char         *name;
  const char         *words;
  PosternOauthError   code;
} Cause;

static const Cause causes[] = {
  { "authorization_pending", NULL, POSTERN_OAUTH_ERROR_PENDING },
  { "slow_down", NULL, POSTERN_OAUTH_ERROR_SLOW_DOWN },
  { "authorization_declined", NULL, POSTERN_OAUTH_ERROR_DECLINED },
  { "access_denied", "AADSTS65004", POSTERN_OAUTH_ERROR_DECLINED },
  { "expired_token", NULL, POSTERN_OAUTH_ERROR_EXPIRED },
  { "code_expired", NULL, POSTERN_OAUTH_ERROR_EXPIRED },
  { NULL, "AADSTS65001", POSTERN_OAUTH_ERROR_CONSENT },
  { NULL, "AADSTS90094", POSTERN_OAUTH_ERROR_CONSENT },
  { NULL, "AADSTS90095", POSTERN_OAUTH_ERROR_CONSENT },
  { "consent_required", NULL, POSTERN_OAUTH_ERROR_CONSENT },
  { NULL, "AADSTS700016", POSTERN_OAUTH_ERROR_CLIENT },
  { NULL, "AADSTS7000218", POSTERN_OAUTH_ERROR_CLIENT },
  { NULL, "AADSTS7000215", POSTERN_OAUTH_ERROR_CLIENT },
  { NULL, "AADSTS7000222", POSTERN_OAUTH_ERROR_CLIENT },
  { "invalid_client", NULL, POSTERN_OAUTH_ERROR_CLIENT },
  { "unauthorized_client", NULL, POSTERN_OAUTH_ERROR_CLIENT },
  { "access_denied", NULL, POSTERN_OAUTH_ERROR_DECLINED },
  { "interaction_required", NULL, POSTERN_OAUTH_ERROR_REVOKED },
  { "invalid_grant", NULL, POSTERN_OAUTH_ERROR_REVOKED },
};

G_DEFINE_QUARK (postern-oauth-error-quark, postern_oauth_error)

static PosternOauthError
find_code (const char *name,
           const char *description)
{
  for (gsize i = 0; i < G_N_ELEMENTS (causes); i++)
    {
      const Cause *cause = &causes[i];

      if ((cause->name == NULL || g_strcmp0 (cause->name, name) == 0) &&
          (cause->words == NULL || (description != NULL && strstr (description, cause->words) != NULL)))
        return cause->code;
    }

  return POSTERN_OAUTH_ERROR_REFUSED;
}

static const char *
get_sentence (PosternOauthError code)
{
  switch (code)
    {
    case POSTERN_OAUTH_ERROR_PENDING:
    case POSTERN_OAUTH_ERROR_SLOW_DOWN:
      return _("The sign-in in the browser is not finished yet.");
    case POSTERN_OAUTH_ERROR_DECLINED:
      return _("The sign-in was declined in the browser. If that was a mistake, begin again.");
    case POSTERN_OAUTH_ERROR_EXPIRED:
      return _("The code was not used in time. Begin again, and you get a new one.");
    case POSTERN_OAUTH_ERROR_CLIENT:
      return _("The provider does not know this app registration, or does not allow it to do this. Compare the client "
               "id, the directory (tenant) id and the client secret with the registration, or ask your administrator.");
    case POSTERN_OAUTH_ERROR_CONSENT:
      return _("An administrator has to agree before this app may send mail. Send the letter to your administrator, "
               "then begin again.");
    case POSTERN_OAUTH_ERROR_REVOKED:
      return _("The provider no longer accepts the stored sign-in. That happens after a new password, or when somebody "
               "has withdrawn it. Sign in again in the browser.");
    case POSTERN_OAUTH_ERROR_CLOCK:
      return _("The provider refused, and the clock of this computer is wrong. Set date and time, then try again.");
    case POSTERN_OAUTH_ERROR_ANSWER:
      return _("The provider’s answer makes no sense to Postern. Try again later.");
    case POSTERN_OAUTH_ERROR_INPUT:
    case POSTERN_OAUTH_ERROR_STATE:
    case POSTERN_OAUTH_ERROR_REFUSED:
    default:
      return _("The provider refused the sign-in.");
    }
}

/* One line, bounded, valid: what servers write goes into a message. */
static char *
clean_words (const char *name,
             const char *description)
{
  const char *words = description != NULL && *description != '\0' ? description : name;
  g_autofree char *valid = g_utf8_make_valid (words == NULL ? "" : words, -1);

  valid[strcspn (valid, "\r\n")] = '\0';
  if (g_utf8_strlen (valid, -1) > MAX_WORDS)
    *g_utf8_offset_to_pointer (valid, MAX_WORDS) = '\0';

  return g_steal_pointer (&valid);
}

/**
 * postern_oauth_error_set:
 * @error: return location, perhaps %NULL
 * @name: (nullable): the error's name as the server sent it (RFC 6749 §5.2); %NULL when there was no answer to read
 * @description: (nullable): the server's own words
 * @skew: seconds by which this computer's clock differs from the server's, 0 when that is not known
 *
 * Sets a #PosternOauthError that says what happened and what to do, with the server's words at its end.
 */
void
postern_oauth_error_set (GError     **error,
                         const char  *name,
                         const char  *description,
                         gint64       skew)
{
  PosternOauthError code = name == NULL ? POSTERN_OAUTH_ERROR_ANSWER : find_code (name, description);
  g_autofree char *words = clean_words (name, description);

  if (ABS (skew) > MAX_SKEW && (code == POSTERN_OAUTH_ERROR_REVOKED || code == POSTERN_OAUTH_ERROR_REFUSED ||
                                code == POSTERN_OAUTH_ERROR_CLIENT))
    code = POSTERN_OAUTH_ERROR_CLOCK;
  if (*words == '\0')
    g_set_error_literal (error, POSTERN_OAUTH_ERROR, (int) code, get_sentence (code));
  else
    g_set_error (error, POSTERN_OAUTH_ERROR, (int) code,
                 /* Translators: the first %s is a sentence, the second one the provider's own words. */
                 _("%s The provider’s words: %s"), get_sentence (code), words);
}
