/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/oauth/postern-oauth-loopback.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/oauth/postern-oauth-error.h"
#include "core/smtp/postern-smtp-deadline.h"

/* The longest request line that is read, and how long one visitor may take for it, in milliseconds. */
#define MAX_REQUEST 16384
#define VISIT_TIMEOUT 3000
/* Other programs may knock too; after so many of them it is given up. */
#define MAX_VISITS 64

struct _PosternOauthLoopback
{
  GSocket *sockets[2];
  guint    n_sockets;
  guint16  port;
};

/* Both, for a browser may take “localhost” for either. */
static gboolean
listen_at (PosternOauthLoopback  *self,
           GSocketFamily          family,
           GError               **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (address, self->port);
  g_autoptr (GSocket) socket = g_socket_new (family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  g_autoptr (GSocketAddress) effective = NULL;

  if (socket == NULL || !g_socket_bind (socket, wanted, TRUE, error) || !g_socket_listen (socket, error))
    return FALSE;
  effective = g_socket_get_local_address (socket, error);
  if (effective == NULL)
    return FALSE;
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  self->sockets[self->n_sockets++] = g_steal_pointer (&socket);

  return TRUE;
}

/**
 * postern_oauth_loopback_new:
 * @error: return location for an error of GIO
 *
 * Returns: (transfer full): a listener at a free port, or %NULL with @error set
 */
PosternOauthLoopback *
postern_oauth_loopback_new (GError **error)
{
  g_autoptr (PosternOauthLoopback) self = g_new0 (PosternOauthLoopback, 1);

  if (!listen_at (self, G_SOCKET_FAMILY_IPV4, error))
    return NULL;
  /* A computer without IPv6 does without. */
  listen_at (self, G_SOCKET_FAMILY_IPV6, NULL);

  return g_steal_pointer (&self);
}

guint16
postern_oauth_loopback_get_port (PosternOauthLoopback *self)
{
  return self->port;
}

/* Reads up to the end of the request's head; the buffer holds the code, so the caller wipes it. */
static gboolean
read_head (GInputStream *input,
           char         *buffer,
           GCancellable *cancellable)
{
  gsize length = 0;
  gssize n = 1;

  while (n > 0 && length < MAX_REQUEST && g_strstr_len (buffer, (gssize) length, "\r\n\r\n") == NULL)
    {
      n = g_input_stream_read (input, buffer + length, MAX_REQUEST - length, cancellable, NULL);
      length += n > 0 ? (gsize) n : 0;
      buffer[length] = '\0';
    }

  return g_strstr_len (buffer, (gssize) length, "\r\n\r\n") != NULL && strlen (buffer) == length;
}

/* "GET /?code=…&state=… HTTP/1.1": what stands behind the question mark. */
static char *
dup_query (const char *head)
{
  const char *begin = g_str_has_prefix (head, "GET /?") ? head + strlen ("GET /?") : NULL;
  gsize length = begin == NULL ? 0 : strcspn (begin, " \r\n");

  return begin != NULL && g_str_has_prefix (begin + length, " HTTP/1.") ? g_strndup (begin, length) : NULL;
}

static void
answer (GOutputStream *output,
        gboolean       expected,
        GCancellable  *cancellable)
{
  const char *sentence = expected ? _("Thank you. You can close this page and go back to Postern.")
                                  : _("There is nothing here.");
  g_autofree char *body = g_strdup_printf ("<!DOCTYPE html><meta charset=\"utf-8\"><title>Postern</title><p>%s</p>\n",
                                           sentence);
  g_autofree char *text = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\nCache-Control: no-store\r\n"
                                           "Referrer-Policy: no-referrer\r\nConnection: close\r\n\r\n%s",
                                           expected ? "200 OK" : "404 Not Found", strlen (body), body);

  g_output_stream_write_all (output, text, strlen (text), NULL, cancellable, NULL);
}

static char *
serve (GSocketConnection *connection,
       GCancellable      *cancellable)
{
  g_autoptr (PosternSmtpDeadline) visit = postern_smtp_deadline_new (cancellable, VISIT_TIMEOUT);
  GCancellable *bound = postern_smtp_deadline_get_cancellable (visit);
  char *buffer = g_malloc0 (MAX_REQUEST + 1);
  char *query = NULL;

  if (read_head (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, bound))
    query = dup_query (buffer);
  explicit_bzero (buffer, MAX_REQUEST);
  g_free (buffer);
  answer (g_io_stream_get_output_stream (G_IO_STREAM (connection)), query != NULL, bound);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return query;
}

/* GSocketListener would lose what it watches its sockets with when it is cancelled from another thread. */
static GSocketConnection *
accept_visitor (PosternOauthLoopback  *self,
                GCancellable          *cancellable,
                GError               **error)
{
  GPollFD polled[G_N_ELEMENTS (self->sockets) + 1] = { 0 };
  g_autoptr (GSocket) visitor = NULL;
  guint i = 0;

  for (guint n = 0; n < self->n_sockets; n++)
    polled[n] = (GPollFD){ g_socket_get_fd (self->sockets[n]), G_IO_IN, 0 };
  if (!g_cancellable_make_pollfd (cancellable, &polled[self->n_sockets]))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, g_strerror (EMFILE));
      return NULL;
    }
  g_poll (polled, self->n_sockets + 1, -1);
  g_cancellable_release_fd (cancellable);
  while (i + 1 < self->n_sockets && polled[i].revents == 0)
    i++;
  visitor = g_socket_accept (self->sockets[i], cancellable, error);

  return visitor == NULL ? NULL : g_socket_connection_factory_create_connection (visitor);
}

/**
 * postern_oauth_loopback_wait:
 * @self: a listener
 * @timeout: how long to wait at most, in seconds
 * @cancellable: (nullable): ends it at any time
 * @error: return location for %POSTERN_OAUTH_ERROR_EXPIRED, %G_IO_ERROR_CANCELLED or an error of GIO
 *
 * Waits for the browser, and tells the person there to go back. Blocks.
 *
 * Returns: (transfer full): the query of the address that the browser came to, to be wiped; or %NULL with @error set
 */
char *
postern_oauth_loopback_wait (PosternOauthLoopback  *self,
                             guint                  timeout,
                             GCancellable          *cancellable,
                             GError               **error)
{
  g_autoptr (PosternSmtpDeadline) deadline = postern_smtp_deadline_new (cancellable, timeout * 1000);
  GCancellable *bound = postern_smtp_deadline_get_cancellable (deadline);

  for (guint i = 0; i < MAX_VISITS; i++)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (GSocketConnection) connection = accept_visitor (self, bound, &reason);
      char *query = connection == NULL ? NULL : serve (connection, bound);

      if (query != NULL)
        return query;
      if (postern_smtp_deadline_has_passed (deadline))
        break;
      if (connection == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return NULL;
        }
    }
  postern_oauth_error_set (error, "expired_token", NULL, 0);

  return NULL;
}

void
postern_oauth_loopback_free (PosternOauthLoopback *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_sockets; i++)
    g_object_unref (self->sockets[i]);
  g_free (self);
}
