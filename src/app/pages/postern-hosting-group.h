/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/network/postern-hosting.h"

G_BEGIN_DECLS

/**
 * PosternHostingGroup:
 *
 * Finds out who serves an address, a short pause after it was typed, and says how we know, in a sentence. The
 * preferences say what may be looked up.
 *
 * Signal: "found" (no arguments): postern_hosting_group_get_found() has something new.
 */
#define POSTERN_TYPE_HOSTING_GROUP (postern_hosting_group_get_type ())
G_DECLARE_FINAL_TYPE (PosternHostingGroup, postern_hosting_group, POSTERN, HOSTING_GROUP, AdwBin)

void                  postern_hosting_group_look      (PosternHostingGroup *self,
                                                       PosternCatalogue    *catalogue,
                                                       const char          *address);
void                  postern_hosting_group_forget    (PosternHostingGroup *self);
const PosternHosting *postern_hosting_group_get_found (PosternHostingGroup *self);

G_END_DECLS
