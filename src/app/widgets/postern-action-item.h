/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-rule.h"

G_BEGIN_DECLS

/**
 * PosternActionItem:
 *
 * One numbered thing to do of a #PosternFindingCard or a #PosternGuideView.
 *
 * Signals: "command-copied" (no arguments), "letter-wanted" (the letter's reason, a string), "guide-wanted" (the
 * guide's id, a string).
 */
#define POSTERN_TYPE_ACTION_ITEM (postern_action_item_get_type ())
G_DECLARE_FINAL_TYPE (PosternActionItem, postern_action_item, POSTERN, ACTION_ITEM, AdwBin)

GtkWidget *postern_action_item_new (const PosternAction *action,
                                    guint                number,
                                    gboolean             can_write_letter,
                                    gboolean             can_open_guide);

G_END_DECLS
