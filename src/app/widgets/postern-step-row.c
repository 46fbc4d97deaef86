/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-step-row.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *icon_name;
  const char *css_class;
} Look;

static const Look pending_look = { "postern-pending-symbolic", "pending" };
static const Look looks[] = {
  [POSTERN_STEP_STATE_RUNNING] = { NULL, "running" },
  [POSTERN_STEP_STATE_OK] = { "postern-done-symbolic", "done" },
  [POSTERN_STEP_STATE_FAILED] = { "postern-failed-symbolic", "failed" },
  [POSTERN_STEP_STATE_SKIPPED] = { "postern-skipped-symbolic", "skipped" },
};

struct _PosternStepRow
{
  GtkListBoxRow  parent_instance;

  GtkStack      *stack;
  GtkImage      *icon;
  GtkSpinner    *spinner;
  GtkLabel      *title_label;
  GtkLabel      *reply_label;
  GtkLabel      *time_label;

  PosternStep    step;
  const Look    *look;
};

G_DEFINE_FINAL_TYPE (PosternStepRow, postern_step_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_look (PosternStepRow *self,
           const Look     *look)
{
  gboolean spins = look->icon_name == NULL;

  if (self->look != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->look->css_class);
  self->look = look;
  gtk_widget_add_css_class (GTK_WIDGET (self), look->css_class);
  gtk_image_set_from_icon_name (self->icon, look->icon_name);
  gtk_spinner_set_spinning (self->spinner, spins);
  gtk_stack_set_visible_child (self->stack, spins ? GTK_WIDGET (self->spinner) : GTK_WIDGET (self->icon));
}

static guint
round_milliseconds (const PosternTestEvent *event)
{
  return (guint) (event->milliseconds + 0.5);
}

static gboolean
has_time (const PosternTestEvent *event)
{
  return event->state == POSTERN_STEP_STATE_OK || event->state == POSTERN_STEP_STATE_FAILED;
}

static void
show_time (PosternStepRow         *self,
           const PosternTestEvent *event)
{
  g_autofree char *text = NULL;

  if (has_time (event))
    /* Translators: %u is a number of milliseconds; “ms” is the unit's symbol. */
    text = g_strdup_printf (_("%u ms"), round_milliseconds (event));
  gtk_label_set_label (self->time_label, text != NULL ? text : "");
}

static void
show_reply (PosternStepRow         *self,
            const PosternTestEvent *event)
{
  g_autofree char *reply = NULL;

  if (event->state == POSTERN_STEP_STATE_FAILED && event->reply != NULL)
    reply = postern_smtp_reply_to_text (event->reply);
  else if (event->state == POSTERN_STEP_STATE_FAILED && event->error != NULL)
    reply = g_strdup (event->error->message);

  gtk_label_set_label (self->reply_label, reply != NULL ? reply : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reply_label), reply != NULL);
}

static char *
describe_timed (const char *title,
                gboolean    ok,
                guint       milliseconds)
{
  if (ok)
    /* Translators: %s is a step, such as “Sign in”, %u the time that it took. Spoken by a screen reader. */
    return g_strdup_printf (ngettext ("%s: done, %u millisecond", "%s: done, %u milliseconds", milliseconds), title,
                            milliseconds);

  /* Translators: %s is a step, such as “Sign in”, %u the time that it took. Spoken by a screen reader. */
  return g_strdup_printf (ngettext ("%s: failed, %u millisecond", "%s: failed, %u milliseconds", milliseconds), title,
                          milliseconds);
}

static char *
describe (PosternStepRow         *self,
          const PosternTestEvent *event)
{
  const char *title = postern_step_get_title (self->step);

  if (event == NULL)
    /* Translators: %s is a step, such as “Sign in”. Spoken by a screen reader. */
    return g_strdup_printf (_("%s: not begun"), title);
  if (has_time (event))
    return describe_timed (title, event->state == POSTERN_STEP_STATE_OK, round_milliseconds (event));
  if (event->state == POSTERN_STEP_STATE_RUNNING)
    /* Translators: %s is a step, such as “Sign in”. Spoken by a screen reader. */
    return g_strdup_printf (_("%s: in progress"), title);

  /* Translators: %s is a step, such as “Sign in”. Spoken by a screen reader. */
  return g_strdup_printf (_("%s: left out"), title);
}

static void
name_row (PosternStepRow         *self,
          const PosternTestEvent *event)
{
  g_autofree char *description = describe (self, event);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

static void
postern_step_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_STEP_ROW);

  G_OBJECT_CLASS (postern_step_row_parent_class)->dispose (object);
}

static void
postern_step_row_class_init (PosternStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_step_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternStepRow, stack);
  gtk_widget_class_bind_template_child (widget_class, PosternStepRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PosternStepRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PosternStepRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, PosternStepRow, reply_label);
  gtk_widget_class_bind_template_child (widget_class, PosternStepRow, time_label);
}

static void
postern_step_row_init (PosternStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_look (self, &pending_look);
}

/**
 * postern_step_row_new:
 * @step: a step of a test
 *
 * Returns: (transfer floating): a new row for a step that has not begun
 */
GtkWidget *
postern_step_row_new (PosternStep step)
{
  PosternStepRow *self = g_object_new (POSTERN_TYPE_STEP_ROW, NULL);

  self->step = step;
  gtk_label_set_label (self->title_label, postern_step_get_title (step));
  name_row (self, NULL);

  return GTK_WIDGET (self);
}

/**
 * postern_step_row_get_step:
 * @self: a row
 *
 * Returns: its step
 */
PosternStep
postern_step_row_get_step (PosternStepRow *self)
{
  g_return_val_if_fail (POSTERN_IS_STEP_ROW (self), POSTERN_STEP_RESOLVE);

  return self->step;
}

/**
 * postern_step_row_take_event:
 * @self: a row
 * @event: what became of its step
 */
void
postern_step_row_take_event (PosternStepRow         *self,
                             const PosternTestEvent *event)
{
  g_return_if_fail (POSTERN_IS_STEP_ROW (self));
  g_return_if_fail (event != NULL && event->step == self->step);

  show_look (self, &looks[event->state]);
  show_time (self, event);
  show_reply (self, event);
  name_row (self, event);
}
