/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-desktop-private.h"

/* A desktop shows notices; where nobody takes them, GIO warns, which ends a program under test. */

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"
#define INTERFACE                                                                                         \
  "<node><interface name='" NAME "'>"                                                                     \
  "<method name='Notify'><arg type='s'/><arg type='u'/><arg type='s'/><arg type='s'/><arg type='s'/>"     \
  "<arg type='as'/><arg type='a{sv}'/><arg type='i'/><arg type='u' direction='out'/></method>"            \
  "<method name='CloseNotification'><arg type='u'/></method>"                                             \
  "</interface></node>"

static void
take_cb (GDBusConnection       *connection,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *parameters,
         GDBusMethodInvocation *invocation,
         gpointer               user_data)
{
  g_dbus_method_invocation_return_value (invocation, g_str_equal (method, "Notify") ? g_variant_new ("(u)", 1) : NULL);
}

GDBusConnection *
postern_test_notices_start (const char  *address,
                            GError     **error)
{
  static const GDBusInterfaceVTable functions = { .method_call = take_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (INTERFACE, error);
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GVariant) reply = NULL;

  connection = g_dbus_connection_new_for_address_sync (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
      NULL, error);
  if (node == NULL || connection == NULL ||
      g_dbus_connection_register_object (connection, PATH, node->interfaces[0], &functions, NULL, NULL, error) == 0)
    return NULL;
  reply = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName", g_variant_new ("(su)", NAME, 0),
                                       G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, error);

  return reply == NULL ? NULL : g_steal_pointer (&connection);
}
