/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/smtp/auth/postern-smtp-mechanism.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/smtp/postern-smtp-capabilities.h"
#include "core/smtp/postern-smtp-error.h"

/* In the order of preference for %POSTERN_AUTH_AUTO, which stands for a password, and %POSTERN_AUTH_TOKEN. */
static const struct
{
  PosternAuthChoice           choice;
  const PosternSmtpMechanism *mechanism;
} mechanisms[] = {
  { POSTERN_AUTH_PLAIN, &postern_smtp_mechanism_plain },
  { POSTERN_AUTH_LOGIN, &postern_smtp_mechanism_login },
  { POSTERN_AUTH_XOAUTH2, &postern_smtp_mechanism_xoauth2 },
  { POSTERN_AUTH_OAUTHBEARER, &postern_smtp_mechanism_oauthbearer },
};

static gboolean
fits (PosternAuthChoice choice,
      gsize             i)
{
  PosternAuthChoice any = mechanisms[i].mechanism->takes_token ? POSTERN_AUTH_TOKEN : POSTERN_AUTH_AUTO;

  return choice == mechanisms[i].choice || choice == any;
}

/**
 * postern_smtp_mechanism_choose:
 * @choice: what the plan allows
 * @capabilities: what the server offers
 * @error: return location for %POSTERN_SMTP_ERROR_NO_AUTH or %POSTERN_SMTP_ERROR_NO_MECHANISM
 *
 * Returns: (transfer none): the one mechanism to try, or %NULL with @error set
 */
const PosternSmtpMechanism *
postern_smtp_mechanism_choose (PosternAuthChoice   choice,
                               const char *const  *capabilities,
                               GError            **error)
{
  g_auto (GStrv) offered = postern_smtp_capabilities_dup_mechanisms (capabilities);
  g_autofree char *list = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    {
      if (fits (choice, i) && g_strv_contains ((const char *const *) offered, mechanisms[i].mechanism->name))
        return mechanisms[i].mechanism;
    }

  list = g_strjoinv (", ", offered);
  if (offered[0] == NULL)
    g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_NO_AUTH,
                         _("The server offers no sign-in here. Check the port and the encryption: most providers want "
                           "port 587 with STARTTLS."));
  else
    g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_NO_MECHANISM,
                 /* Translators: %s is a list of names of ways to sign in, like “LOGIN, XOAUTH2”. */
                 _("The server doesn’t offer this way to sign in. It offers: %s."), list);

  return NULL;
}

/**
 * postern_smtp_mechanism_encode:
 * @parts: what to join, NULL-terminated; "" stands for a NUL byte
 *
 * Returns: (transfer full): the parts joined and written in Base64; no copy is left behind
 */
PosternSecret *
postern_smtp_mechanism_encode (const char *const *parts)
{
  gsize length = 0;
  gsize at = 0;
  guchar *joined = NULL;
  char *encoded = NULL;
  PosternSecret *result = NULL;

  g_return_val_if_fail (parts != NULL, NULL);

  for (gsize i = 0; parts[i] != NULL; i++)
    length += MAX (strlen (parts[i]), 1);
  joined = g_malloc0 (length + 1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      memcpy (joined + at, parts[i], strlen (parts[i]));
      at += MAX (strlen (parts[i]), 1);
    }

  encoded = g_base64_encode (joined, length);
  result = postern_secret_new (encoded, -1);
  postern_secret_wipe (encoded);
  explicit_bzero (joined, length);
  g_free (joined);

  return result;
}

/**
 * postern_smtp_mechanism_decode:
 * @challenge: the text of a 334 reply
 *
 * Servers differ in what they ask, and some don't encode it: it is for people, nothing depends on a literal text.
 *
 * Returns: (transfer full): the decoded challenge, valid UTF-8, or @challenge itself when it is no Base64
 */
char *
postern_smtp_mechanism_decode (const char *challenge)
{
  gsize length = 0;
  g_autofree guchar *bytes = NULL;

  g_return_val_if_fail (challenge != NULL, NULL);

  bytes = g_base64_decode (challenge, &length);
  if (length == 0 || !g_utf8_validate_len ((const char *) bytes, length, NULL))
    return g_strdup (challenge);

  return g_strndup ((const char *) bytes, length);
}
