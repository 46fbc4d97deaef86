/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-hosting-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/network/postern-spf-cache.h"
#include "core/network/postern-spf-check.h"

/* One way through the records that speak for the domain. */
typedef struct
{
  const PosternHostingAsk *ask;
  PosternClue             *clue;
  PosternSpfCache          cache;
  GHashTable              *seen;     /* names whose record was read: none is read twice, so that no circle is run */
  guint                    lookups;  /* RFC 7208 §4.6.4 */
} Walk;

typedef gboolean (*MeetsFunc) (const char *include,
                               const char *name);

static void read_site (Walk       *walk,
                       const char *name,
                       const char *domain);

static gboolean
is_same (const char *include,
         const char *name)
{
  return g_str_equal (include, name);
}

static gboolean
has_include (PosternProvider *provider,
             MeetsFunc        meets,
             const char      *name)
{
  for (gsize i = 0; provider->spf_includes[i] != NULL; i++)
    {
      if (meets (provider->spf_includes[i], name))
        return TRUE;
    }

  return FALSE;
}

/* A service for sending is often allowed beside the mailboxes; only the latter tell where those are. */
static gboolean
add_senders (Walk       *walk,
             MeetsFunc   meets,
             const char *name)
{
  GListModel *providers = postern_catalogue_get_providers (walk->ask->catalogue);
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (PosternProvider) provider = g_list_model_get_item (providers, i);

      if (provider->kind != POSTERN_PROVIDER_MAILBOX || !has_include (provider, meets, name))
        continue;
      postern_clue_add_provider (walk->clue, provider);
      found = TRUE;
    }

  return found;
}

/* Older names belong to the same organisation: outlook.com beside spf.protection.outlook.com. */
static gboolean
name_senders (Walk       *walk,
              const char *name)
{
  return add_senders (walk, is_same, name) || add_senders (walk, postern_dns_are_neighbours, name);
}

static gboolean
holds_labels (const char *name,
              const char *domain)
{
  const char *found = strstr (name, domain);
  const char *end = found == NULL ? NULL : found + strlen (domain);

  return found != NULL && (found == name || found[-1] == '.') && (*end == '\0' || *end == '.');
}

/* Records that speak for the domain itself: its own, split because of their length, and those that a service keeps for
   it, under names such as example.org.spf.service.example. What a web host takes in for its own mail says nothing:
   “websitewelcome.com” alone names both Microsoft and Google, in hundreds of the domains of mxmap.it. */
static gboolean
is_own (const char *name,
        const char *domain)
{
  return postern_dns_are_neighbours (name, domain) || holds_labels (name, domain);
}

static gboolean
may_look (Walk       *walk,
          const char *name)
{
  return strchr (name, '%') == NULL && !g_hash_table_contains (walk->seen, name) &&
         walk->lookups++ < POSTERN_SPF_MAX_LOOKUPS;
}

static void
read_record (Walk                   *walk,
             const PosternSpfRecord *record,
             const char             *domain)
{
  const char *redirect = postern_spf_record_all (record) == NULL ? record->redirect : NULL;

  for (guint i = 0; i < record->terms->len; i++)
    {
      const PosternSpfTerm *term = g_ptr_array_index (record->terms, i);

      if (term->kind == POSTERN_SPF_INCLUDE && term->qualifier != '-' && !name_senders (walk, term->domain) &&
          is_own (term->domain, domain) && may_look (walk, term->domain))
        read_site (walk, term->domain, domain);
    }
  /* The other record stands for this one, whoever it belongs to (RFC 7208 §6.1). */
  if (redirect != NULL && !name_senders (walk, redirect) && may_look (walk, redirect))
    read_site (walk, redirect, redirect);
}

/* More than one record counts for nothing (RFC 7208 §4.5). */
static void
read_site (Walk       *walk,
           const char *name,
           const char *domain)
{
  const PosternSpfSite *site = postern_spf_cache_site (&walk->cache, name);

  g_hash_table_add (walk->seen, g_strdup (name));
  if (site->records->len == 1)
    read_record (walk, g_ptr_array_index (site->records, 0), domain);
}

static void
say_senders (const PosternHostingAsk *ask,
             PosternClue             *clue)
{
  PosternProvider *provider = postern_clue_get_provider (clue);
  char *text;

  if (provider != NULL)
    /* Translators: the first %s is a provider such as Microsoft 365, the second a domain. */
    text = g_strdup_printf (_("%s may send mail in the name of %s."), provider->name, ask->shown);
  else if (clue->providers->len > 1)
    /* Translators: %s is a domain. */
    text = g_strdup_printf (_("Several providers may send mail in the name of %s, so this alone does not tell."),
                            ask->shown);
  else
    /* Translators: %s is a domain. */
    text = g_strdup_printf (_("None of the mailbox providers that Postern knows may send in the name of %s."),
                            ask->shown);
  postern_clue_set (clue, POSTERN_CLUE_FOUND, text);
}

static void
say_nothing (const PosternHostingAsk *ask,
             PosternClue             *clue)
{
  /* Translators: %s is a domain. */
  postern_clue_set (clue, POSTERN_CLUE_NOTHING, g_strdup_printf (_("%s does not say who may send its mail."),
                                                                 ask->shown));
}

void
postern_hosting_look_spf (const PosternHostingAsk *ask,
                          PosternClue             *clue)
{
  Walk walk = { .ask = ask, .clue = clue };
  const PosternSpfSite *site;

  postern_spf_cache_init (&walk.cache, ask->cancellable);
  walk.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  site = postern_spf_cache_site (&walk.cache, ask->domain);
  if (site->outcome == POSTERN_DNS_FAILED)
    postern_hosting_say_silent (clue);
  else if (site->records->len != 1)
    say_nothing (ask, clue);
  else
    {
      clue->saw = g_strdup (g_ptr_array_index (site->texts, 0));
      read_site (&walk, ask->domain, ask->domain);
      say_senders (ask, clue);
    }
  g_hash_table_unref (walk.seen);
  postern_spf_cache_clear (&walk.cache);
}
