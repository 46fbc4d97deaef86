/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     postern_app_set_button_name   (GtkButton   *button,
                                        const char  *name);
void     postern_app_set_editable_text (GtkEditable *editable,
                                        const char  *text);
gboolean postern_app_focus_first       (GtkWidget   *page);
void     postern_app_open_uri          (GtkWidget   *widget,
                                        const char  *uri);
void     postern_app_make_default      (GtkWidget   *button);

G_END_DECLS
