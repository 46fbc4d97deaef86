/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/postern-answer-button.h"

#include "app/widgets/postern-widget-utils.h"

struct _PosternAnswerButton
{
  GtkButton  parent_instance;

  GtkLabel  *label;

  guint      number;
};

G_DEFINE_FINAL_TYPE (PosternAnswerButton, postern_answer_button, GTK_TYPE_BUTTON)

static void
postern_answer_button_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_ANSWER_BUTTON);

  G_OBJECT_CLASS (postern_answer_button_parent_class)->dispose (object);
}

static void
postern_answer_button_class_init (PosternAnswerButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_answer_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-answer-button.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternAnswerButton, label);
}

static void
postern_answer_button_init (PosternAnswerButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_answer_button_new:
 * @answer: what the person may say
 * @question: to which question, for a screen reader
 * @number: which of the answers it is, from 0
 *
 * Returns: (transfer floating): a new button
 */
GtkWidget *
postern_answer_button_new (const char *answer,
                           const char *question,
                           guint       number)
{
  PosternAnswerButton *self;

  g_return_val_if_fail (answer != NULL && question != NULL, NULL);

  self = g_object_new (POSTERN_TYPE_ANSWER_BUTTON, NULL);
  self->number = number;
  gtk_label_set_label (self->label, answer);
  postern_app_set_button_name (GTK_BUTTON (self), answer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, question, -1);

  return GTK_WIDGET (self);
}

/**
 * postern_answer_button_get_number:
 * @self: a button
 *
 * Returns: which of the answers it is, from 0
 */
guint
postern_answer_button_get_number (PosternAnswerButton *self)
{
  g_return_val_if_fail (POSTERN_IS_ANSWER_BUTTON (self), 0);

  return self->number;
}
