/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean postern_private_file_save (const char  *path,
                                    const char  *bytes,
                                    gssize       length,
                                    GError     **error);

G_END_DECLS
