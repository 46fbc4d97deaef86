/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-dns.h"
#include "core/network/postern-spf-record.h"

G_BEGIN_DECLS

/** What a receiver allows at most (RFC 7208 §4.6.4). */
#define POSTERN_SPF_MAX_LOOKUPS 10
#define POSTERN_SPF_MAX_VOIDS   2

/**
 * PosternSpfVerdict:
 * @POSTERN_SPF_ALLOWED: the sender may send for the domain
 * @POSTERN_SPF_NOT_ALLOWED: it is not named, or it is refused
 * @POSTERN_SPF_TOO_MANY_LOOKUPS: the receiver gives up before it gets to the sender
 * @POSTERN_SPF_TOO_MANY_VOIDS: the same, for too many names that do not exist
 * @POSTERN_SPF_BROKEN: another domain's record that is taken in is missing or wrong
 * @POSTERN_SPF_UNCLEAR: it depends on each message (macros), or nothing is known of the sender
 * @POSTERN_SPF_UNKNOWN: the DNS did not answer
 */
typedef enum
{
  POSTERN_SPF_ALLOWED,
  POSTERN_SPF_NOT_ALLOWED,
  POSTERN_SPF_TOO_MANY_LOOKUPS,
  POSTERN_SPF_TOO_MANY_VOIDS,
  POSTERN_SPF_BROKEN,
  POSTERN_SPF_UNCLEAR,
  POSTERN_SPF_UNKNOWN,
} PosternSpfVerdict;

/**
 * PosternSpfAnswer:
 * @outcome: what became of looking the domain's own record up
 * @texts: (element-type utf8): its records as they stand: one, when all is well
 * @records: (element-type PosternSpfRecord): the same, read
 * @verdict: whether the sender may send; only told for one record without a fault
 * @culprit: (nullable): with BROKEN, the domain whose record is missing or wrong
 * @lookups: how many look-ups the whole record takes; counted up to a limit
 * @voids: how many of them find nothing
 */
typedef struct
{
  PosternDnsOutcome  outcome;
  GPtrArray         *texts;
  GPtrArray         *records;
  PosternSpfVerdict  verdict;
  char              *culprit;
  guint              lookups;
  guint              voids;
} PosternSpfAnswer;

PosternSpfAnswer *postern_spf_check       (const char         *domain,
                                           const char *const  *includes,
                                           GPtrArray          *addresses,
                                           GCancellable       *cancellable);
void              postern_spf_answer_free (PosternSpfAnswer   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSpfAnswer, postern_spf_answer_free)

G_END_DECLS
