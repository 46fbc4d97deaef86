/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GSettings *postern_preferences_open (void);

void       postern_preferences_restore_size (GSettings *settings,
                                             GtkWindow *window);
void       postern_preferences_save_size    (GSettings *settings,
                                             GtkWindow *window);

G_END_DECLS
