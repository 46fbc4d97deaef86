/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternGuideWindow:
 *
 * A guide of the catalogue in a window above another one.
 *
 * Signals: "addresses-chosen" (strings: who signs in, and the sender, %NULL when it is the same): the person wants
 * these addresses; the window closes after it.
 */
#define POSTERN_TYPE_GUIDE_WINDOW (postern_guide_window_get_type ())
G_DECLARE_FINAL_TYPE (PosternGuideWindow, postern_guide_window, POSTERN, GUIDE_WINDOW, AdwWindow)

PosternGuideWindow *postern_guide_window_new           (GtkWindow          *parent,
                                                        PosternContext     *context,
                                                        const char         *provider);
void                postern_guide_window_set_addresses (PosternGuideWindow *self,
                                                        const char         *account,
                                                        const char         *from,
                                                        gboolean            editable);
void                postern_guide_window_open          (PosternGuideWindow *self,
                                                        const char         *id);

G_END_DECLS
