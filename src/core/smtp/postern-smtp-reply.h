/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** The longest line of a reply in bytes without its end: more than RFC 5321 §4.5.3.1.5 allows, for servers ramble. */
#define POSTERN_SMTP_REPLY_MAX_LINE 2048
/** The most lines of one reply. */
#define POSTERN_SMTP_REPLY_MAX_LINES 100

/**
 * PosternSmtpReply:
 * @code: the three digits, 200 to 599 (RFC 5321 §4.2)
 * @enhanced: (nullable): the enhanced status code as text, "5.7.139" (RFC 3463, RFC 2034)
 * @lines: the text of each line after its code, valid UTF-8 (other bytes replaced), at least one entry, NULL-terminated
 *
 * One reply of a server, complete. Immutable once parsed.
 */
typedef struct
{
  guint   code;
  char   *enhanced;
  char  **lines;
} PosternSmtpReply;

#define POSTERN_TYPE_SMTP_REPLY (postern_smtp_reply_get_type ())

GType             postern_smtp_reply_get_type (void) G_GNUC_CONST;
PosternSmtpReply *postern_smtp_reply_parse    (const char             *bytes,
                                               gsize                   length,
                                               GError                **error);
gboolean          postern_smtp_reply_continues (const char          *line,
                                                gsize                length);
PosternSmtpReply *postern_smtp_reply_copy     (const PosternSmtpReply *self);
void              postern_smtp_reply_free     (PosternSmtpReply       *self);
char             *postern_smtp_reply_to_text  (const PosternSmtpReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSmtpReply, postern_smtp_reply_free)

G_END_DECLS
