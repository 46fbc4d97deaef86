/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GPtrArray *postern_practice_listener_open (guint16   port,
                                           guint16  *opened,
                                           GError  **error);

G_END_DECLS
