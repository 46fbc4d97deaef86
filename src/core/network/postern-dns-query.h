/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-dns.h"

G_BEGIN_DECLS

#define POSTERN_DNS_MAX_ANSWER 65536

/** @answer: (out) (transfer full): the message, when it is POSTERN_DNS_FOUND
 *  @exists: (out) (nullable): whether the name has records, of this type or another */
PosternDnsOutcome postern_dns_query (const char    *name,
                                     int            type,
                                     GCancellable  *cancellable,
                                     GBytes       **answer,
                                     gboolean      *exists);

G_END_DECLS
