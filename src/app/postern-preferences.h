/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The settings' keys for what may be looked up are the sources' nicks behind this: "look-up-mx". */
#define POSTERN_PREFERENCES_LOOK_UP "look-up-"

GSettings *postern_preferences_open        (void);
guint      postern_preferences_get_without (GSettings *settings);

void       postern_preferences_restore_size (GSettings *settings,
                                             GtkWindow *window);
void       postern_preferences_save_size    (GSettings *settings,
                                             GtkWindow *window);

G_END_DECLS
