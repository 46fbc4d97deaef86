/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-catalogue.h"

G_BEGIN_DECLS

/**
 * PosternObstaclesGroup:
 *
 * What stands between a target and its provider, and the ways round it. Hidden where nothing does.
 *
 * Signals: "target-wanted" (string: the id of a target to be set up), "account-wanted" (no arguments).
 */
#define POSTERN_TYPE_OBSTACLES_GROUP (postern_obstacles_group_get_type ())
G_DECLARE_FINAL_TYPE (PosternObstaclesGroup, postern_obstacles_group, POSTERN, OBSTACLES_GROUP, AdwBin)

void postern_obstacles_group_clear (PosternObstaclesGroup *self);
void postern_obstacles_group_add   (PosternObstaclesGroup *self,
                                    const char *const     *warnings,
                                    const char *const     *obstacles,
                                    PosternCatalogue      *catalogue,
                                    const char            *provider);

G_END_DECLS
