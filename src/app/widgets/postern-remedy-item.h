/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-catalogue.h"

G_BEGIN_DECLS

/**
 * PosternRemedyItem:
 *
 * One way round what is in the way of a target: a row that opens, with the buttons that begin it.
 *
 * Signals: "target-wanted" (string: the id of a target to be set up for it), "account-wanted" (no arguments: another
 * account or port is to be chosen).
 */
#define POSTERN_TYPE_REMEDY_ITEM (postern_remedy_item_get_type ())
G_DECLARE_FINAL_TYPE (PosternRemedyItem, postern_remedy_item, POSTERN, REMEDY_ITEM, AdwExpanderRow)

GtkWidget *postern_remedy_item_new         (PosternRemedy    *remedy,
                                            PosternCatalogue *catalogue);
GtkWidget *postern_remedy_item_new_account (const char       *title,
                                            const char       *text);

G_END_DECLS
