/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/auth/postern-smtp-mechanism.h"

#include <string.h>

static PosternSecret *
encode (const char *text)
{
  const char *const parts[] = { text, NULL };

  return postern_smtp_mechanism_encode (parts);
}

/* draft-murchison-sasl-login: the user's name, then the password. */
static PosternSecret *
get_initial (const char    *user,
             PosternSecret *secret)
{
  return encode (user);
}

/* A server that overlooks the initial response asks for the name again: the password must not go out as a name. */
static PosternSecret *
respond (guint          n_sent,
         const char    *prompt,
         const char    *user,
         PosternSecret *secret)
{
  if (n_sent == 0 || (n_sent == 1 && g_ascii_strncasecmp (prompt, "user", strlen ("user")) == 0))
    return encode (user);
  if (n_sent == 1 || (n_sent == 2 && g_ascii_strncasecmp (prompt, "pass", strlen ("pass")) == 0))
    return encode (postern_secret_peek (secret));

  return NULL;
}

const PosternSmtpMechanism postern_smtp_mechanism_login = {
  .name = "LOGIN",
  .may_drop_initial = TRUE,
  .get_initial = get_initial,
  .respond = respond,
};
