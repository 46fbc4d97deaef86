/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-target.h"

G_BEGIN_DECLS

/**
 * PosternVariantsGroup:
 *
 * Asks in which of several ways the settings are to be given. Hidden where there is only one.
 *
 * Signal: "chosen" (string: the variant's id).
 */
#define POSTERN_TYPE_VARIANTS_GROUP (postern_variants_group_get_type ())
G_DECLARE_FINAL_TYPE (PosternVariantsGroup, postern_variants_group, POSTERN, VARIANTS_GROUP, AdwBin)

void postern_variants_group_show (PosternVariantsGroup *self,
                                  PosternTarget        *target);

G_END_DECLS
