/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/auth/postern-smtp-mechanism.h"

/* Google's and Microsoft's "SASL XOAUTH2": user, token, each ended by Control-A, and one more. */
static PosternSecret *
get_initial (const char    *user,
             PosternSecret *secret)
{
  const char *const parts[] = { "user=", user, "\001auth=Bearer ", postern_secret_peek (secret), "\001\001", NULL };

  return postern_smtp_mechanism_encode (parts);
}

/* A challenge after the token is the error in JSON; an empty line brings the final reply. */
static PosternSecret *
respond (guint          n_sent,
         const char    *prompt,
         const char    *user,
         PosternSecret *secret)
{
  if (n_sent == 0)
    return get_initial (user, secret);

  return n_sent == 1 ? postern_secret_new ("", 0) : NULL;
}

const PosternSmtpMechanism postern_smtp_mechanism_xoauth2 = {
  .name = "XOAUTH2",
  .takes_token = TRUE,
  .get_initial = get_initial,
  .respond = respond,
};
