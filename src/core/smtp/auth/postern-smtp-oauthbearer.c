/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/auth/postern-smtp-mechanism.h"

/* RFC 5801 §4: a name's "=" and "," are written otherwise in the header. */
static char *
escape_name (const char *user)
{
  GString *escaped = g_string_new (user);

  g_string_replace (escaped, "=", "=3D", 0);
  g_string_replace (escaped, ",", "=2C", 0);

  return g_string_free (escaped, FALSE);
}

/* RFC 7628 §3.1: a GS2 header with the user, then the token, each ended by Control-A, and one more. */
static PosternSecret *
get_initial (const char    *user,
             PosternSecret *secret)
{
  g_autofree char *name = escape_name (user);
  const char *const parts[] = { "n,a=", name, ",\001auth=Bearer ", postern_secret_peek (secret), "\001\001", NULL };

  return postern_smtp_mechanism_encode (parts);
}

/* RFC 7628 §3.2.3: a challenge after the token is the error in JSON; Control-A brings the final reply. */
static PosternSecret *
respond (guint          n_sent,
         const char    *prompt,
         const char    *user,
         PosternSecret *secret)
{
  const char *const end[] = { "\001", NULL };

  if (n_sent == 0)
    return get_initial (user, secret);

  return n_sent == 1 ? postern_smtp_mechanism_encode (end) : NULL;
}

const PosternSmtpMechanism postern_smtp_mechanism_oauthbearer = {
  .name = "OAUTHBEARER",
  .takes_token = TRUE,
  .get_initial = get_initial,
  .respond = respond,
};
