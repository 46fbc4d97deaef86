/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-smtp-deadline.h"

struct _PosternSmtpDeadline
{
  GMutex        mutex;
  GCond         changed;
  GThread      *thread;
  gint64        at;
  gboolean      done;
  gboolean      passed;
  GCancellable *cancellable;
  GCancellable *parent;
  gulong        parent_handler;
};

static gpointer
watch_thread (gpointer data)
{
  PosternSmtpDeadline *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!self->done && !self->passed)
    self->passed = !g_cond_wait_until (&self->changed, &self->mutex, self->at);
  if (!self->done)
    g_cancellable_cancel (self->cancellable);

  return NULL;
}

static void
parent_cancelled_cb (GCancellable *parent,
                     gpointer      cancellable)
{
  g_cancellable_cancel (cancellable);
}

/**
 * postern_smtp_deadline_new:
 * @parent: (nullable): a cancellable that ends it before its time
 * @milliseconds: how long it runs from now
 *
 * Returns: (transfer full): a running deadline
 */
PosternSmtpDeadline *
postern_smtp_deadline_new (GCancellable *parent,
                           guint         milliseconds)
{
  PosternSmtpDeadline *self = g_new0 (PosternSmtpDeadline, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->at = g_get_monotonic_time () + (gint64) milliseconds * G_TIME_SPAN_MILLISECOND;
  self->cancellable = g_cancellable_new ();
  if (parent != NULL)
    {
      self->parent = g_object_ref (parent);
      self->parent_handler = g_cancellable_connect (parent, G_CALLBACK (parent_cancelled_cb),
                                                    g_object_ref (self->cancellable), g_object_unref);
    }
  self->thread = g_thread_new ("smtp-deadline", watch_thread, self);

  return self;
}

/**
 * postern_smtp_deadline_free:
 * @self: (transfer full) (nullable): a deadline
 */
void
postern_smtp_deadline_free (PosternSmtpDeadline *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->done = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  if (self->parent != NULL)
    g_cancellable_disconnect (self->parent, self->parent_handler);
  g_clear_object (&self->parent);
  g_object_unref (self->cancellable);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * postern_smtp_deadline_get_cancellable:
 * @self: a deadline
 *
 * Returns: (transfer none): what to give to the calls that it bounds
 */
GCancellable *
postern_smtp_deadline_get_cancellable (PosternSmtpDeadline *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->cancellable;
}

/**
 * postern_smtp_deadline_has_passed:
 * @self: a deadline
 *
 * Returns: whether its time has passed, rather than that its parent was cancelled
 */
gboolean
postern_smtp_deadline_has_passed (PosternSmtpDeadline *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  locker = g_mutex_locker_new (&self->mutex);

  return self->passed;
}

/**
 * postern_smtp_deadline_get_remaining:
 * @self: a deadline
 *
 * Returns: the milliseconds that are left, 0 when its time has passed
 */
guint
postern_smtp_deadline_get_remaining (PosternSmtpDeadline *self)
{
  gint64 left = 0;

  g_return_val_if_fail (self != NULL, 0);

  left = (self->at - g_get_monotonic_time ()) / G_TIME_SPAN_MILLISECOND;

  return left > 0 ? (guint) left : 0;
}
