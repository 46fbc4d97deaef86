/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/smtp/postern-smtp-capabilities.h"
#include "core/smtp/postern-smtp-command.h"
#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-smtp-session-private.h"

/* The local end as an address literal (RFC 5321 §4.1.3): always true, and no server refuses it as malformed. */
static char *
make_local_name (PosternSmtpSession *self)
{
  GIOStream *stream = postern_smtp_connection_get_stream (self->connection);
  g_autoptr (GIOStream) base = NULL;
  g_autoptr (GSocketAddress) local = NULL;
  GInetAddress *address = NULL;
  g_autofree char *text = NULL;

  if (G_IS_TLS_CONNECTION (stream))
    g_object_get (stream, "base-io-stream", &base, NULL);
  else
    base = g_object_ref (stream);
  local = g_socket_connection_get_local_address (G_SOCKET_CONNECTION (base), NULL);
  if (!G_IS_INET_SOCKET_ADDRESS (local))
    return g_strdup ("[127.0.0.1]");

  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (local));
  text = g_inet_address_to_string (address);
  /* A link-local address may carry its interface. */
  text[strcspn (text, "%")] = '\0';

  return g_strdup_printf (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 ? "[IPv6:%s]" : "[%s]", text);
}

static gboolean
ask_hello (PosternSmtpSession  *self,
           const char          *verb,
           PosternSmtpReply   **reply,
           GError             **error)
{
  g_autofree char *name = make_local_name (self);
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
