/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-spf-check.h"

#include "core/network/postern-spf-walk.h"

/* How deep and how many of a provider's networks are looked for. */
#define MAX_DEPTH 3
#define MAX_NETWORKS 32

static PosternSpfVerdict
read_result (PosternSpfWalk   *walk,
             PosternSpfResult  result)
{
  if (result == POSTERN_SPF_PASS)
    return POSTERN_SPF_ALLOWED;
  if (result == POSTERN_SPF_TEMP_ERROR)
    return POSTERN_SPF_UNKNOWN;
  if (result != POSTERN_SPF_PERM_ERROR)
    return walk->unclear ? POSTERN_SPF_UNCLEAR : POSTERN_SPF_NOT_ALLOWED;
  if (walk->culprit != NULL)
    return POSTERN_SPF_BROKEN;

  return walk->lookups > POSTERN_SPF_MAX_LOOKUPS ? POSTERN_SPF_TOO_MANY_LOOKUPS : POSTERN_SPF_TOO_MANY_VOIDS;
}

static PosternSpfVerdict
ask (PosternSpfWalk    *walk,
     const char        *domain,
     const char *const *includes,
     GInetAddress      *address,
     PosternSpfAnswer  *answer)
{
  PosternSpfVerdict verdict;

  postern_spf_walk_reset (walk);
  walk->includes = includes;
  walk->address = address;
  verdict = read_result (walk, postern_spf_walk_run (walk, domain));
  g_free (answer->culprit);
  answer->culprit = g_steal_pointer (&walk->culprit);

  return verdict;
}

static void
collect_networks (PosternSpfWalk *walk,
                  const char     *domain,
                  guint           depth,
                  GPtrArray      *networks)
{
  PosternSpfSite *site = postern_spf_cache_site (&walk->cache, domain);
  const PosternSpfRecord *record = site->records->len == 1 ? site->records->pdata[0] : NULL;

  for (guint i = 0; record != NULL && i < record->terms->len && networks->len < MAX_NETWORKS; i++)
    {
      const PosternSpfTerm *term = g_ptr_array_index (record->terms, i);

      if (term->network != NULL && term->qualifier == '+')
        g_ptr_array_add (networks, term->network);
      else if (term->kind == POSTERN_SPF_INCLUDE && depth < MAX_DEPTH)
        collect_networks (walk, term->domain, depth + 1, networks);
    }
}

/* Some write a provider's addresses out instead of its name: all that the provider itself names must be met. */
static gboolean
has_all_networks (PosternSpfWalk    *walk,
                  const char        *domain,
                  const char *const *includes,
                  PosternSpfAnswer  *answer)
{
  g_autoptr (GPtrArray) networks = g_ptr_array_new ();

  for (gsize i = 0; includes[i] != NULL; i++)
    collect_networks (walk, includes[i], 0, networks);
  for (guint i = 0; i < networks->len; i++)
    {
      GInetAddress *address = g_inet_address_mask_get_address (g_ptr_array_index (networks, i));

      if (ask (walk, domain, NULL, address, answer) != POSTERN_SPF_ALLOWED)
        return FALSE;
    }

  return networks->len > 0;
}

static PosternSpfVerdict
ask_for_provider (PosternSpfWalk    *walk,
                  const char        *domain,
                  const char *const *includes,
                  PosternSpfAnswer  *answer)
{
  PosternSpfVerdict verdict = ask (walk, domain, includes, NULL, answer);

  if ((verdict == POSTERN_SPF_NOT_ALLOWED || verdict == POSTERN_SPF_UNCLEAR) &&
      has_all_networks (walk, domain, includes, answer))
    return POSTERN_SPF_ALLOWED;

  return verdict;
}

/* One address that may send is enough: which one mail leaves from can't be seen from here. */
static PosternSpfVerdict
ask_for_addresses (PosternSpfWalk   *walk,
                   const char       *domain,
                   GPtrArray        *addresses,
                   PosternSpfAnswer *answer)
{
  PosternSpfVerdict verdict = POSTERN_SPF_UNKNOWN;

  for (guint i = 0; i < addresses->len && verdict != POSTERN_SPF_ALLOWED; i++)
    verdict = ask (walk, domain, NULL, g_ptr_array_index (addresses, i), answer);

  return verdict;
}

/* What is wrong with the record whoever sends. */
static PosternSpfVerdict
ask_for_nobody (PosternSpfWalk   *walk,
                const char       *domain,
                PosternSpfAnswer *answer)
{
  PosternSpfVerdict verdict = ask (walk, domain, NULL, NULL, answer);

  return verdict == POSTERN_SPF_NOT_ALLOWED ? POSTERN_SPF_UNCLEAR : verdict;
}

static void
count_all (PosternSpfWalk   *walk,
           const char       *domain,
           PosternSpfAnswer *answer)
{
  postern_spf_walk_reset (walk);
  walk->counting = TRUE;
  postern_spf_walk_run (walk, domain);
  answer->lookups = walk->lookups;
  answer->voids = walk->voids;
}

static gboolean
is_readable (const PosternSpfAnswer *answer)
{
  return answer->records->len == 1 && ((PosternSpfRecord *) answer->records->pdata[0])->fault == NULL;
}

/**
 * postern_spf_check:
 * @domain: the sender's domain, in ASCII and lower case
 * @includes: names that stand for the provider in SPF records, lower case, %NULL-terminated, perhaps empty
 * @addresses: (nullable) (element-type GInetAddress): the addresses of the sending server, where there are no @includes
 * @cancellable: (nullable): ends it at any time
 *
 * Asks whether a provider or a server may send for a domain (RFC 7208), as a receiver would. Blocks; the number of
 * questions to the DNS is bounded, whatever the records say.
 *
 * Returns: (transfer full): the answer
 */
PosternSpfAnswer *
postern_spf_check (const char        *domain,
                   const char *const *includes,
                   GPtrArray         *addresses,
                   GCancellable      *cancellable)
{
  PosternSpfAnswer *self = g_new0 (PosternSpfAnswer, 1);
  g_auto (PosternSpfWalk) walk = { 0 };
  PosternSpfSite *site;

  g_return_val_if_fail (domain != NULL && includes != NULL, NULL);

  postern_spf_walk_init (&walk, cancellable);
  site = postern_spf_cache_site (&walk.cache, domain);
  self->outcome = site->outcome;
  self->texts = g_ptr_array_ref (site->texts);
  self->records = g_ptr_array_ref (site->records);
  self->verdict = POSTERN_SPF_UNKNOWN;
  if (!is_readable (self))
    return self;

  if (includes[0] != NULL)
    self->verdict = ask_for_provider (&walk, domain, includes, self);
  else if (addresses != NULL && addresses->len > 0)
    self->verdict = ask_for_addresses (&walk, domain, addresses, self);
  else
    self->verdict = ask_for_nobody (&walk, domain, self);
  count_all (&walk, domain, self);

  return self;
}

/**
 * postern_spf_answer_free:
 * @self: (transfer full) (nullable): an answer
 */
void
postern_spf_answer_free (PosternSpfAnswer *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->records);
  g_free (self->culprit);
  g_free (self);
}
