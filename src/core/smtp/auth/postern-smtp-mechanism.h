/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"
#include "core/smtp/postern-test-plan.h"

G_BEGIN_DECLS

/**
 * PosternSmtpMechanism:
 * @name: the SASL mechanism's name
 * @takes_token: whether the secret is an access token rather than a password
 * @may_drop_initial: whether to begin again without the initial response when the server doesn't know that form
 * @get_initial: the initial response (RFC 4954 §4) in Base64
 * @respond: the answer to a challenge in Base64, or %NULL when there is none and the exchange has to be given up;
 *   @n_sent is how many answers were sent before, the initial response included, and @prompt the decoded challenge
 *
 * One way to sign in. Pure: bytes in, bytes out.
 */
typedef struct
{
  const char     *name;
  gboolean        takes_token;
  gboolean        may_drop_initial;
  PosternSecret *(*get_initial) (const char    *user,
                                 PosternSecret *secret);
  PosternSecret *(*respond)     (guint          n_sent,
                                 const char    *prompt,
                                 const char    *user,
                                 PosternSecret *secret);
} PosternSmtpMechanism;

extern const PosternSmtpMechanism postern_smtp_mechanism_plain;
extern const PosternSmtpMechanism postern_smtp_mechanism_login;
extern const PosternSmtpMechanism postern_smtp_mechanism_xoauth2;
extern const PosternSmtpMechanism postern_smtp_mechanism_oauthbearer;

const PosternSmtpMechanism *postern_smtp_mechanism_choose (PosternAuthChoice   choice,
                                                           const char *const  *capabilities,
                                                           GError            **error);
PosternSecret              *postern_smtp_mechanism_encode (const char *const  *parts);
char                       *postern_smtp_mechanism_decode (const char         *challenge);

G_END_DECLS
