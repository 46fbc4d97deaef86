/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/diagnosis/postern-ways.h"

G_BEGIN_DECLS

/**
 * PosternWayGroup:
 *
 * What to do for the way that was chosen, where the wizard does not simply go on: the services to take, or the steps.
 *
 * Signal: "provider-chosen" (string: a provider's id): the person wants to set it up with this one.
 */
#define POSTERN_TYPE_WAY_GROUP (postern_way_group_get_type ())
G_DECLARE_FINAL_TYPE (PosternWayGroup, postern_way_group, POSTERN, WAY_GROUP, AdwBin)

gboolean postern_way_group_show (PosternWayGroup        *self,
                                 PosternCatalogue       *catalogue,
                                 const PosternWayChoice *choice,
                                 PosternProvider        *provider);

G_END_DECLS
