/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** A subcommand's wait for an asynchronous operation, which takes @cancellable; nothing in it until it begins. */
typedef struct
{
  GCancellable *cancellable;
  GMainLoop    *loop;
} CtlWait;

void ctl_wait_begin (CtlWait *self);
void ctl_wait_run   (CtlWait *self);
void ctl_wait_end   (CtlWait *self);
void ctl_wait_clear (CtlWait *self);

G_END_DECLS
