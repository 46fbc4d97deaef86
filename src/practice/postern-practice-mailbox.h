/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/postern-practice-server.h"

G_BEGIN_DECLS

/** The newest messages that are kept, and how many bytes of them. */
#define POSTERN_PRACTICE_MAILBOX_MESSAGES 100
#define POSTERN_PRACTICE_MAILBOX_BYTES (128 * 1024 * 1024)

PosternPracticeMessage *postern_practice_message_new    (const char             *user,
                                                         const char             *sender,
                                                         const char *const      *recipients,
                                                         GBytes                 *data);

/*
 * The mailbox: a GListStore of messages that belongs to one main context. Messages are handed in from any
 * thread and appear when that context runs.
 */
#define POSTERN_TYPE_PRACTICE_MAILBOX (postern_practice_mailbox_get_type ())
G_DECLARE_FINAL_TYPE (PosternPracticeMailbox, postern_practice_mailbox, POSTERN, PRACTICE_MAILBOX, GObject)

PosternPracticeMailbox *postern_practice_mailbox_new    (void);
void                    postern_practice_mailbox_attach (PosternPracticeMailbox *self,
                                                         GMainContext           *context);
void                    postern_practice_mailbox_add    (PosternPracticeMailbox *self,
                                                         PosternPracticeMessage *message);

G_END_DECLS
