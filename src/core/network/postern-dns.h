/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Hard limits of an answer. */
#define POSTERN_DNS_MAX_RECORDS 64
#define POSTERN_DNS_MAX_TEXT    4096

/**
 * PosternDnsOutcome:
 * @POSTERN_DNS_FOUND: there are such records
 * @POSTERN_DNS_NOTHING: there is no such name, or it has no record of this type
 * @POSTERN_DNS_FAILED: it could not be found out, or not in time
 */
typedef enum
{
  POSTERN_DNS_FOUND,
  POSTERN_DNS_NOTHING,
  POSTERN_DNS_FAILED,
} PosternDnsOutcome;

/** One MX record; @host is lower case, without the root's dot; "" for the null MX of RFC 7505. */
typedef struct
{
  char  *host;
  guint  preference;
} PosternDnsExchange;

void               postern_dns_prepare            (void);
gboolean           postern_dns_is_name            (const char          *name);
PosternDnsOutcome  postern_dns_lookup_texts       (const char          *name,
                                                   GCancellable        *cancellable,
                                                   GPtrArray          **texts);
PosternDnsOutcome  postern_dns_lookup_exchanges   (const char          *name,
                                                   GCancellable        *cancellable,
                                                   GPtrArray          **exchanges);
PosternDnsOutcome  postern_dns_lookup_addresses   (const char          *name,
                                                   GCancellable        *cancellable,
                                                   GPtrArray          **addresses);
gboolean           postern_dns_can_be_believed    (const char          *name,
                                                   GCancellable        *cancellable);
char              *postern_dns_dup_organisation   (const char          *name);
gboolean           postern_dns_are_neighbours     (const char          *one,
                                                   const char          *other);

/* For the tests: what postern_dns_lookup_texts() and postern_dns_lookup_exchanges() make of an answer. */
GPtrArray         *postern_dns_parse_texts        (const guint8        *answer,
                                                   gsize                length);
GPtrArray         *postern_dns_parse_exchanges    (const guint8        *answer,
                                                   gsize                length);

G_END_DECLS
