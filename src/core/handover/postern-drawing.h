/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/** In the place of a page's number: all of them, each shown with cairo_show_page(); or none, which only counts them. */
#define POSTERN_DRAWING_ALL G_MAXUINT
#define POSTERN_DRAWING_NONE (G_MAXUINT - 1)

/**
 * PosternDrawing:
 * @cr: what it draws on, in points
 * @width: of a page, in points
 * @height: the same
 * @margin: the same, on each side
 * @shown: which page is drawn, from 0; %POSTERN_DRAWING_ALL; %POSTERN_DRAWING_NONE
 * @page: the page that is reached, from 0
 * @y: where the next line goes
 *
 * Text on as many pages as it needs.
 */
typedef struct
{
  cairo_t *cr;
  double   width;
  double   height;
  double   margin;
  guint    shown;
  guint    page;
  double   y;
} PosternDrawing;

void postern_drawing_init (PosternDrawing *self,
                           cairo_t        *cr,
                           double          width,
                           double          height,
                           double          margin);
void postern_drawing_text (PosternDrawing *self,
                           const char     *text,
                           const char     *font,
                           double          gap);
void postern_drawing_row  (PosternDrawing *self,
                           const char     *label,
                           const char     *value,
                           const char     *font);
void postern_drawing_skip (PosternDrawing *self,
                           double          gap);

G_END_DECLS
