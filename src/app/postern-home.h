/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternHome:
 *
 * The first page: the records, or what Postern is for while there are none.
 */
#define POSTERN_TYPE_HOME (postern_home_get_type ())
G_DECLARE_FINAL_TYPE (PosternHome, postern_home, POSTERN, HOME, AdwBin)

void postern_home_set_context (PosternHome    *self,
                               PosternContext *context);

G_END_DECLS
