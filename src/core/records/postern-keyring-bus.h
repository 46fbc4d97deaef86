/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define POSTERN_KEYRING_BUS_NAME "org.freedesktop.secrets"
#define POSTERN_KEYRING_BUS_PATH "/org/freedesktop/secrets"

/* The Secret Service without libsecret between: one call, one answer. Blocks. */
GVariant *postern_keyring_bus_call         (const char    *path,
                                            const char    *method,
                                            GVariant      *arguments,
                                            const char    *type,
                                            GCancellable  *cancellable,
                                            GError       **error);
void      postern_keyring_bus_set_patience (guint          milliseconds);

G_END_DECLS
