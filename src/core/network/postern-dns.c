/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-dns.h"

#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>
#include <string.h>

#define MAX_ANSWER 65536
/* How long one name server is given, in seconds, and how often each is asked. */
#define PATIENCE 3
#define ATTEMPTS 2

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

  if (length > MAX_ANSWER || ns_initparse (answer, (int) length, &message) != 0)
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
read_failure (int reason)
{
  return reason == HOST_NOT_FOUND || reason == NO_DATA ? POSTERN_DNS_NOTHING : POSTERN_DNS_FAILED;
}

/* Not through GResolver: that of GLib 2.74 crashes on a TXT record that is not UTF-8 (it makes a GVariant of what comes
   without a look at it), and every domain that is looked at may have one. */
static GPtrArray *
query_texts (const char        *name,
             PosternDnsOutcome *outcome,
             gboolean          *exists)
{
  struct __res_state state = { 0 };
  g_autofree guint8 *answer = NULL;
  GPtrArray *texts;
  int length;

  *outcome = POSTERN_DNS_FAILED;
  *exists = FALSE;
  if (res_ninit (&state) != 0)
    return NULL;
  state.retrans = PATIENCE;
  state.retry = ATTEMPTS;
  answer = g_malloc (MAX_ANSWER);
  length = res_nquery (&state, name, ns_c_in, ns_t_txt, answer, MAX_ANSWER);
  *outcome = length < 0 ? read_failure (state.res_h_errno) : POSTERN_DNS_FOUND;
  *exists = length >= 0 || state.res_h_errno == NO_DATA;
  res_nclose (&state);
  if (length < 0)
    return NULL;
  texts = postern_dns_parse_texts (answer, (gsize) MIN (length, MAX_ANSWER));
  if (texts->len == 0)
    *outcome = POSTERN_DNS_NOTHING;

  return texts;
}

typedef struct
{
  char              *name;
  GPtrArray         *texts;
  PosternDnsOutcome  outcome;
  gboolean           exists;  /* the name has records, of this type or another */
} Query;

static void
query_free (gpointer data)
{
  Query *self = data;

  g_free (self->name);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_free (self);
}

static void
query_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Query *query = data;

  query->texts = query_texts (query->name, &query->outcome, &query->exists);
  g_task_return_boolean (task, TRUE);
}

/* A name server that keeps silent is left alone with its thread when @cancellable ends it. */
static PosternDnsOutcome
run_query (const char    *name,
           GCancellable  *cancellable,
           GPtrArray    **texts,
           gboolean      *exists)
{
  Query *query = g_new0 (Query, 1);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, NULL, NULL);

  query->name = g_strdup (name);
  g_task_set_source_tag (task, run_query);
  g_task_set_task_data (task, query, query_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread_sync (task, query_thread);
  if (!g_task_propagate_boolean (task, NULL))
    return POSTERN_DNS_FAILED;
  *texts = g_steal_pointer (&query->texts);
  *exists = query->exists;

  return query->outcome;
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

static PosternDnsExchange *
read_exchange (GVariant *record)
{
  PosternDnsExchange *self = g_new0 (PosternDnsExchange, 1);
  g_autofree char *host = NULL;
  guint16 preference = 0;

  g_variant_get (record, "(qs)", &preference, &host);
  self->preference = preference;
  self->host = g_ascii_strdown (host, -1);
  if (g_str_has_suffix (self->host, "."))
    self->host[strlen (self->host) - 1] = '\0';

  return self;
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
  gboolean exists;

  g_return_val_if_fail (name != NULL && texts != NULL, POSTERN_DNS_FAILED);

  *texts = NULL;
  if (!postern_dns_is_name (name))
    return POSTERN_DNS_NOTHING;

  return run_query (name, cancellable, texts, &exists);
}

static gboolean
has_name (const char   *name,
          GCancellable *cancellable)
{
  g_autoptr (GPtrArray) texts = NULL;
  gboolean exists = FALSE;

  run_query (name, cancellable, &texts, &exists);

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
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GError) error = NULL;
  GList *records;

  g_return_val_if_fail (name != NULL && exchanges != NULL, POSTERN_DNS_FAILED);

  *exchanges = NULL;
  if (!postern_dns_is_name (name))
    return POSTERN_DNS_NOTHING;
  records = g_resolver_lookup_records (resolver, name, G_RESOLVER_RECORD_MX, cancellable, &error);
  if (records == NULL)
    return read_error (error);
  *exchanges = g_ptr_array_new_with_free_func (exchange_free);
  for (GList *link = records; link != NULL && (*exchanges)->len < POSTERN_DNS_MAX_RECORDS; link = link->next)
    g_ptr_array_add (*exchanges, read_exchange (link->data));
  g_list_free_full (records, (GDestroyNotify) g_variant_unref);
  g_ptr_array_sort (*exchanges, compare_exchanges);

  return POSTERN_DNS_FOUND;
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
