/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"

G_BEGIN_DECLS

/** How many connections at once to one server, where its provider says nothing. */
#define POSTERN_BATCH_CONNECTIONS 3

/*
 * What keeps many tests within what providers allow. An account has one connection at a time, a server a few; an
 * account whose provider says how many messages a minute it may send begins no more tests than that. Knows nothing of
 * clocks: the time is given in microseconds.
 */
typedef struct _PosternBatchLimits PosternBatchLimits;

PosternBatchLimits *postern_batch_limits_new          (void);
void                postern_batch_limits_free         (PosternBatchLimits *self);
gint64              postern_batch_limits_ask          (PosternBatchLimits *self,
                                                       const char         *host,
                                                       const char         *user,
                                                       guint               connections,
                                                       guint               per_minute,
                                                       gint64              now);
void                postern_batch_limits_begin        (PosternBatchLimits *self,
                                                       const char         *host,
                                                       const char         *user,
                                                       gint64              now);
void                postern_batch_limits_end          (PosternBatchLimits *self,
                                                       const char         *host,
                                                       const char         *user);
void                postern_batch_limits_count_refusal (PosternBatchLimits *self,
                                                        const char         *host,
                                                        const char         *user,
                                                        PosternSecret      *secret);
void                postern_batch_limits_note_refused (PosternBatchLimits *self,
                                                       const char         *host,
                                                       const char         *user,
                                                       PosternSecret      *secret);
guint               postern_batch_limits_get_refusals (PosternBatchLimits *self,
                                                       const char         *host,
                                                       const char         *user);
gboolean            postern_batch_limits_was_refused  (PosternBatchLimits *self,
                                                       const char         *host,
                                                       const char         *user,
                                                       PosternSecret      *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternBatchLimits, postern_batch_limits_free)

G_END_DECLS
