/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/postern-practice-dialogue.h"

G_BEGIN_DECLS

#define POSTERN_PRACTICE_HOST "smtp.practice.example"

typedef enum
{
  MODE_COMMAND,
  MODE_USER,
  MODE_PASSWORD,
  MODE_TOKEN,
  MODE_DATA,
  MODE_CHUNK,
} PosternPracticeMode;

/* Where in a line of DATA the next byte stands (RFC 5321 §4.5.2). */
typedef enum
{
  STUFFING_LINE_START,
  STUFFING_DOT,
  STUFFING_DOT_CR,
  STUFFING_TEXT,
  STUFFING_CR,
} PosternPracticeStuffing;

struct _PosternPracticeDialogue
{
  char                        *peer;
  char                        *session;
  const PosternPracticeScript *forced;
  const PosternPracticeScript *script;
  PosternPracticeBudget       *budget;

  PosternPracticeMode          mode;
  gboolean                     encrypted;
  gboolean                     greeted;
  guint                        errors;
  char                        *user;
  gboolean                     signed_in;

  char                        *sender;
  GPtrArray                   *recipients;
  gboolean                     binary;

  GByteArray                  *body;
  gsize                        reserved;
  gboolean                     too_big;
  gboolean                     no_room;
  PosternPracticeStuffing      stuffing;
  gboolean                     in_chunks;
  gboolean                     chunk_unwanted;
  gboolean                     last_chunk;
  guint64                      chunk_size;
  guint64                      chunk_left;
  PosternPracticeMessage      *message;

  GString                     *reply;
};

/* Adds one reply line. "Tagged" ones end in the host, the time and the session, as Exchange's refusals do. */
PosternPracticeAction postern_practice_dialogue_reply        (PosternPracticeDialogue *self,
                                                              const char              *text);
PosternPracticeAction postern_practice_dialogue_reply_tagged (PosternPracticeDialogue *self,
                                                              const char              *text);
void                  postern_practice_dialogue_reset        (PosternPracticeDialogue *self);

PosternPracticeAction postern_practice_dialogue_run_command  (PosternPracticeDialogue *self,
                                                              const char              *line);

PosternPracticeAction postern_practice_dialogue_auth         (PosternPracticeDialogue *self,
                                                              const char              *argument);
PosternPracticeAction postern_practice_dialogue_auth_answer  (PosternPracticeDialogue *self,
                                                              const char              *line);

PosternPracticeAction postern_practice_dialogue_mail         (PosternPracticeDialogue *self,
                                                              const char              *argument);
PosternPracticeAction postern_practice_dialogue_rcpt         (PosternPracticeDialogue *self,
                                                              const char              *argument);

PosternPracticeAction postern_practice_dialogue_data         (PosternPracticeDialogue *self,
                                                              const char              *argument);
PosternPracticeAction postern_practice_dialogue_bdat         (PosternPracticeDialogue *self,
                                                              const char              *argument);
void                  postern_practice_dialogue_drop_body    (PosternPracticeDialogue *self);

G_END_DECLS
