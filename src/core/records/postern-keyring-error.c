/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-keyring.h"

#include <glib/gi18n-lib.h>

#include "core/records/postern-vault.h"

static const struct
{
  int                code;
  PosternVaultError  meaning;
} bus_errors[] = {
  { G_DBUS_ERROR_SERVICE_UNKNOWN, POSTERN_VAULT_ERROR_UNAVAILABLE },
  { G_DBUS_ERROR_NAME_HAS_NO_OWNER, POSTERN_VAULT_ERROR_UNAVAILABLE },
  { G_DBUS_ERROR_NO_REPLY, POSTERN_VAULT_ERROR_UNAVAILABLE },
  { G_DBUS_ERROR_DISCONNECTED, POSTERN_VAULT_ERROR_UNAVAILABLE },
  { G_DBUS_ERROR_NO_SERVER, POSTERN_VAULT_ERROR_UNAVAILABLE },
  { G_DBUS_ERROR_SPAWN_EXEC_FAILED, POSTERN_VAULT_ERROR_UNAVAILABLE },
  { G_DBUS_ERROR_SPAWN_FORK_FAILED, POSTERN_VAULT_ERROR_UNAVAILABLE },
  { G_DBUS_ERROR_SPAWN_CHILD_EXITED, POSTERN_VAULT_ERROR_UNAVAILABLE },
  { G_DBUS_ERROR_SPAWN_CHILD_SIGNALED, POSTERN_VAULT_ERROR_UNAVAILABLE },
  { G_DBUS_ERROR_SPAWN_FAILED, POSTERN_VAULT_ERROR_UNAVAILABLE },
  { G_DBUS_ERROR_SPAWN_SERVICE_INVALID, POSTERN_VAULT_ERROR_UNAVAILABLE },
  { G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND, POSTERN_VAULT_ERROR_UNAVAILABLE },
  { G_DBUS_ERROR_TIMEOUT, POSTERN_VAULT_ERROR_TIMED_OUT },
  { G_DBUS_ERROR_TIMED_OUT, POSTERN_VAULT_ERROR_TIMED_OUT },
  { G_DBUS_ERROR_UNKNOWN_OBJECT, POSTERN_VAULT_ERROR_NOT_FOUND },
};

static PosternVaultError
meaning_of (const GError *error)
{
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return POSTERN_VAULT_ERROR_LOCKED;
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    return POSTERN_VAULT_ERROR_NOT_FOUND;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return POSTERN_VAULT_ERROR_TIMED_OUT;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return POSTERN_VAULT_ERROR_UNAVAILABLE;
  for (gsize i = 0; error->domain == G_DBUS_ERROR && i < G_N_ELEMENTS (bus_errors); i++)
    if (bus_errors[i].code == error->code)
      return bus_errors[i].meaning;

  return POSTERN_VAULT_ERROR_FAILED;
}

static char *
make_message (PosternVaultError  meaning,
              const char        *words)
{
  switch (meaning)
    {
    case POSTERN_VAULT_ERROR_UNAVAILABLE:
      return g_strdup (_("The keyring can’t be reached, because no keyring program answers on this computer. "
                         "Start “Passwords and Keys” (or KeePassXC with its Secret Service), and try again."));
    case POSTERN_VAULT_ERROR_LOCKED:
      return g_strdup (_("The keyring is locked, and it was not unlocked. "
                         "Start “Passwords and Keys”, unlock the keyring there, and try again."));
    case POSTERN_VAULT_ERROR_NOT_FOUND:
      return g_strdup (_("The keyring has no password for this record; it may have been deleted there. "
                         "Make a new app password and record it."));
    case POSTERN_VAULT_ERROR_TIMED_OUT:
      return g_strdup (_("The keyring did not answer in time. It may be busy or hang. "
                         "Close and start “Passwords and Keys” or sign out and in again, and try again."));
    case POSTERN_VAULT_ERROR_FAILED:
    default:
      /* Translators: %s is what the keyring program said, perhaps in English. */
      return g_strdup_printf (_("The keyring refused, and said: “%s”. "
                                "Look into “Passwords and Keys” whether it works there, and try again."),
                              words);
    }
}

/* A refused prompt of the portal counts as cancelled too; only what @cancellable asked for stays that. */
void
postern_keyring_explain (GError       **error,
                         GCancellable  *cancellable)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *message = NULL;
  PosternVaultError meaning;

  if (error == NULL || *error == NULL || (*error)->domain == POSTERN_VAULT_ERROR ||
      (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && g_cancellable_is_cancelled (cancellable)))
    return;

  cause = g_steal_pointer (error);
  g_dbus_error_strip_remote_error (cause);
  meaning = meaning_of (cause);
  message = make_message (meaning, cause->message);
  *error = g_error_new_literal (POSTERN_VAULT_ERROR, (int) meaning, message);
}
