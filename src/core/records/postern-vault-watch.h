/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PosternVaultWatch:
 *
 * Tells by its signal "changed" that something may be different in the keyring: another program has changed an item,
 * the keyring was locked or unlocked, came or went. It tells so a moment later, once for many changes, and once soon
 * after it was made. It starts no keyring, and asks it nothing. Where there is no bus, it tells nothing.
 */
#define POSTERN_TYPE_VAULT_WATCH (postern_vault_watch_get_type ())
G_DECLARE_FINAL_TYPE (PosternVaultWatch, postern_vault_watch, POSTERN, VAULT_WATCH, GObject)

PosternVaultWatch *postern_vault_watch_new (void);

G_END_DECLS
