/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

#include "core/base/postern-secret.h"

G_BEGIN_DECLS

/*
 * One conversation with the keyring: the Secret Service of the session bus, or libsecret's file where that
 * is asked for (SECRET_BACKEND=file) or needed (Flatpak, Snap). All functions block, each call to the
 * service for a limited time. Errors are libsecret's, GIO's and #PosternVaultError; postern_keyring_explain()
 * makes all of them the last.
 */
typedef struct _PosternKeyring PosternKeyring;

gboolean        postern_keyring_uses_file
                                        (void);
PosternKeyring *postern_keyring_open    (GCancellable       *cancellable,
                                         GError            **error);
void            postern_keyring_close   (PosternKeyring     *self);
gboolean        postern_keyring_unlock  (PosternKeyring     *self,
                                         GCancellable       *cancellable,
                                         GError            **error);
gboolean        postern_keyring_put     (PosternKeyring     *self,
                                         GHashTable         *attributes,
                                         const char         *label,
                                         PosternSecret      *secret,
                                         GCancellable       *cancellable,
                                         GError            **error);
gboolean        postern_keyring_find    (PosternKeyring     *self,
                                         GHashTable         *attributes,
                                         GList             **items,
                                         GCancellable       *cancellable,
                                         GError            **error);
PosternSecret  *postern_keyring_read    (PosternKeyring     *self,
                                         SecretRetrievable  *item,
                                         GCancellable       *cancellable,
                                         GError            **error);
gboolean        postern_keyring_remove  (PosternKeyring     *self,
                                         SecretRetrievable  *item,
                                         GCancellable       *cancellable,
                                         GError            **error);

/** Shorter limits, for tests: for the first answer of the service and for a person's answer to a prompt. */
void            postern_keyring_set_patience (guint          answer_ms,
                                              guint          prompt_ms);
void            postern_keyring_explain (GError            **error,
                                         GCancellable       *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternKeyring, postern_keyring_close)

G_END_DECLS
