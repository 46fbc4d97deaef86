/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define POSTERN_SMTP_ERROR (postern_smtp_error_quark ())

/**
 * PosternSmtpError:
 * @POSTERN_SMTP_ERROR_INPUT: an address, name or path of the plan is unusable; nothing was sent
 * @POSTERN_SMTP_ERROR_NOT_FOUND: the host name does not resolve
 * @POSTERN_SMTP_ERROR_RESOLVER: name look-up itself does not work (no network, no DNS server)
 * @POSTERN_SMTP_ERROR_CONNECTION_REFUSED: nothing listens on the port, on any address
 * @POSTERN_SMTP_ERROR_UNREACHABLE: no route to any address
 * @POSTERN_SMTP_ERROR_TIMED_OUT: the step's time limit passed
 * @POSTERN_SMTP_ERROR_CLOSED: the server hung up
 * @POSTERN_SMTP_ERROR_NOT_SMTP: what answers does not speak SMTP, or breaks its rules or our limits
 * @POSTERN_SMTP_ERROR_INJECTION: bytes came between the STARTTLS reply and the handshake
 * @POSTERN_SMTP_ERROR_NO_STARTTLS: the server does not offer STARTTLS
 * @POSTERN_SMTP_ERROR_CERTIFICATE: the certificate was not accepted; the report has its flags
 * @POSTERN_SMTP_ERROR_HANDSHAKE: TLS failed for another reason
 * @POSTERN_SMTP_ERROR_NO_AUTH: the server offers no sign-in at all
 * @POSTERN_SMTP_ERROR_NO_MECHANISM: it offers none of the mechanisms that we may use
 * @POSTERN_SMTP_ERROR_REFUSED: the server answered 4xx or 5xx; the reply travels with the event
 */
typedef enum
{
  POSTERN_SMTP_ERROR_INPUT,
  POSTERN_SMTP_ERROR_NOT_FOUND,
  POSTERN_SMTP_ERROR_RESOLVER,
  POSTERN_SMTP_ERROR_CONNECTION_REFUSED,
  POSTERN_SMTP_ERROR_UNREACHABLE,
  POSTERN_SMTP_ERROR_TIMED_OUT,
  POSTERN_SMTP_ERROR_CLOSED,
  POSTERN_SMTP_ERROR_NOT_SMTP,
  POSTERN_SMTP_ERROR_INJECTION,
  POSTERN_SMTP_ERROR_NO_STARTTLS,
  POSTERN_SMTP_ERROR_CERTIFICATE,
  POSTERN_SMTP_ERROR_HANDSHAKE,
  POSTERN_SMTP_ERROR_NO_AUTH,
  POSTERN_SMTP_ERROR_NO_MECHANISM,
  POSTERN_SMTP_ERROR_REFUSED,
} PosternSmtpError;

GQuark      postern_smtp_error_quark   (void);
const char *postern_smtp_error_to_nick (PosternSmtpError code);

G_END_DECLS
