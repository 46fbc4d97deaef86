/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/ctl-wait.h"

#include <glib-unix.h>

static gboolean
interrupted_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_CONTINUE;
}

/**
 * ctl_wait_begin:
 * @self: a wait with nothing in it
 *
 * Makes what the operation is then started with.
 */
void
ctl_wait_begin (CtlWait *self)
{
  g_return_if_fail (self->loop == NULL);

  self->cancellable = g_cancellable_new ();
  self->loop = g_main_loop_new (NULL, FALSE);
}

/**
 * ctl_wait_run:
 * @self: a wait that has begun
 *
 * Waits until ctl_wait_end(). Whoever interrupts the program cancels the operation, and the wait goes on for its end.
 */
void
ctl_wait_run (CtlWait *self)
{
  guint interrupt = g_unix_signal_add (SIGINT, interrupted_cb, self->cancellable);
  guint terminate = g_unix_signal_add (SIGTERM, interrupted_cb, self->cancellable);

  g_main_loop_run (self->loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

/** Ends ctl_wait_run(): from the callback of the operation. */
void
ctl_wait_end (CtlWait *self)
{
  g_main_loop_quit (self->loop);
}

/** Frees what is in it. */
void
ctl_wait_clear (CtlWait *self)
{
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->loop, g_main_loop_unref);
}
