/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PosternChoiceRow:
 *
 * One of several answers of which one is chosen: a row with a radio button that has the row's title as its name.
 *
 * Properties: "id" (string: what the answer is called in a record), "active" (boolean), "group" (write-only: another
 * row of the same question, or %NULL).
 */
#define POSTERN_TYPE_CHOICE_ROW (postern_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (PosternChoiceRow, postern_choice_row, POSTERN, CHOICE_ROW, AdwActionRow)

GtkWidget  *postern_choice_row_new        (const char       *id,
                                           const char       *title,
                                           const char       *subtitle,
                                           PosternChoiceRow *group);
const char *postern_choice_row_get_id     (PosternChoiceRow *self);
gboolean    postern_choice_row_get_active (PosternChoiceRow *self);
void        postern_choice_row_set_active (PosternChoiceRow *self,
                                           gboolean          active);

G_END_DECLS
