/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternImportWindow:
 *
 * Brings in accounts: those of a list, to be set up one after the other, or those of a backup with their passwords.
 * What would come in is shown first, and nothing is kept before the person says so.
 */
#define POSTERN_TYPE_IMPORT_WINDOW (postern_import_window_get_type ())
G_DECLARE_FINAL_TYPE (PosternImportWindow, postern_import_window, POSTERN, IMPORT_WINDOW, AdwWindow)

GtkWidget *postern_import_window_new       (GtkWindow           *parent,
                                            PosternContext      *context);
/** Shows what is in @file, as after it was chosen. */
void       postern_import_window_open_file (PosternImportWindow *self,
                                            GFile               *file);

G_END_DECLS
