/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/base/postern-secret.h"

G_BEGIN_DECLS

/**
 * PosternSecretProvider:
 *
 * Hands a secret to whoever pastes, marked as one, and takes itself off the clipboard after a while.
 */
#define POSTERN_TYPE_SECRET_PROVIDER (postern_secret_provider_get_type ())
G_DECLARE_FINAL_TYPE (PosternSecretProvider, postern_secret_provider, POSTERN, SECRET_PROVIDER, GdkContentProvider)

GdkContentProvider *postern_secret_provider_new (PosternSecret *secret,
                                                 guint          seconds);

G_END_DECLS
