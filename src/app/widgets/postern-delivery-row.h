/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/network/postern-delivery.h"

G_BEGIN_DECLS

/**
 * PosternDeliveryRow:
 *
 * What is not good about how a domain's mail arrives: unfolds into why, and the DNS record to copy.
 *
 * Signal: "copied" (string): what to tell then.
 */
#define POSTERN_TYPE_DELIVERY_ROW (postern_delivery_row_get_type ())
G_DECLARE_FINAL_TYPE (PosternDeliveryRow, postern_delivery_row, POSTERN, DELIVERY_ROW, AdwExpanderRow)

GtkWidget *postern_delivery_row_new (const PosternDeliveryNote *note);

G_END_DECLS
