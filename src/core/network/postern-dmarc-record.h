/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What a domain asks receivers to do with mail that isn't proven to be from it (RFC 7489 §6.3). */
typedef enum
{
  POSTERN_DMARC_NONE,
  POSTERN_DMARC_QUARANTINE,
  POSTERN_DMARC_REJECT,
} PosternDmarcPolicy;

/**
 * PosternDmarcRecord:
 * @policy: for the domain itself
 * @subdomain_policy: for the domains below it
 * @fault: (nullable): the part that can't be read, or "p=" when it is missing; the policy counts for nothing then
 * @repaired: the record's text as it should be: the same when there is no @fault
 */
typedef struct
{
  PosternDmarcPolicy  policy;
  PosternDmarcPolicy  subdomain_policy;
  char               *fault;
  char               *repaired;
} PosternDmarcRecord;

gboolean            postern_dmarc_is_record    (const char          *text);
PosternDmarcRecord *postern_dmarc_record_parse (const char          *text);
void                postern_dmarc_record_free  (PosternDmarcRecord  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternDmarcRecord, postern_dmarc_record_free)

G_END_DECLS
