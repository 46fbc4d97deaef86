/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PosternFigure:
 *
 * A drawing of the catalogue, light or dark as the window is, as wide as there is room for. Hidden when there is no
 * such drawing.
 *
 * Properties: "name" (nullable string: base name of the drawing), "alternative-text" (nullable string: what it shows).
 */
#define POSTERN_TYPE_FIGURE (postern_figure_get_type ())
G_DECLARE_FINAL_TYPE (PosternFigure, postern_figure, POSTERN, FIGURE, GtkWidget)

GtkWidget  *postern_figure_new                  (const char    *name,
                                                 const char    *alternative_text);
const char *postern_figure_get_name             (PosternFigure *self);
void        postern_figure_set_name             (PosternFigure *self,
                                                 const char    *name);
const char *postern_figure_get_alternative_text (PosternFigure *self);
void        postern_figure_set_alternative_text (PosternFigure *self,
                                                 const char    *alternative_text);
const char *postern_figure_get_resource         (PosternFigure *self);

G_END_DECLS
