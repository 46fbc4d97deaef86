/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-target-group.h"

G_BEGIN_DECLS

/**
 * PosternGroupRow:
 *
 * A row that leads to the targets of a group: its icon, its title, and some of their names.
 */
#define POSTERN_TYPE_GROUP_ROW (postern_group_row_get_type ())
G_DECLARE_FINAL_TYPE (PosternGroupRow, postern_group_row, POSTERN, GROUP_ROW, AdwActionRow)

GtkWidget *postern_group_row_new          (PosternTargetGroup  group,
                                           GPtrArray          *targets,
                                           guint               position);
guint      postern_group_row_get_position (PosternGroupRow    *self);

G_END_DECLS
