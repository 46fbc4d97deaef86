/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/handover/postern-printout.h"

#include <glib/gi18n-lib.h>

static void
draw_fields (const PosternPrintout *self,
             PosternDrawing        *drawing,
             guint                  first,
             guint                  n_fields)
{
  for (guint i = first; i < first + n_fields; i++)
    {
      const PosternSettingsField *field = g_ptr_array_index (self->settings->fields, i);

      if (field->secret && self->settings->masked)
        postern_drawing_row (drawing, field->label, _("Not on this paper. Copy it from Postern."), "Sans Italic 10");
      else
        postern_drawing_row (drawing, field->label, field->value, field->secret ? "Monospace 11" : "Sans 10");
    }
}

static void
draw_part (const PosternPrintout     *self,
           PosternDrawing            *drawing,
           const PosternSettingsPart *part,
           guint                      first_field)
{
  if (part->path != NULL)
    postern_drawing_text (drawing, part->path, "Sans Bold 12", 4);
  if (part->where != NULL)
    postern_drawing_text (drawing, part->where, "Sans 10", 10);
  if (part->n_fields > 0)
    draw_fields (self, drawing, first_field, part->n_fields);
  else
    postern_drawing_text (drawing, part->text, "Monospace 9", 0);
  postern_drawing_skip (drawing, 14);
}

static void
draw_notes (const PosternPrintout *self,
            PosternDrawing        *drawing)
{
  if (self->target->test_hint != NULL)
    {
      postern_drawing_text (drawing, _("How to send its own test mail"), "Sans Bold 12", 4);
      postern_drawing_text (drawing, self->target->test_hint, "Sans 10", 14);
    }
  if (self->target->pitfalls == NULL || *self->target->pitfalls == NULL)
    return;

  postern_drawing_text (drawing, _("Good to know"), "Sans Bold 12", 4);
  for (char **pitfall = self->target->pitfalls; *pitfall != NULL; pitfall++)
    postern_drawing_text (drawing, *pitfall, "Sans 10", 6);
}

/**
 * postern_printout_draw:
 * @self: what goes on the paper
 * @drawing: where it goes
 *
 * Draws the settings with where they go, how to try them, and what people trip over.
 */
void
postern_printout_draw (const PosternPrintout *self,
                       PosternDrawing        *drawing)
{
  /* Translators: %s is a program or device. */
  g_autofree char *title = g_strdup_printf (_("Settings for %s"), self->target->name);
  guint field = 0;

  g_return_if_fail (self->target != NULL && self->settings != NULL);

  postern_drawing_text (drawing, title, "Sans Bold 20", 8);
  postern_drawing_text (drawing,
                        self->settings->masked
                          ? _("The password is not on this paper.")
                          : _("Whoever reads this paper can send mail as this account: destroy it when it is done."),
                        "Sans 9", 18);
  for (guint i = 0; i < self->settings->parts->len; i++)
    {
      const PosternSettingsPart *part = g_ptr_array_index (self->settings->parts, i);

      draw_part (self, drawing, part, field);
      field += part->n_fields;
    }
  draw_notes (self, drawing);
}
