/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-target.h"

G_BEGIN_DECLS

/**
 * PosternAboutTarget:
 *
 * What the catalogue knows about a target beside its settings: how it sends its own test mail, what people trip over,
 * and where all that is from.
 */
#define POSTERN_TYPE_ABOUT_TARGET (postern_about_target_get_type ())
G_DECLARE_FINAL_TYPE (PosternAboutTarget, postern_about_target, POSTERN, ABOUT_TARGET, AdwBin)

void postern_about_target_show (PosternAboutTarget *self,
                                PosternTarget      *target);

G_END_DECLS
