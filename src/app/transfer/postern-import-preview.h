/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/batch/postern-onboarding.h"

G_BEGIN_DECLS

/** How many bad lines are shown one by one. */
#define POSTERN_IMPORT_PREVIEW_LINES 50

/** (transfer full): translated: how many accounts there are, and what of the file is left out */
char *postern_import_preview_say         (const PosternOnboarding *onboarding);
/** (transfer full): translated: how many accounts a backup holds, and how much of it is left out */
char *postern_import_preview_say_backup  (guint                    n,
                                          guint                    n_passed_over);
/** (transfer full): translated: "Line 4: …", one a line; "" when there is none */
char *postern_import_preview_list_faults (GPtrArray               *faults);

G_END_DECLS
