/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/postern-practice-listener.h"

#define BACKLOG 64
#define PORT_TRIES 8

static GSocket *
listen_on (GSocketFamily family,
           guint16       port,
           GError      **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocket) socket = g_socket_new (family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

static guint16
get_local_port (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return address != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) : 0;
}

/* The same port on both loopback addresses; a machine without IPv6 has one. */
static GPtrArray *
open_pair (guint16   port,
           guint16  *opened,
           GError  **error)
{
  g_autoptr (GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) ipv6_error = NULL;
  GSocket *ipv4 = listen_on (G_SOCKET_FAMILY_IPV4, port, error);
  GSocket *ipv6;

  if (ipv4 == NULL)
    return NULL;
  g_ptr_array_add (sockets, ipv4);
  *opened = get_local_port (ipv4);
  ipv6 = listen_on (G_SOCKET_FAMILY_IPV6, *opened, &ipv6_error);
  if (ipv6 != NULL)
    g_ptr_array_add (sockets, ipv6);
  else if (g_error_matches (ipv6_error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    {
      g_propagate_error (error, g_steal_pointer (&ipv6_error));
      return NULL;
    }

  return g_steal_pointer (&sockets);
}

/**
 * postern_practice_listener_open:
 * @port: a port, or 0 for a free one
 * @opened: (out): the port that was opened
 * @error: return location for a #GIOErrorEnum
 *
 * Listens on 127.0.0.1 and, where there is IPv6, on ::1; on no other address.
 *
 * Returns: (transfer full) (element-type GSocket): the sockets, or %NULL with @error set
 */
GPtrArray *
postern_practice_listener_open (guint16   port,
                                guint16  *opened,
                                GError  **error)
{
  g_return_val_if_fail (opened != NULL, NULL);

  /* A port that is free in IPv4 may be taken in IPv6. */
  for (guint i = 1; port == 0 && i < PORT_TRIES; i++)
    {
      GPtrArray *sockets = open_pair (0, opened, NULL);

      if (sockets != NULL)
        return sockets;
    }

  return open_pair (port, opened, error);
}
