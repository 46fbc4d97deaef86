/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-provider.h"

G_BEGIN_DECLS

/**
 * PosternTroubleItem:
 *
 * One "I don't see this" of a #PosternProviderStepRow: what is missing, why, and who can put it right.
 */
#define POSTERN_TYPE_TROUBLE_ITEM (postern_trouble_item_get_type ())
G_DECLARE_FINAL_TYPE (PosternTroubleItem, postern_trouble_item, POSTERN, TROUBLE_ITEM, AdwBin)

GtkWidget *postern_trouble_item_new (const PosternTrouble *trouble);

G_END_DECLS
