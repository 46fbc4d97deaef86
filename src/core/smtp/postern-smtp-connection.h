/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/base/postern-secret.h"
#include "core/smtp/postern-smtp-redactor.h"
#include "core/smtp/postern-smtp-reply.h"
#include "core/smtp/postern-smtp-transcript.h"

G_BEGIN_DECLS

/**
 * PosternSmtpConnection:
 *
 * All reading and writing of a session. Blocks; every call takes a cancellable that also bounds its time. Borrows the
 * transcript and the redactor.
 */
typedef struct _PosternSmtpConnection PosternSmtpConnection;

PosternSmtpConnection *postern_smtp_connection_new          (GIOStream             *stream,
                                                             PosternSmtpTranscript *transcript);
void                   postern_smtp_connection_free         (PosternSmtpConnection *self);
GIOStream             *postern_smtp_connection_get_stream   (PosternSmtpConnection *self);
void                   postern_smtp_connection_set_stream   (PosternSmtpConnection *self,
                                                             GIOStream             *stream);
void                   postern_smtp_connection_set_redactor (PosternSmtpConnection *self,
                                                             PosternSmtpRedactor   *redactor);
gboolean               postern_smtp_connection_has_unread   (PosternSmtpConnection *self);
char                  *postern_smtp_connection_dup_local_name (PosternSmtpConnection *self);
gboolean               postern_smtp_connection_send         (PosternSmtpConnection *self,
                                                             const char            *commands,
                                                             GBytes                *body,
                                                             GCancellable          *cancellable,
                                                             GError               **error);
gboolean               postern_smtp_connection_send_secret  (PosternSmtpConnection *self,
                                                             const char            *command,
                                                             PosternSecret         *secret,
                                                             GCancellable          *cancellable,
                                                             GError               **error);
PosternSmtpReply      *postern_smtp_connection_read_reply   (PosternSmtpConnection *self,
                                                             GCancellable          *cancellable,
                                                             GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSmtpConnection, postern_smtp_connection_free)

G_END_DECLS
