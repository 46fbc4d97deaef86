/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/network/postern-delivery.h"

G_BEGIN_DECLS

/**
 * PosternDeliveryGroup:
 *
 * "Is the sender trusted?": looks up what receivers check of the sender's domain, and shows what is not good, each with
 * the DNS record to copy. Hidden until it looks.
 */
#define POSTERN_TYPE_DELIVERY_GROUP (postern_delivery_group_get_type ())
G_DECLARE_FINAL_TYPE (PosternDeliveryGroup, postern_delivery_group, POSTERN, DELIVERY_GROUP, AdwBin)

void postern_delivery_group_reset (PosternDeliveryGroup          *self);
void postern_delivery_group_check (PosternDeliveryGroup          *self,
                                   PosternCatalogue              *catalogue,
                                   const PosternDeliveryQuestion *question);
void postern_delivery_group_show  (PosternDeliveryGroup          *self,
                                   const PosternDelivery         *delivery);

G_END_DECLS
