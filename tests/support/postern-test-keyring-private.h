/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/postern-test-keyring.h"
#include "support/postern-test-wait.h"

G_BEGIN_DECLS

#define POSTERN_TEST_KEYRING_NAME "org.freedesktop.secrets"
/** How long the keyring itself may take for one thing, in seconds. */
#define POSTERN_TEST_KEYRING_PATIENCE (5 * POSTERN_TEST_DEADLINE)

struct _PosternTestKeyring
{
  char             *folder;
  char             *address;
  GSubprocess      *bus_daemon;
  GSubprocess      *keyring_daemon;
  GDBusConnection  *bus;
};

/* Asks whoever has @name on the bus; starts nothing, and fails where there is no answer. (transfer full) */
GVariant *postern_test_keyring_call    (PosternTestKeyring *self,
                                        const char         *name,
                                        const char         *path,
                                        const char         *interface,
                                        const char         *method,
                                        GVariant           *arguments);
void      postern_test_keyring_encrypt (PosternTestKeyring *self);

G_END_DECLS
