/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/smtp/postern-test-plan.h"

G_BEGIN_DECLS

/**
 * PosternSmtpMessage:
 * @bytes: the message with CRLF line ends
 * @subject: its subject with a token to search for
 * @message_id: without angle brackets
 * @eight_bit: whether it holds bytes outside ASCII
 *
 * The test message.
 */
typedef struct
{
  GBytes   *bytes;
  char     *subject;
  char     *message_id;
  gboolean  eight_bit;
} PosternSmtpMessage;

PosternSmtpMessage *postern_smtp_message_new  (const PosternTestPlan *plan,
                                               GDateTime             *when);
void                postern_smtp_message_free (PosternSmtpMessage    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSmtpMessage, postern_smtp_message_free)

G_END_DECLS
