/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PosternFixedList:
 *
 * A list model that never changes, so that any thread may read it. (GListStore keeps a cursor for faster
 * access and is not safe even for readers.)
 */
#define POSTERN_TYPE_FIXED_LIST (postern_fixed_list_get_type ())
G_DECLARE_FINAL_TYPE (PosternFixedList, postern_fixed_list, POSTERN, FIXED_LIST, GObject)

GListModel *postern_fixed_list_new (GType      item_type,
                                    GPtrArray *items);

G_END_DECLS
