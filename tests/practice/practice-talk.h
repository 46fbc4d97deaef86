/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/postern-practice-dialogue.h"

G_BEGIN_DECLS

/* The name and password prompts answered for ok@practice.example. */
#define OK_ACCOUNT "b2tAcHJhY3RpY2UuZXhhbXBsZQ=="
#define SIGNED_IN \
  { "EHLO here", "250-" }, { "AUTH LOGIN " OK_ACCOUNT, "334 UGFzc3dvcmQ6\r\n" }, { "aG9yc2U=", "235 2.7.0" }

/* One line and what the answer begins with; NULL for no answer because the connection is dropped. */
typedef struct
{
  const char *line;
  const char *answer;
} PracticeExchange;

extern PosternPracticeBudget practice_talk_budget;

PosternPracticeDialogue *practice_talk_new  (gboolean                 encrypted,
                                             const char              *forced);
PosternPracticeAction    practice_talk_say  (PosternPracticeDialogue *dialogue,
                                             const char              *line,
                                             GString                 *reply);
/** Plays @exchanges, which end with a NULL line, and fails the test at the first unexpected answer. */
void                     practice_talk_play (PosternPracticeDialogue *dialogue,
                                             const PracticeExchange  *exchanges);

G_END_DECLS
