/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-retry-group.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-announce.h"

/** How often the time that is left is looked at, in milliseconds. */
#define TICK 250

struct _PosternRetryGroup
{
  AdwBin     parent_instance;

  gint64     due;
  guint      ticks;
  guint      n_tries;

  GtkLabel  *message;
  GtkWidget *cancel_button;
};

enum
{
  DUE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternRetryGroup, postern_retry_group, ADW_TYPE_BIN)

static guint
get_seconds_left (PosternRetryGroup *self)
{
  gint64 left = self->due - g_get_monotonic_time ();

  return left <= 0 ? 0 : (guint) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

static void
show_time (PosternRetryGroup *self)
{
  guint seconds = get_seconds_left (self);
  g_autofree char *text = NULL;

  /* Translators: %u:%02u are minutes and seconds, such as 4:32. */
  text = g_strdup_printf (_("Tries again by itself in %u:%02u"), seconds / 60, seconds % 60);
  gtk_label_set_label (self->message, text);
}

static void
try_again (PosternRetryGroup *self)
{
  postern_retry_group_stop (self);
  g_signal_emit (self, signals[DUE], 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  PosternRetryGroup *self = user_data;

  if (get_seconds_left (self) > 0)
    {
      show_time (self);
      return G_SOURCE_CONTINUE;
    }

  self->ticks = 0;
  self->n_tries++;
  try_again (self);

  return G_SOURCE_REMOVE;
}

static void
give_up (PosternRetryGroup *self)
{
  gtk_label_set_label (self->message, _("Postern has tried often enough by itself. Do what is said above, "
                                        "or try again later."));
  gtk_widget_set_visible (self->cancel_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
now_clicked_cb (PosternRetryGroup *self)
{
  try_again (self);
}

static void
cancel_clicked_cb (PosternRetryGroup *self)
{
  postern_retry_group_stop (self);
}

static void
postern_retry_group_dispose (GObject *object)
{
  g_clear_handle_id (&POSTERN_RETRY_GROUP (object)->ticks, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_RETRY_GROUP);

  G_OBJECT_CLASS (postern_retry_group_parent_class)->dispose (object);
}

static void
postern_retry_group_class_init (PosternRetryGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_retry_group_dispose;
  signals[DUE] = g_signal_new ("due", POSTERN_TYPE_RETRY_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-retry-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternRetryGroup, message);
  gtk_widget_class_bind_template_child (widget_class, PosternRetryGroup, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, now_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
postern_retry_group_init (PosternRetryGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_retry_group_new:
 *
 * Returns: (transfer floating): a new group, hidden until it waits
 */
GtkWidget *
postern_retry_group_new (void)
{
  return g_object_new (POSTERN_TYPE_RETRY_GROUP, NULL);
}

/**
 * postern_retry_group_wait:
 * @self: a group
 * @seconds: how long to wait, at least 1
 *
 * Counts down and then emits "due", or says why it does not when it has done so %POSTERN_RETRY_MOST times in a row.
 */
void
postern_retry_group_wait (PosternRetryGroup *self,
                          guint              seconds)
{
  g_return_if_fail (POSTERN_IS_RETRY_GROUP (self) && seconds > 0);

  postern_retry_group_stop (self);
  if (self->n_tries >= POSTERN_RETRY_MOST)
    {
      give_up (self);
      return;
    }

  self->due = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  self->ticks = g_timeout_add (TICK, tick_cb, self);
  show_time (self);
  gtk_widget_set_visible (self->cancel_button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  postern_compat_announce (GTK_WIDGET (self), gtk_label_get_label (self->message));
}

/**
 * postern_retry_group_stop:
 * @self: a group
 *
 * Waits no longer.
 */
void
postern_retry_group_stop (PosternRetryGroup *self)
{
  g_return_if_fail (POSTERN_IS_RETRY_GROUP (self));

  g_clear_handle_id (&self->ticks, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * postern_retry_group_reset:
 * @self: a group
 *
 * Waits no longer, and forgets how often it has: what is tried next is something else, or the person's own wish.
 */
void
postern_retry_group_reset (PosternRetryGroup *self)
{
  g_return_if_fail (POSTERN_IS_RETRY_GROUP (self));

  postern_retry_group_stop (self);
  self->n_tries = 0;
}
