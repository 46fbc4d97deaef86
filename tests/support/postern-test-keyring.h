/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A D-Bus session of its own with a real gnome-keyring in a scratch folder, so that a test neither sees nor
 * touches the person's own. No service is started by name on this bus, so a prompt can never be shown.
 * One a process: GIO keeps the first session bus that it has seen.
 */
typedef struct _PosternTestKeyring PosternTestKeyring;

/** What opens the keyring of a test. */
#define POSTERN_TEST_KEYRING_PASSWORD "master of the test"

/** (nullable): what is missing, as a reason to skip a test */
const char         *postern_test_keyring_get_missing (void);
/** %TRUE where something is missing: all tests of the program are skipped then, and it is said why. */
gboolean            postern_test_keyring_skip        (void);
/**
 * Starts the bus and, when @with_service, the keyring with an unlocked default collection, and makes this
 * process and its children use them (DBUS_SESSION_BUS_ADDRESS). The programs must be there.
 */
PosternTestKeyring *postern_test_keyring_new         (gboolean                  with_service);
/** As postern_test_keyring_new(), with a keyring that has no collection at all. */
PosternTestKeyring *postern_test_keyring_new_empty   (void);
/**
 * As postern_test_keyring_new (TRUE), with items that are there from the start: @items is what gnome-keyring writes
 * for them into a collection without a password ("[1]", "[1:attribute0]" …). Before this returns, the real
 * gnome-keyring has read that, and written it again encrypted. Thousands of items take a second so, and minutes one by
 * one, for it encrypts and writes the whole file at each change.
 */
PosternTestKeyring *postern_test_keyring_new_filled  (const char               *items);
/** The keyring that another part of the test has started on the present session bus, with the password above. */
PosternTestKeyring *postern_test_keyring_attach      (void);
/** The file of the default collection. (transfer full) */
char               *postern_test_keyring_get_file    (PosternTestKeyring       *self);
/** The address of the bus, for children that get an environment of their own. */
const char         *postern_test_keyring_get_address (PosternTestKeyring       *self);
/** The bus, through a connection that is not the one of the code under test. */
GDBusConnection    *postern_test_keyring_get_bus     (PosternTestKeyring       *self);
/**
 * What another program reads: the passwords of all items with service=smtp, by what their attribute @name says. Fails
 * if two say the same, or one has none. (transfer full)
 */
GHashTable         *postern_test_keyring_read        (PosternTestKeyring       *self,
                                                      const char               *name);
void                postern_test_keyring_lock        (PosternTestKeyring       *self);
void                postern_test_keyring_unlock      (PosternTestKeyring       *self);
/** Kills the keyring and waits until its name is gone; the bus stays. */
void                postern_test_keyring_kill        (PosternTestKeyring       *self);
/** Starts it again after that, unlocked, with what it had. */
void                postern_test_keyring_restart     (PosternTestKeyring       *self);
/** Stops the keyring from answering (SIGSTOP), or lets it go on. */
void                postern_test_keyring_freeze      (PosternTestKeyring       *self,
                                                      gboolean                  frozen);
void                postern_test_keyring_free        (PosternTestKeyring       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTestKeyring, postern_test_keyring_free)

G_END_DECLS
