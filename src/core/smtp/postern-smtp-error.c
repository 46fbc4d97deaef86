/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-smtp-error.h"

static const char *const error_nicks[] = {
  [POSTERN_SMTP_ERROR_INPUT] = "input",
  [POSTERN_SMTP_ERROR_NOT_FOUND] = "not-found",
  [POSTERN_SMTP_ERROR_RESOLVER] = "resolver",
  [POSTERN_SMTP_ERROR_CONNECTION_REFUSED] = "connection-refused",
  [POSTERN_SMTP_ERROR_UNREACHABLE] = "unreachable",
  [POSTERN_SMTP_ERROR_TIMED_OUT] = "timed-out",
  [POSTERN_SMTP_ERROR_CLOSED] = "closed",
  [POSTERN_SMTP_ERROR_NOT_SMTP] = "not-smtp",
  [POSTERN_SMTP_ERROR_INJECTION] = "injection",
  [POSTERN_SMTP_ERROR_NO_STARTTLS] = "no-starttls",
  [POSTERN_SMTP_ERROR_CERTIFICATE] = "certificate",
  [POSTERN_SMTP_ERROR_HANDSHAKE] = "handshake",
  [POSTERN_SMTP_ERROR_NO_AUTH] = "no-auth",
  [POSTERN_SMTP_ERROR_NO_MECHANISM] = "no-mechanism",
  [POSTERN_SMTP_ERROR_REFUSED] = "refused",
};

G_DEFINE_QUARK (postern-smtp-error-quark, postern_smtp_error)

/**
 * postern_smtp_error_to_nick:
 * @code: a #PosternSmtpError
 *
 * Returns: (transfer none): its name in kebab case, as rules and records use it: "timed-out"
 */
const char *
postern_smtp_error_to_nick (PosternSmtpError code)
{
  g_return_val_if_fail (code < G_N_ELEMENTS (error_nicks), NULL);

  return error_nicks[code];
}
