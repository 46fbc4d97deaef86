/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PosternLookUpWindow:
 *
 * The preferences: what may be looked up to find out who runs a mailbox. Each switch has the name of its key.
 */
#define POSTERN_TYPE_LOOK_UP_WINDOW (postern_look_up_window_get_type ())
G_DECLARE_FINAL_TYPE (PosternLookUpWindow, postern_look_up_window, POSTERN, LOOK_UP_WINDOW, AdwWindow)

GtkWidget *postern_look_up_window_new (GtkWindow *parent);

G_END_DECLS
