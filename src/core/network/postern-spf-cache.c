/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-spf-cache.h"

/* How many questions one check may cost: records of others can lead anywhere. */
#define MAX_ASKED 60
/* RFC 7208 §4.6.4: more names of one MX are not looked at. */
#define MAX_EXCHANGES 10

static void
site_free (gpointer data)
{
  PosternSpfSite *self = data;

  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->records);
  g_free (self);
}

static void
host_free (gpointer data)
{
  PosternSpfHost *self = data;

  g_clear_pointer (&self->addresses, g_ptr_array_unref);
  g_free (self);
}

static gboolean
may_ask (PosternSpfCache *self)
{
  if (self->asked >= MAX_ASKED)
    return FALSE;
  self->asked++;

  return TRUE;
}

static void
add_exchange_addresses (PosternSpfCache *self,
                        PosternSpfHost  *host,
                        GPtrArray       *exchanges)
{
  host->addresses = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < MIN (exchanges->len, MAX_EXCHANGES) && may_ask (self); i++)
    {
      const PosternDnsExchange *exchange = g_ptr_array_index (exchanges, i);
      g_autoptr (GPtrArray) addresses = NULL;

      postern_dns_lookup_addresses (exchange->host, self->cancellable, &addresses);
      for (guint k = 0; addresses != NULL && k < addresses->len; k++)
        g_ptr_array_add (host->addresses, g_object_ref (g_ptr_array_index (addresses, k)));
    }
}

/* Documented in the header. */
void
postern_spf_cache_init (PosternSpfCache *self,
                        GCancellable    *cancellable)
{
  self->cancellable = cancellable;
  self->sites = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, site_free);
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, host_free);
  self->asked = 0;
}

/* Documented in the header. */
void
postern_spf_cache_clear (PosternSpfCache *self)
{
  g_clear_pointer (&self->sites, g_hash_table_unref);
  g_clear_pointer (&self->hosts, g_hash_table_unref);
}

/* Documented in the header. */
PosternSpfSite *
postern_spf_cache_site (PosternSpfCache *self,
                        const char      *domain)
{
  PosternSpfSite *site = g_hash_table_lookup (self->sites, domain);
  g_autoptr (GPtrArray) texts = NULL;

  if (site != NULL)
    return site;

  site = g_new0 (PosternSpfSite, 1);
  site->texts = g_ptr_array_new_with_free_func (g_free);
  site->records = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_spf_record_free);
  site->outcome = may_ask (self) ? postern_dns_lookup_texts (domain, self->cancellable, &texts) : POSTERN_DNS_FAILED;
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      if (!postern_spf_is_record (text))
        continue;
      g_ptr_array_add (site->texts, g_strdup (text));
      g_ptr_array_add (site->records, postern_spf_record_parse (text));
    }
  g_hash_table_insert (self->sites, g_strdup (domain), site);

  return site;
}

/* Documented in the header. */
PosternSpfHost *
postern_spf_cache_host (PosternSpfCache *self,
                        const char      *domain)
{
  g_autofree char *key = g_strconcat ("a:", domain, NULL);
  PosternSpfHost *host = g_hash_table_lookup (self->hosts, key);

  if (host != NULL)
    return host;

  host = g_new0 (PosternSpfHost, 1);
  host->outcome = may_ask (self) ? postern_dns_lookup_addresses (domain, self->cancellable, &host->addresses)
                                 : POSTERN_DNS_FAILED;
  g_hash_table_insert (self->hosts, g_steal_pointer (&key), host);

  return host;
}

/* Documented in the header. */
PosternSpfHost *
postern_spf_cache_mx (PosternSpfCache *self,
                      const char      *domain,
                      gboolean         with_addresses)
{
  g_autofree char *key = g_strconcat (with_addresses ? "mx+a:" : "mx:", domain, NULL);
  PosternSpfHost *host = g_hash_table_lookup (self->hosts, key);
  g_autoptr (GPtrArray) exchanges = NULL;

  if (host != NULL)
    return host;

  host = g_new0 (PosternSpfHost, 1);
  host->outcome = may_ask (self) ? postern_dns_lookup_exchanges (domain, self->cancellable, &exchanges)
                                 : POSTERN_DNS_FAILED;
  if (with_addresses && exchanges != NULL)
    add_exchange_addresses (self, host, exchanges);
  g_hash_table_insert (self->hosts, g_steal_pointer (&key), host);

  return host;
}
