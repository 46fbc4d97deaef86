/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TargetsPeer:
 * @name: the script's name without ".sh"
 * @path: the script
 * @target: whose settings it takes
 * @variant: (nullable): which of the target's variants
 * @package: the Debian package that brings the program
 * @needs: (nullable): the paths that must be there for it, separated by blanks
 * @unpacked: (nullable): the folder of build-aux/packages-unpacked that it comes from
 * @refuses: (nullable): words of Postern's refusal of the nasty password, for a program that can't take it; then it
 *   gets a plain one
 * @keyring: whether it takes the password from the keyring
 * @daemon: whether the script goes on until it is ended
 *
 * A real program, as the head of its script in tests/peers/targets tells.
 */
typedef struct
{
  char     *name;
  char     *path;
  char     *target;
  char     *variant;
  char     *package;
  char     *needs;
  char     *unpacked;
  char     *refuses;
  gboolean  keyring;
  gboolean  daemon;
} TargetsPeer;

/** Reads the heads of all scripts, sorted by name. (transfer full) (element-type TargetsPeer) */
GPtrArray *targets_peer_list        (void);
/** What this machine lacks to run it, as words for g_test_skip(); (transfer full) (nullable): nothing. */
char      *targets_peer_get_missing (const TargetsPeer *self);
/** The folders of unpacked packages that are laid over the system's, %NULL-terminated. (transfer full) */
char     **targets_peer_get_layers  (const TargetsPeer *self);

G_END_DECLS
