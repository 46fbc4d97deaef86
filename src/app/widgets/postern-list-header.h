/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PosternListHeader:
 *
 * A title with an icon above the first row of a group in a list.
 */
#define POSTERN_TYPE_LIST_HEADER (postern_list_header_get_type ())
G_DECLARE_FINAL_TYPE (PosternListHeader, postern_list_header, POSTERN, LIST_HEADER, AdwBin)

GtkWidget *postern_list_header_new (const char *title,
                                    const char *icon);

G_END_DECLS
