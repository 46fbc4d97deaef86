/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/* What is done with a whole record, and asks first. Each tells how it went with win.toast of @widget's window. */
void postern_record_actions_remove    (GtkWidget      *widget,
                                       PosternContext *context,
                                       PosternRecord  *record);
void postern_record_actions_retire    (GtkWidget      *widget,
                                       PosternContext *context,
                                       PosternRecord  *record);
void postern_record_actions_take_back (GtkWidget      *widget,
                                       PosternContext *context,
                                       PosternRecord  *record);

G_END_DECLS
