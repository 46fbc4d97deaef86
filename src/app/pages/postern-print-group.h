/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/postern-settings-renderer.h"

G_BEGIN_DECLS

/**
 * PosternPrintGroup:
 *
 * Prints the settings, with the password only when the person asks for it.
 *
 * Signal: "failed" (string): nothing was printed; the sentence says why.
 */
#define POSTERN_TYPE_PRINT_GROUP (postern_print_group_get_type ())
G_DECLARE_FINAL_TYPE (PosternPrintGroup, postern_print_group, POSTERN, PRINT_GROUP, AdwBin)

void               postern_print_group_show (PosternPrintGroup        *self,
                                             PosternSettingsRenderer  *renderer);
GtkPrintOperation *postern_print_group_make (PosternPrintGroup        *self,
                                             GError                  **error);

G_END_DECLS
