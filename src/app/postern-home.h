/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternHome:
 *
 * The first page: the records, to be searched, filtered and sorted, or what Postern is for while there are none. It
 * says what is due.
 */
#define POSTERN_TYPE_HOME (postern_home_get_type ())
G_DECLARE_FINAL_TYPE (PosternHome, postern_home, POSTERN, HOME, AdwBin)

void postern_home_set_context (PosternHome    *self,
                               PosternContext *context);
void postern_home_show_due    (PosternHome    *self);

G_END_DECLS
