/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-delivery.h"

G_BEGIN_DECLS

/** Prints {domain, state, notes:[…]}: as an event of a test on one line, or pretty. */
void ctl_delivery_print_json (const PosternDelivery *delivery,
                              gboolean               event);
void ctl_delivery_print_text (const PosternDelivery *delivery);

G_END_DECLS
