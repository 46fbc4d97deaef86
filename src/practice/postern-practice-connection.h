/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/postern-practice-dialogue.h"
#include "practice/postern-practice-mailbox.h"

G_BEGIN_DECLS

/**
 * PosternPracticeSetup:
 * @certificate: the server's certificate with its key
 * @mailbox: where accepted messages go
 * @cancellable: cancelled when the server stops
 * @forced: (nullable): the scenario of the whole server; read atomically
 * @delay: milliseconds that a slow scenario holds each reply back; read atomically
 * @idle: seconds without a byte after which a client is sent away
 * @budget: bytes of unfinished messages
 *
 * What all connections of one server share.
 */
typedef struct
{
  GTlsCertificate             *certificate;
  PosternPracticeMailbox      *mailbox;
  GCancellable                *cancellable;
  const PosternPracticeScript *forced;
  guint                        delay;
  guint                        idle;
  PosternPracticeBudget        budget;
} PosternPracticeSetup;

void postern_practice_connection_serve  (PosternPracticeSetup *setup,
                                         GSocket              *socket,
                                         gboolean              implicit_tls);
void postern_practice_connection_refuse (PosternPracticeSetup *setup,
                                         GSocket              *socket);

G_END_DECLS
