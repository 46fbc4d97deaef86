/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternChangesGroup:
 *
 * Answers "What changed since it last worked?" for a record that fails now.
 */
#define POSTERN_TYPE_CHANGES_GROUP (postern_changes_group_get_type ())
G_DECLARE_FINAL_TYPE (PosternChangesGroup, postern_changes_group, POSTERN, CHANGES_GROUP, AdwBin)

GtkWidget *postern_changes_group_new  (void);
void       postern_changes_group_show (PosternChangesGroup *self,
                                       PosternRecord       *record);
void       postern_changes_group_hide (PosternChangesGroup *self);

G_END_DECLS
