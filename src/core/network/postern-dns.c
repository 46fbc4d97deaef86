/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-dns.h"

#include <arpa/nameser.h>
#include <resolv.h>
#include <string.h>

#include "core/network/postern-dns-query.h"

static void
exchange_free (gpointer data)
{
  PosternDnsExchange *self = data;

  g_free (self->host);
  g_free (self);
}

/* The strings of a TXT record belong together with nothing in between (RFC 7208 §3.3). What is not ASCII is no part of
   any record that is looked for, so it becomes "?". */
static char *
join_strings (const guint8 *data,
              gsize         length)
{
  GString *text = g_string_new (NULL);

  while (length > 0 && text->len < POSTERN_DNS_MAX_TEXT)
    {
      gsize size = MIN ((gsize) data[0], length - 1);

      for (gsize i = 1; i <= size && text->len < POSTERN_DNS_MAX_TEXT; i++)
        g_string_append_c (text, g_ascii_isprint ((char) data[i]) ? (char) data[i] : '?');
      data += size + 1;
      length -= size + 1;
    }

  return g_string_free (text, FALSE);
}

/**
 * postern_dns_parse_texts:
 * @answer: a DNS message
 * @length: its length
 *
 * Returns: (transfer full) (element-type utf8): the TXT records of the answer, printable ASCII, bounded in number and
 *   length; empty when the message is damaged from the start
 */
GPtrArray *
postern_dns_parse_texts (const guint8 *answer,
                         gsize         length)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  ns_msg message;
  ns_rr record;

  if (length > POSTERN_DNS_MAX_ANSWER || ns_initparse (answer, (int) length, &message) != 0)
    return texts;

  for (int i = 0; i < ns_msg_count (message, ns_s_an) && texts->len < POSTERN_DNS_MAX_RECORDS; i++)
    {
      if (ns_parserr (&message, ns_s_an, i, &record) != 0)
        break;
      if (ns_rr_type (record) == ns_t_txt && ns_rr_class (record) == ns_c_in)
        g_ptr_array_add (texts, join_strings (ns_rr_rdata (record), ns_rr_rdlen (record)));
    }

  return texts;
}

static PosternDnsOutcome
read_error (const GError *error)
{
  return g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND) ? POSTERN_DNS_NOTHING
                                                                               : POSTERN_DNS_FAILED;
}

static int
compare_exchanges (gconstpointer a,
                   gconstpointer b)
{
  const PosternDnsExchange *one = *(PosternDnsExchange *const *) a;
  const PosternDnsExchange *other = *(PosternDnsExchange *const *) b;

  return (one->preference > other->preference) - (one->preference < other->preference);
}

/* NULL for a record whose name is damaged. */
static PosternDnsExchange *
read_exchange (ns_msg *message,
               ns_rr  *record)
{
  const guint8 *name = ns_rr_rdata (*record) + NS_INT16SZ;
  char host[NS_MAXDNAME] = "";
  PosternDnsExchange *self;

  if (ns_rr_rdlen (*record) <= NS_INT16SZ ||
      dn_expand (ns_msg_base (*message), ns_msg_end (*message), name, host, sizeof host) < 0)
    return NULL;
  self = g_new0 (PosternDnsExchange, 1);
  self->preference = ns_get16 (ns_rr_rdata (*record));
  self->host = g_ascii_strdown (host, -1);

  return self;
}

/**
 * postern_dns_parse_exchanges:
 * @answer: a DNS message
 * @length: its length
 *
 * Returns: (transfer full) (element-type PosternDnsExchange): the MX records of the answer, the preferred first,
 *   bounded in number; empty when the message is damaged from the start
 */
GPtrArray *
postern_dns_parse_exchanges (const guint8 *answer,
                             gsize         length)
{
  GPtrArray *exchanges = g_ptr_array_new_with_free_func (exchange_free);
  ns_msg message;
  ns_rr record;

  if (length > POSTERN_DNS_MAX_ANSWER || ns_initparse (answer, (int) length, &message) != 0)
    return exchanges;

  for (int i = 0; i < ns_msg_count (message, ns_s_an) && exchanges->len < POSTERN_DNS_MAX_RECORDS; i++)
    {
      PosternDnsExchange *exchange = NULL;

      if (ns_parserr (&message, ns_s_an, i, &record) != 0)
        break;
      if (ns_rr_type (record) == ns_t_mx && ns_rr_class (record) == ns_c_in)
        exchange = read_exchange (&message, &record);
      if (exchange != NULL)
        g_ptr_array_add (exchanges, exchange);
    }
  g_ptr_array_sort (exchanges, compare_exchanges);

  return exchanges;
}

typedef GPtrArray *(*ParseFunc) (const guint8 *answer,
                                 gsize         length);

/* That a name has records, but none of this type, is said by an answer without any, too. */
static PosternDnsOutcome
look_up (const char    *name,
         int            type,
         ParseFunc      parse,
         GCancellable  *cancellable,
         GPtrArray    **records)
{
  g_autoptr (GBytes) answer = NULL;
  PosternDnsOutcome outcome;

  *records = NULL;
  if (!postern_dns_is_name (name))
    return POSTERN_DNS_NOTHING;
  outcome = postern_dns_query (name, type, cancellable, &answer, NULL);
  if (outcome != POSTERN_DNS_FOUND)
    return outcome;
  *records = parse (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));

  return (*records)->len > 0 ? POSTERN_DNS_FOUND : POSTERN_DNS_NOTHING;
}

/**
 * postern_dns_lookup_texts:
 * @name: a DNS name
 * @cancellable: (nullable): ends it at any time
 * @texts: (out) (transfer full) (nullable) (element-type utf8): the records, each with its strings joined
 *
 * Looks up TXT records; a CNAME is followed. Blocks.
 *
 * Returns: what became of it
 */
PosternDnsOutcome
postern_dns_lookup_texts (const char    *name,
                          GCancellable  *cancellable,
                          GPtrArray    **texts)
{
  g_return_val_if_fail (name != NULL && texts != NULL, POSTERN_DNS_FAILED);

  return look_up (name, ns_t_txt, postern_dns_parse_texts, cancellable, texts);
}

static gboolean
has_name (const char   *name,
          GCancellable *cancellable)
{
  g_autoptr (GBytes) answer = NULL;
  gboolean exists = FALSE;

  postern_dns_query (name, ns_t_txt, cancellable, &answer, &exists);

  return exists;
}

/**
 * postern_dns_can_be_believed:
 * @name: a name that is said not to exist
 * @cancellable: (nullable): ends it at any time
 *
 * Some networks let nobody out, and their name server says of every name that it does not exist. One that knows neither
 * the last part of @name, “org”, nor the root of all names is such a one. Blocks.
 *
 * Returns: whether the name server can be believed
 */
gboolean
postern_dns_can_be_believed (const char   *name,
                             GCancellable *cancellable)
{
  const char *dot;

  g_return_val_if_fail (name != NULL, FALSE);

  dot = strrchr (name, '.');

  return (dot != NULL && dot[1] != '\0' && has_name (dot + 1, cancellable)) || has_name (".", cancellable);
}

/**
 * postern_dns_lookup_exchanges:
 * @name: a DNS name
 * @cancellable: (nullable): ends it at any time
 * @exchanges: (out) (transfer full) (nullable) (element-type PosternDnsExchange): the preferred first
 *
 * Looks up MX records. Blocks.
 *
 * Returns: what became of it
 */
PosternDnsOutcome
postern_dns_lookup_exchanges (const char    *name,
                              GCancellable  *cancellable,
                              GPtrArray    **exchanges)
{
  g_return_val_if_fail (name != NULL && exchanges != NULL, POSTERN_DNS_FAILED);

  return look_up (name, ns_t_mx, postern_dns_parse_exchanges, cancellable, exchanges);
}

/**
 * postern_dns_lookup_addresses:
 * @name: a DNS name
 * @cancellable: (nullable): ends it at any time
 * @addresses: (out) (transfer full) (nullable) (element-type GInetAddress): of both families
 *
 * Looks up the addresses of a host. Blocks.
 *
 * Returns: what became of it
 */
PosternDnsOutcome
postern_dns_lookup_addresses (const char    *name,
                              GCancellable  *cancellable,
                              GPtrArray    **addresses)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GError) error = NULL;
  GList *found;

  g_return_val_if_fail (name != NULL && addresses != NULL, POSTERN_DNS_FAILED);

  *addresses = NULL;
  if (!postern_dns_is_name (name))
    return POSTERN_DNS_NOTHING;
  found = g_resolver_lookup_by_name (resolver, name, cancellable, &error);
  if (found == NULL)
    return read_error (error);
  *addresses = g_ptr_array_new_with_free_func (g_object_unref);
  for (GList *link = found; link != NULL && (*addresses)->len < POSTERN_DNS_MAX_RECORDS; link = link->next)
    g_ptr_array_add (*addresses, g_object_ref (link->data));
  g_resolver_free_addresses (found);

  return POSTERN_DNS_FOUND;
}
