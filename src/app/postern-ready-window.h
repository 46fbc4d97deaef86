/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternReadyWindow:
 *
 * Which records are about to stop, because their provider ends sending with a password, and what to move each to.
 */
#define POSTERN_TYPE_READY_WINDOW (postern_ready_window_get_type ())
G_DECLARE_FINAL_TYPE (PosternReadyWindow, postern_ready_window, POSTERN, READY_WINDOW, AdwWindow)

GtkWidget *postern_ready_window_new (GtkWindow      *parent,
                                     PosternContext *context);

G_END_DECLS
