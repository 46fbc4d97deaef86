/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-smtp-session-private.h"

/* How long one address may take while there are others to try, in milliseconds. */
#define MAX_ATTEMPT 5000

/* RFC 6761 §6.4: never exists; asking would only tell whether there is a DNS server. */
static gboolean
is_never_valid (const char *host)
{
  return g_str_has_suffix (host, ".invalid");
}

static void
set_not_found (GError    **error,
               const char *host)
{
  g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_NOT_FOUND,
               /* Translators: %s is the name of a mail server. */
               _("There is no server with the name “%s”. Check the name for typing mistakes."), host);
}

static void
explain_lookup (GError             **error,
                PosternSmtpSession  *self,
                GError              *reason)
{
  const char *host = self->plan->endpoint->host;

  if (g_error_matches (reason, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    set_not_found (error, host);
  else if (postern_smtp_deadline_has_passed (self->deadline))
    g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_TIMED_OUT,
                 /* Translators: %s is the name of a mail server. */
                 _("The name “%s” couldn’t be looked up in time. Check that this computer is online."), host);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (reason));
  else
    g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_RESOLVER,
                 /* Translators: the first %s is the name of a mail server, the second the system's reason. */
                 _("The name “%s” can’t be looked up, for the network doesn’t answer. Check that this computer is "
                   "online. The system says: %s"), host, reason->message);
}

static int
to_connect_error (const GError *reason)
{
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
      g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return POSTERN_SMTP_ERROR_CONNECTION_REFUSED;
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
      g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return POSTERN_SMTP_ERROR_TIMED_OUT;

  return POSTERN_SMTP_ERROR_UNREACHABLE;
}

/* An address that is silent tells more than one that refuses, and that more than one without a route. */
static int
graver (int a,
        int b)
{
  static const int order[] = {
    POSTERN_SMTP_ERROR_TIMED_OUT, POSTERN_SMTP_ERROR_CONNECTION_REFUSED, POSTERN_SMTP_ERROR_UNREACHABLE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (a == order[i] || b == order[i])
        return order[i];
    }

  return a;
}

static void
set_connect_error (GError             **error,
                   PosternSmtpSession  *self,
                   int                  code)
{
  const PosternEndpoint *endpoint = self->plan->endpoint;

  if (code == POSTERN_SMTP_ERROR_CONNECTION_REFUSED)
    g_set_error (error, POSTERN_SMTP_ERROR, code,
                 /* Translators: %s is the name of a mail server, %u a port's number. */
                 _("The server %s doesn’t take connections on port %u. Check the port."), endpoint->host,
                 endpoint->port);
  else if (code == POSTERN_SMTP_ERROR_UNREACHABLE)
    g_set_error (error, POSTERN_SMTP_ERROR, code,
                 /* Translators: %s is the name of a mail server. */
                 _("There is no way to the server %s from here. Check that this computer is online, or ask whoever "
                   "runs the network."), endpoint->host);
  else
    g_set_error (error, POSTERN_SMTP_ERROR, code,
                 /* Translators: %s is the name of a mail server, %u a port's number. */
                 _("Nothing answers at %s on port %u. A firewall may block this port: try another one, or ask whoever "
                   "runs the network."), endpoint->host, endpoint->port);
}

static GSocketConnection *
connect_one (PosternSmtpSession *self,
             GInetAddress       *address,
             guint               n_left,
             GError            **error)
{
  guint remaining = postern_smtp_deadline_get_remaining (self->deadline);
  g_autoptr (PosternSmtpDeadline) attempt = NULL;
  g_autoptr (GSocketAddress) socket_address = g_inet_socket_address_new (address, self->plan->endpoint->port);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GSocketConnection) connection = NULL;

  socket = g_socket_new (g_inet_address_get_family (address), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  if (socket == NULL)
    return NULL;
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  attempt = postern_smtp_deadline_new (postern_smtp_deadline_get_cancellable (self->deadline),
                                       n_left == 1 ? remaining : MIN (remaining / n_left, MAX_ATTEMPT));
  connection = g_socket_connection_factory_create_connection (socket);
  if (!g_socket_connection_connect (connection, socket_address, postern_smtp_deadline_get_cancellable (attempt), error))
    return NULL;

  return g_steal_pointer (&connection);
}

static void
note_failure (PosternSmtpSession *self,
              GInetAddress       *address,
              int                 code)
{
  g_autofree char *text = g_inet_address_to_string (address);
  g_autofree char *note = g_strdup_printf ("%s: %s", text, postern_smtp_error_to_nick ((PosternSmtpError) code));
  char ***deaf = &self->report->deaf_addresses;
  guint n = g_strv_length (*deaf);

  postern_smtp_transcript_add_note (self->transcript, note);
  /* A network without IPv6 says so at once, and costs nobody any time. */
  if (code == POSTERN_SMTP_ERROR_UNREACHABLE)
    return;
  *deaf = g_renew (char *, *deaf, n + 2);
  (*deaf)[n] = g_steal_pointer (&text);
  (*deaf)[n + 1] = NULL;
}

static void
use_connection (PosternSmtpSession *self,
                GSocketConnection  *connection)
{
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  if (remote != NULL)
    self->report->address = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (remote));
  if (self->report->address != NULL)
    postern_smtp_transcript_add_note (self->transcript, self->report->address);
  self->connection = postern_smtp_connection_new (G_IO_STREAM (connection), self->transcript);
}

/* RESOLVE: all addresses of the host, in the order in which the system prefers them (RFC 6724). */
gboolean
postern_smtp_session_resolve (PosternSmtpSession  *self,
                              PosternSmtpReply   **reply,
                              GError             **error)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GError) reason = NULL;

  if (is_never_valid (self->host))
    {
      set_not_found (error, self->plan->endpoint->host);
      return FALSE;
    }
  self->addresses = g_resolver_lookup_by_name (resolver, self->host,
                                               postern_smtp_deadline_get_cancellable (self->deadline), &reason);
  if (self->addresses == NULL)
    explain_lookup (error, self, reason);

  return self->addresses != NULL;
}

/* CONNECT: one address after the other until one answers. */
gboolean
postern_smtp_session_connect (PosternSmtpSession  *self,
                              PosternSmtpReply   **reply,
                              GError             **error)
{
  guint n_left = g_list_length (self->addresses);
  int gravest = POSTERN_SMTP_ERROR_UNREACHABLE;

  for (GList *link = self->addresses; link != NULL; link = link->next, n_left--)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (GSocketConnection) connection = connect_one (self, link->data, n_left, &reason);

      if (connection != NULL)
        {
          use_connection (self, connection);
          return TRUE;
        }
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      note_failure (self, link->data, to_connect_error (reason));
      gravest = graver (gravest, to_connect_error (reason));
    }
  set_connect_error (error, self, gravest);

  return FALSE;
}
