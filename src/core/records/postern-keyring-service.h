/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/*
 * A SecretService whose prompts always come to an end: a refused one, one that nobody answers in time, and
 * one whose service goes away are each a #PosternVaultError. (libsecret's own waits for ever, or reports nothing.)
 */
#define POSTERN_TYPE_KEYRING_SERVICE (postern_keyring_service_get_type ())
G_DECLARE_FINAL_TYPE (PosternKeyringService, postern_keyring_service, POSTERN, KEYRING_SERVICE, SecretService)

/** How long a person may take to answer a prompt, in milliseconds. */
void postern_keyring_service_set_patience (guint milliseconds);

G_END_DECLS
