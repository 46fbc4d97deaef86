/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** More terms than this are not read. */
#define POSTERN_SPF_MAX_TERMS 256

/** The mechanisms of RFC 7208 §5. */
typedef enum
{
  POSTERN_SPF_ALL,
  POSTERN_SPF_INCLUDE,
  POSTERN_SPF_A,
  POSTERN_SPF_MX,
  POSTERN_SPF_PTR,
  POSTERN_SPF_IP4,
  POSTERN_SPF_IP6,
  POSTERN_SPF_EXISTS,
} PosternSpfKind;

/**
 * PosternSpfTerm:
 * @text: as it stands in the record
 * @qualifier: '+', '-', '~' or '?'
 * @kind: the mechanism
 * @domain: (nullable): lower case, without the root's dot; may hold macros
 * @network: (nullable): of IP4 and IP6
 * @prefix4: bits of an IPv4 address that count, for A and MX
 * @prefix6: bits of an IPv6 address that count
 */
typedef struct
{
  char             *text;
  char              qualifier;
  PosternSpfKind    kind;
  char             *domain;
  GInetAddressMask *network;
  guint             prefix4;
  guint             prefix6;
} PosternSpfTerm;

/**
 * PosternSpfRecord:
 * @terms: (element-type PosternSpfTerm): the mechanisms that can be read, in their order
 * @redirect: (nullable): lower case, without the root's dot; may hold macros
 * @others: (element-type utf8): further modifiers as they stand
 * @fault: (nullable): the first part that can't be read; the whole record counts for nothing then (RFC 7208 §4.6)
 */
typedef struct
{
  GPtrArray *terms;
  char      *redirect;
  GPtrArray *others;
  char      *fault;
} PosternSpfRecord;

gboolean              postern_spf_is_record    (const char              *text);
PosternSpfRecord     *postern_spf_record_parse (const char              *text);
void                  postern_spf_record_free  (PosternSpfRecord        *self);
const PosternSpfTerm *postern_spf_record_all   (const PosternSpfRecord  *self);
char                 *postern_spf_merge        (GPtrArray               *records,
                                                const char *const       *additions);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSpfRecord, postern_spf_record_free)

G_END_DECLS
