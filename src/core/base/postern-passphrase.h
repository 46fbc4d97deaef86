/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"

G_BEGIN_DECLS

/** Random bytes that nobody can guess; %FALSE and %G_IO_ERROR_FAILED when the system has none. */
gboolean       postern_random_fill    (gpointer   bytes,
                                       gsize      length,
                                       GError   **error);
PosternSecret *postern_passphrase_new (GError   **error);

G_END_DECLS
