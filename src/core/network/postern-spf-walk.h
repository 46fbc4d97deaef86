/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-spf-cache.h"

G_BEGIN_DECLS

/* The results of RFC 7208 §2.6, soft fail among FAIL. */
typedef enum
{
  POSTERN_SPF_PASS,
  POSTERN_SPF_FAIL,
  POSTERN_SPF_NEUTRAL,
  POSTERN_SPF_NONE,
  POSTERN_SPF_PERM_ERROR,
  POSTERN_SPF_TEMP_ERROR,
} PosternSpfResult;

/* One way through the records for one sender, as a receiver goes it. */
typedef struct
{
  PosternSpfCache    cache;

  const char *const *includes;   /* (nullable): who takes these in allows the sender */
  GInetAddress      *address;    /* (nullable): the sender's address */
  gboolean           counting;   /* for no sender: everything is counted, no limit ends it */

  guint              lookups;
  guint              voids;
  gboolean           unclear;    /* something depends on the message */
  char              *culprit;    /* whose record is missing or wrong */
} PosternSpfWalk;

void              postern_spf_walk_init   (PosternSpfWalk  *self,
                                           GCancellable    *cancellable);
void              postern_spf_walk_clear  (PosternSpfWalk  *self);
/** Forgets the sender and what was counted, not what the DNS has said. */
void              postern_spf_walk_reset  (PosternSpfWalk  *self);
PosternSpfResult  postern_spf_walk_run    (PosternSpfWalk  *self,
                                           const char      *domain);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PosternSpfWalk, postern_spf_walk_clear)

G_END_DECLS
