/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PosternWayRow:
 *
 * One thing to do, or to choose, on the way to another way of sending: words, and perhaps a button.
 *
 * Signal: "pressed" (no arguments).
 */
#define POSTERN_TYPE_WAY_ROW (postern_way_row_get_type ())
G_DECLARE_FINAL_TYPE (PosternWayRow, postern_way_row, POSTERN, WAY_ROW, AdwActionRow)

GtkWidget  *postern_way_row_new    (const char    *title,
                                    const char    *subtitle,
                                    const char    *button,
                                    const char    *value);
const char *postern_way_row_get_value (PosternWayRow *self);

G_END_DECLS
