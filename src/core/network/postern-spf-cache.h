/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-dns.h"
#include "core/network/postern-spf-record.h"

G_BEGIN_DECLS

/* What one domain says of SPF. */
typedef struct
{
  PosternDnsOutcome  outcome;
  GPtrArray         *texts;
  GPtrArray         *records;
} PosternSpfSite;

/* The addresses behind "a" or "mx"; none for an "mx" of which only the names were asked for. */
typedef struct
{
  PosternDnsOutcome  outcome;
  GPtrArray         *addresses;  /* (nullable) */
} PosternSpfHost;

/* What the DNS has said, each thing asked once. */
typedef struct
{
  GCancellable *cancellable;
  GHashTable   *sites;  /* of PosternSpfSite, by name */
  GHashTable   *hosts;  /* of PosternSpfHost, by kind and name */
  guint         asked;  /* how many questions that took */
} PosternSpfCache;

void            postern_spf_cache_init  (PosternSpfCache  *self,
                                         GCancellable     *cancellable);
void            postern_spf_cache_clear (PosternSpfCache  *self);
PosternSpfSite *postern_spf_cache_site  (PosternSpfCache  *self,
                                         const char       *domain);
PosternSpfHost *postern_spf_cache_host  (PosternSpfCache  *self,
                                         const char       *domain);
PosternSpfHost *postern_spf_cache_mx    (PosternSpfCache  *self,
                                         const char       *domain,
                                         gboolean          with_addresses);

G_END_DECLS
