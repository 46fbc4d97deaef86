/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PosternSmtpDeadline:
 *
 * A cancellable that is cancelled when a time has passed, or when its parent is. It bounds everything that is done
 * with it taken together, so that a server that sends one byte now and then can't hold a step up.
 */
typedef struct _PosternSmtpDeadline PosternSmtpDeadline;

PosternSmtpDeadline *postern_smtp_deadline_new             (GCancellable        *parent,
                                                            guint                milliseconds);
void                 postern_smtp_deadline_free            (PosternSmtpDeadline *self);
GCancellable        *postern_smtp_deadline_get_cancellable (PosternSmtpDeadline *self);
gboolean             postern_smtp_deadline_has_passed      (PosternSmtpDeadline *self);
guint                postern_smtp_deadline_get_remaining   (PosternSmtpDeadline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSmtpDeadline, postern_smtp_deadline_free)

G_END_DECLS
