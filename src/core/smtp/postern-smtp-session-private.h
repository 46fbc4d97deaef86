/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/smtp/postern-smtp-connection.h"
#include "core/smtp/postern-smtp-deadline.h"
#include "core/smtp/postern-smtp-message.h"
#include "core/smtp/postern-smtp-session.h"

G_BEGIN_DECLS

/**
 * PosternSmtpDelivery:
 *
 * How the message goes out, after what the server offers.
 * @pipelined: MAIL, RCPT and DATA or BDAT leave in one write (RFC 2920)
 * @chunked: BDAT stands in the place of DATA (RFC 3030)
 * @unread: how many of the replies to them have not been read
 */
typedef struct
{
  gboolean pipelined;
  gboolean chunked;
  guint    unread;
} PosternSmtpDelivery;

/* One run. Lives in the thread that runs it. */
typedef struct
{
  const PosternTestPlan *plan;
  PosternTestReport     *report;
  PosternTestEventFunc   event_func;
  gpointer               event_data;
  GCancellable          *cancellable;  /* the caller's */
  PosternSmtpDeadline   *deadline;     /* of the step that runs */
  char                  *host;         /* in ASCII */
  GList                 *addresses;
  PosternSmtpConnection *connection;
  PosternSmtpTranscript *transcript;
  PosternSmtpRedactor   *redactor;
  PosternSmtpMessage    *message;
  PosternSmtpDelivery    delivery;
} PosternSmtpSession;

/**
 * PosternSmtpStepFunc:
 * @reply: (out) (nullable): the server's last reply in this step, also when it failed
 *
 * Does one step. Errors of GIO are put into the person's words by the caller.
 */
typedef gboolean (*PosternSmtpStepFunc) (PosternSmtpSession  *self,
                                         PosternSmtpReply   **reply,
                                         GError             **error);

gboolean postern_smtp_session_resolve     (PosternSmtpSession *self, PosternSmtpReply **reply, GError **error);
gboolean postern_smtp_session_connect     (PosternSmtpSession *self, PosternSmtpReply **reply, GError **error);
gboolean postern_smtp_session_greeting    (PosternSmtpSession *self, PosternSmtpReply **reply, GError **error);
gboolean postern_smtp_session_ehlo        (PosternSmtpSession *self, PosternSmtpReply **reply, GError **error);
gboolean postern_smtp_session_starttls    (PosternSmtpSession *self, PosternSmtpReply **reply, GError **error);
gboolean postern_smtp_session_tls         (PosternSmtpSession *self, PosternSmtpReply **reply, GError **error);
gboolean postern_smtp_session_auth        (PosternSmtpSession *self, PosternSmtpReply **reply, GError **error);
gboolean postern_smtp_session_mail        (PosternSmtpSession *self, PosternSmtpReply **reply, GError **error);
gboolean postern_smtp_session_rcpt        (PosternSmtpSession *self, PosternSmtpReply **reply, GError **error);
gboolean postern_smtp_session_data        (PosternSmtpSession *self, PosternSmtpReply **reply, GError **error);
gboolean postern_smtp_session_quit        (PosternSmtpSession *self, PosternSmtpReply **reply, GError **error);

/** Sends the QUIT that ends a session after a refusal, once the replies that are still due have been read. */
void     postern_smtp_session_leave       (PosternSmtpSession *self);

gboolean postern_smtp_session_send        (PosternSmtpSession *self, const char *commands, GBytes *body,
                                           GError **error);
/** Reads the next reply into @reply, in the place of the last one; returns whether its code begins with @expected. */
gboolean postern_smtp_session_read        (PosternSmtpSession *self, guint expected, PosternSmtpReply **reply,
                                           GError **error);
gboolean postern_smtp_session_offers      (PosternSmtpSession *self, const char *keyword);

G_END_DECLS
