/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-keyring-bus.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/records/postern-vault.h"

#define FIRST_ANSWER_MS 15000

static guint first_answer_ms = FIRST_ANSWER_MS;

static GDBusConnection *
get_bus (GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr (GError) cause = NULL;
  GDBusConnection *bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, &cause);

  if (bus != NULL)
    {
      /* A bus that goes down must not take with it a password that was pasted and not recorded yet. */
      g_dbus_connection_set_exit_on_close (bus, FALSE);
      return bus;
    }

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error_literal (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_UNAVAILABLE,
                         _("The keyring can’t be reached, because there is no desktop session (D-Bus) here. "
                           "Start Postern from your desktop, or inside “dbus-run-session”, and try again."));

  return NULL;
}

/**
 * postern_keyring_bus_call:
 * @path: an object of the Secret Service
 * @method: interface and method, such as "org.freedesktop.Secret.Service.ReadAlias"
 * @arguments: (transfer floating): its arguments
 * @type: what the reply must be
 * @cancellable: (nullable): to stop
 * @error: return location for an error of GIO, or a #PosternVaultError
 *
 * Asks the Secret Service itself, and waits for its answer for a limited time.
 *
 * Returns: (transfer full): the reply, or %NULL with @error set
 */
GVariant *
postern_keyring_bus_call (const char    *path,
                          const char    *method,
                          GVariant      *arguments,
                          const char    *type,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr (GVariant) held = g_variant_ref_sink (arguments);
  g_autoptr (GDBusConnection) bus = get_bus (cancellable, error);
  const char *dot = strrchr (method, '.');
  g_autofree char *interface = g_strndup (method, (gsize) (dot - method));

  return bus == NULL
           ? NULL
           : g_dbus_connection_call_sync (bus, POSTERN_KEYRING_BUS_NAME, path, interface, dot + 1, held,
                                          G_VARIANT_TYPE (type), G_DBUS_CALL_FLAGS_NONE, (int) first_answer_ms,
                                          cancellable, error);
}

/** How long postern_keyring_bus_call() waits, in milliseconds. */
void
postern_keyring_bus_set_patience (guint milliseconds)
{
  first_answer_ms = milliseconds;
}
