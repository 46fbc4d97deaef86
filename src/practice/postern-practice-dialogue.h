/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/postern-practice-scenario.h"
#include "practice/postern-practice-server.h"

G_BEGIN_DECLS

/** The longest command line without its end; base64 of a long OAuth 2.0 token fits (RFC 4954 §4). */
#define POSTERN_PRACTICE_MAX_LINE 24576
/** What EHLO announces, and the longest message that is really taken, as in Exchange Online. */
#define POSTERN_PRACTICE_ANNOUNCED_SIZE 157286400
#define POSTERN_PRACTICE_MAX_MESSAGE (35 * 1024 * 1024)
#define POSTERN_PRACTICE_MAX_RECIPIENTS 500
#define POSTERN_PRACTICE_MAX_ERRORS 5

/**
 * PosternPracticeAction:
 * @POSTERN_PRACTICE_ACTION_GO_ON: send the reply, if any, and feed on
 * @POSTERN_PRACTICE_ACTION_START_TLS: send the reply, then begin TLS
 * @POSTERN_PRACTICE_ACTION_CLOSE: send the reply, then close
 * @POSTERN_PRACTICE_ACTION_DROP: close at once
 */
typedef enum
{
  POSTERN_PRACTICE_ACTION_GO_ON,
  POSTERN_PRACTICE_ACTION_START_TLS,
  POSTERN_PRACTICE_ACTION_CLOSE,
  POSTERN_PRACTICE_ACTION_DROP,
} PosternPracticeAction;

/**
 * PosternPracticeBudget:
 * @limit: bytes of unfinished messages that all dialogues together may hold
 * @used: bytes that they hold; changed atomically
 */
typedef struct
{
  gsize limit;
  gsize used;
} PosternPracticeBudget;

/**
 * PosternPracticeDialogue:
 *
 * The server's side of one conversation, with no stream in sight: it takes what the client sent and gives
 * replies and an action. Not thread-safe; the budget may be shared.
 */
typedef struct _PosternPracticeDialogue PosternPracticeDialogue;

PosternPracticeDialogue *postern_practice_dialogue_new          (const char                  *peer,
                                                                 gboolean                     encrypted,
                                                                 const PosternPracticeScript *forced,
                                                                 PosternPracticeBudget       *budget);
void                     postern_practice_dialogue_free         (PosternPracticeDialogue     *self);
PosternPracticeAction    postern_practice_dialogue_greet        (PosternPracticeDialogue     *self,
                                                                 GString                     *reply);
PosternPracticeAction    postern_practice_dialogue_take_line    (PosternPracticeDialogue     *self,
                                                                 const char                  *line,
                                                                 gsize                        length,
                                                                 GString                     *reply);
PosternPracticeAction    postern_practice_dialogue_refuse_line  (PosternPracticeDialogue     *self,
                                                                 GString                     *reply);
gboolean                 postern_practice_dialogue_wants_data   (PosternPracticeDialogue     *self);
PosternPracticeAction    postern_practice_dialogue_take_data    (PosternPracticeDialogue     *self,
                                                                 const guchar                *bytes,
                                                                 gsize                        length,
                                                                 gsize                       *consumed,
                                                                 GString                     *reply);
void                     postern_practice_dialogue_tls_started  (PosternPracticeDialogue     *self);
PosternPracticeMessage  *postern_practice_dialogue_take_message (PosternPracticeDialogue     *self);
gboolean                 postern_practice_dialogue_is_slow      (PosternPracticeDialogue     *self);
gboolean                 postern_practice_dialogue_drops_at     (PosternPracticeDialogue     *self,
                                                                 PosternStep                  step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternPracticeDialogue, postern_practice_dialogue_free)

G_END_DECLS
