/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/handover/postern-drawing.h"

#include <pango/pangocairo.h>

#define LABEL_WIDTH 130.0
#define ROW_GAP 6.0

static PangoLayout *
new_layout (PosternDrawing *self,
            const char     *text,
            const char     *font,
            double          width)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cr);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static gboolean
is_shown (const PosternDrawing *self)
{
  return self->shown == POSTERN_DRAWING_ALL || self->shown == self->page;
}

/* Begins another page where @height more does not fit on this one. */
static void
make_room (PosternDrawing *self,
           double          height)
{
  if (self->y <= self->margin || self->y + height <= self->height - self->margin)
    return;
  if (self->shown == POSTERN_DRAWING_ALL)
    cairo_show_page (self->cr);
  self->page++;
  self->y = self->margin;
}

static void
show_layout (PosternDrawing *self,
             PangoLayout    *layout,
             double          x)
{
  if (!is_shown (self))
    return;
  cairo_move_to (self->cr, x, self->y);
  pango_cairo_show_layout (self->cr, layout);
}

/**
 * postern_drawing_init:
 * @self: memory for it
 * @cr: what it draws on; must outlive it
 * @width: of a page, in points
 * @height: the same
 * @margin: the same, on each side
 *
 * Begins a drawing of which every page is shown; set "shown" for another choice.
 */
void
postern_drawing_init (PosternDrawing *self,
                      cairo_t        *cr,
                      double          width,
                      double          height,
                      double          margin)
{
  g_return_if_fail (self != NULL && cr != NULL);

  *self = (PosternDrawing) { cr, width, height, margin, POSTERN_DRAWING_ALL, 0, margin };
}

/**
 * postern_drawing_text:
 * @self: a drawing
 * @text: text, which may have several lines
 * @font: a description as Pango takes it
 * @gap: how many points are left empty after it
 *
 * Draws text over the width of the page, line by line, so that it may go on on the next page.
 */
void
postern_drawing_text (PosternDrawing *self,
                      const char     *text,
                      const char     *font,
                      double          gap)
{
  g_autoptr (PangoLayout) layout = new_layout (self, text, font, self->width - 2 * self->margin);

  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      PangoRectangle extents;

      pango_layout_line_get_extents (line, NULL, &extents);
      make_room (self, extents.height / (double) PANGO_SCALE);
      if (is_shown (self))
        {
          cairo_move_to (self->cr, self->margin, self->y + PANGO_ASCENT (extents) / (double) PANGO_SCALE);
          pango_cairo_show_layout_line (self->cr, line);
        }
      self->y += extents.height / (double) PANGO_SCALE;
    }
  self->y += gap;
}

/**
 * postern_drawing_row:
 * @self: a drawing
 * @label: what it is
 * @value: (nullable): the value; without one there is no row
 * @font: a description as Pango takes it, for the value
 *
 * Draws a label with the value beside it.
 */
void
postern_drawing_row (PosternDrawing *self,
                     const char     *label,
                     const char     *value,
                     const char     *font)
{
  g_autoptr (PangoLayout) left = NULL;
  g_autoptr (PangoLayout) right = NULL;

  if (value == NULL || *value == '\0')
    return;
  left = new_layout (self, label, "Sans Bold 10", LABEL_WIDTH - 10);
  right = new_layout (self, value, font, self->width - 2 * self->margin - LABEL_WIDTH);
  make_room (self, MAX (get_height (left), get_height (right)));
  show_layout (self, left, self->margin);
  show_layout (self, right, self->margin + LABEL_WIDTH);
  self->y += MAX (get_height (left), get_height (right)) + ROW_GAP;
}

/**
 * postern_drawing_skip:
 * @self: a drawing
 * @gap: how many points are left empty
 */
void
postern_drawing_skip (PosternDrawing *self,
                      double          gap)
{
  self->y += gap;
}
