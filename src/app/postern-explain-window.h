/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternExplainWindow:
 *
 * "What does your site or device say?": a box to paste an error message of another program, and the finding for it.
 * Nothing of it is kept or sent.
 */
#define POSTERN_TYPE_EXPLAIN_WINDOW (postern_explain_window_get_type ())
G_DECLARE_FINAL_TYPE (PosternExplainWindow, postern_explain_window, POSTERN, EXPLAIN_WINDOW, AdwWindow)

GtkWidget *postern_explain_window_new (GtkWindow      *parent,
                                       PosternContext *context,
                                       const char     *provider);

G_END_DECLS
