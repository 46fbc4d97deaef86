/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

/**
 * PosternStepRow:
 *
 * One step of a live test: its state in a picture and in words, its name, its time, and the server's reply if it
 * failed.
 */
#define POSTERN_TYPE_STEP_ROW (postern_step_row_get_type ())
G_DECLARE_FINAL_TYPE (PosternStepRow, postern_step_row, POSTERN, STEP_ROW, GtkListBoxRow)

GtkWidget   *postern_step_row_new        (PosternStep             step);
PosternStep  postern_step_row_get_step   (PosternStepRow         *self);
void         postern_step_row_take_event (PosternStepRow         *self,
                                          const PosternTestEvent *event);

G_END_DECLS
