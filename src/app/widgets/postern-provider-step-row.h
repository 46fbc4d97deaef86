/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-provider.h"

G_BEGIN_DECLS

/**
 * PosternProviderStepRow:
 *
 * A step to tick off, for a boxed list: opens to say what to do, where, and what to do when a thing is not there.
 *
 * Signals: "guide-wanted" (string: a guide's id): the person wants to know why a thing is not there.
 *
 * Properties: "done" (boolean), and #AdwExpanderRow's "expanded". Ticking a step off closes it; opening the next one is
 * up to the page.
 */
#define POSTERN_TYPE_PROVIDER_STEP_ROW (postern_provider_step_row_get_type ())
G_DECLARE_FINAL_TYPE (PosternProviderStepRow, postern_provider_step_row, POSTERN, PROVIDER_STEP_ROW, AdwExpanderRow)

GtkWidget  *postern_provider_step_row_new         (const PosternProviderStep *step,
                                                   guint                      number);
const char *postern_provider_step_row_get_step_id (PosternProviderStepRow    *self);
gboolean    postern_provider_step_row_get_done    (PosternProviderStepRow    *self);
void        postern_provider_step_row_set_done    (PosternProviderStepRow    *self,
                                                   gboolean                   done);

G_END_DECLS
