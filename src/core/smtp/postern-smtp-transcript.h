/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PosternSmtpTranscript:
 *
 * What was said in a session, one line an entry: "→ EHLO …", "← 250-…", "· TLS 1.3 …". What it is given must hold no
 * secret.
 */
typedef struct _PosternSmtpTranscript PosternSmtpTranscript;

PosternSmtpTranscript *postern_smtp_transcript_new          (void);
void                   postern_smtp_transcript_free         (PosternSmtpTranscript *self);
void                   postern_smtp_transcript_add_sent     (PosternSmtpTranscript *self,
                                                             const char            *lines);
void                   postern_smtp_transcript_add_received (PosternSmtpTranscript *self,
                                                             const char            *line,
                                                             gsize                  length);
void                   postern_smtp_transcript_add_note     (PosternSmtpTranscript *self,
                                                             const char            *note);
char                  *postern_smtp_transcript_to_text      (PosternSmtpTranscript *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSmtpTranscript, postern_smtp_transcript_free)

G_END_DECLS
