/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/auth/postern-smtp-mechanism.h"

/* RFC 4616 §2: no authorization identity, NUL, user, NUL, password. */
static PosternSecret *
get_initial (const char    *user,
             PosternSecret *secret)
{
  const char *const parts[] = { "", user, "", postern_secret_peek (secret), NULL };

  return postern_smtp_mechanism_encode (parts);
}

/* The initial response says everything. */
static PosternSecret *
respond (guint          n_sent,
         const char    *prompt,
         const char    *user,
         PosternSecret *secret)
{
  return n_sent == 0 ? get_initial (user, secret) : NULL;
}

const PosternSmtpMechanism postern_smtp_mechanism_plain = {
  .name = "PLAIN",
  .get_initial = get_initial,
  .respond = respond,
};
