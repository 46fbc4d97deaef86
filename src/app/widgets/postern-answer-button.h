/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PosternAnswerButton:
 *
 * A wide button that gives one of the answers to the question of a #PosternGuideView.
 */
#define POSTERN_TYPE_ANSWER_BUTTON (postern_answer_button_get_type ())
G_DECLARE_FINAL_TYPE (PosternAnswerButton, postern_answer_button, POSTERN, ANSWER_BUTTON, GtkButton)

GtkWidget *postern_answer_button_new        (const char          *answer,
                                             const char          *question,
                                             guint                number);
guint      postern_answer_button_get_number (PosternAnswerButton *self);

G_END_DECLS
