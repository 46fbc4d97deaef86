/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternWindow:
 *
 * The window: the list of records, or the wizard for one of them. Its actions: win.new, win.practise,
 * win.open (id), win.remove (id), win.home, win.toast (text), win.settled (whether well), win.retry, and those
 * of postern_explain_actions_install() and postern_window_actions_install().
 */
#define POSTERN_TYPE_WINDOW (postern_window_get_type ())
G_DECLARE_FINAL_TYPE (PosternWindow, postern_window, POSTERN, WINDOW, AdwApplicationWindow)

GtkWidget      *postern_window_new         (GtkApplication *application);
void            postern_window_flush       (PosternWindow  *self);
PosternContext *postern_window_get_context (PosternWindow  *self);

void            postern_window_show_due    (PosternWindow  *self);

G_END_DECLS
