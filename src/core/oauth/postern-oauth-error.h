/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define POSTERN_OAUTH_ERROR (postern_oauth_error_quark ())

/**
 * PosternOauthError:
 * @POSTERN_OAUTH_ERROR_INPUT: the registration is incomplete
 * @POSTERN_OAUTH_ERROR_PENDING: the person has not answered yet; ask again after the interval
 * @POSTERN_OAUTH_ERROR_SLOW_DOWN: the same, and the interval grows by five seconds
 * @POSTERN_OAUTH_ERROR_DECLINED: the person, or a rule of the organisation, said no
 * @POSTERN_OAUTH_ERROR_EXPIRED: the code was not used in time
 * @POSTERN_OAUTH_ERROR_CLIENT: the registration is not known there, not allowed to do this, or its secret is wrong
 * @POSTERN_OAUTH_ERROR_CONSENT: an administrator has to agree first
 * @POSTERN_OAUTH_ERROR_REVOKED: the stored sign-in no longer counts; the person has to sign in again
 * @POSTERN_OAUTH_ERROR_CLOCK: refused, and this computer's clock differs from the server's
 * @POSTERN_OAUTH_ERROR_STATE: the browser came back with an answer to another question
 * @POSTERN_OAUTH_ERROR_ANSWER: the server's answer makes no sense
 * @POSTERN_OAUTH_ERROR_REFUSED: refused for another reason, which the message has in the server's words
 *
 * What stops OAuth 2.0 (RFC 6749 §5.2, RFC 8628 §3.5). Faults of the network are #PosternHttpError.
 */
typedef enum
{
  POSTERN_OAUTH_ERROR_INPUT,
  POSTERN_OAUTH_ERROR_PENDING,
  POSTERN_OAUTH_ERROR_SLOW_DOWN,
  POSTERN_OAUTH_ERROR_DECLINED,
  POSTERN_OAUTH_ERROR_EXPIRED,
  POSTERN_OAUTH_ERROR_CLIENT,
  POSTERN_OAUTH_ERROR_CONSENT,
  POSTERN_OAUTH_ERROR_REVOKED,
  POSTERN_OAUTH_ERROR_CLOCK,
  POSTERN_OAUTH_ERROR_STATE,
  POSTERN_OAUTH_ERROR_ANSWER,
  POSTERN_OAUTH_ERROR_REFUSED,
} PosternOauthError;

GQuark postern_oauth_error_quark (void);

void   postern_oauth_error_set   (GError     **error,
                                  const char  *name,
                                  const char  *description,
                                  gint64       skew);

G_END_DECLS
