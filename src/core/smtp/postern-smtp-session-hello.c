/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/smtp/postern-smtp-capabilities.h"
#include "core/smtp/postern-smtp-command.h"
#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-smtp-session-private.h"

static gboolean
ask_hello (PosternSmtpSession  *self,
           const char          *verb,
           PosternSmtpReply   **reply,
           GError             **error)
{
  g_autofree char *name = postern_smtp_connection_dup_local_name (self->connection);
  g_autofree char *command = postern_smtp_command_new (verb, name, error);

  return command != NULL && postern_smtp_session_send (self, command, NULL, error) &&
         postern_smtp_session_read (self, 2, reply, error);
}

/**
 * postern_smtp_session_offers:
 * @keyword: an extension's keyword
 *
 * Returns: whether the server's last EHLO named it
 */
gboolean
postern_smtp_session_offers (PosternSmtpSession *self,
                             const char         *keyword)
{
  return postern_smtp_capabilities_get ((const char *const *) self->report->capabilities, keyword) != NULL;
}

/* GREETING: 220 (RFC 5321 §3.1). */
gboolean
postern_smtp_session_greeting (PosternSmtpSession  *self,
                               PosternSmtpReply   **reply,
                               GError             **error)
{
  return postern_smtp_session_read (self, 2, reply, error);
}

/* EHLO and EHLO_TLS: what was offered before counts no more (RFC 3207 §4.2). HELO for a server that knows no EHLO. */
gboolean
postern_smtp_session_ehlo (PosternSmtpSession  *self,
                           PosternSmtpReply   **reply,
                           GError             **error)
{
  g_autoptr (GError) refusal = NULL;

  g_strfreev (self->report->capabilities);
  self->report->capabilities = g_new0 (char *, 1);

  if (ask_hello (self, "EHLO", reply, &refusal))
    {
      g_strfreev (self->report->capabilities);
      self->report->capabilities = postern_smtp_capabilities_from_reply (*reply);
      return TRUE;
    }
  if (g_error_matches (refusal, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_REFUSED) && (*reply)->code >= 500)
    return ask_hello (self, "HELO", reply, error);
  g_propagate_error (error, g_steal_pointer (&refusal));

  return FALSE;
}

/* STARTTLS: never goes on without it (RFC 3207). */
gboolean
postern_smtp_session_starttls (PosternSmtpSession  *self,
                               PosternSmtpReply   **reply,
                               GError             **error)
{
  if (!postern_smtp_session_offers (self, "STARTTLS"))
    {
      g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_NO_STARTTLS,
                           _("The server offers no encryption (STARTTLS) on this port, so nothing was sent. Try port "
                             "465 with TLS, or ask the server’s operator."));
      return FALSE;
    }
  if (!postern_smtp_session_send (self, "STARTTLS\r\n", NULL, error) ||
      !postern_smtp_session_read (self, 2, reply, error))
    return FALSE;
  if (postern_smtp_connection_has_unread (self->connection))
    {
      g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INJECTION,
                           _("Something was slipped in before the encryption began. Somebody may be tampering with "
                             "this network, so nothing was sent. Try from another network."));
      return FALSE;
    }

  return TRUE;
}
