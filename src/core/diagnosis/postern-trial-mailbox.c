/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/diagnosis/postern-trial-private.h"
#include "core/smtp/postern-smtp-deadline.h"

/* How long the name server is waited for, in milliseconds. */
#define LOOKUP_TIMEOUT 5000

/* The domain in ASCII, or NULL. */
static char *
dup_domain (const char *address)
{
  const char *at = strrchr (address, '@');

  return at == NULL || at[1] == '\0' ? NULL : g_hostname_to_ascii (at + 1);
}

static int
compare_preference (gconstpointer a,
                    gconstpointer b)
{
  guint16 first;
  guint16 second;

  g_variant_get ((GVariant *) a, "(qs)", &first, NULL);
  g_variant_get ((GVariant *) b, "(qs)", &second, NULL);

  return (int) first - (int) second;
}

static gboolean
is_server_of (PosternProvider *provider,
              const char      *host)
{
  for (gsize i = 0; provider->mx_patterns != NULL && provider->mx_patterns[i] != NULL; i++)
    {
      if (g_pattern_match_simple (provider->mx_patterns[i], host))
        return TRUE;
    }

  return FALSE;
}

static PosternProvider *
find_provider (PosternCatalogue *catalogue,
               const char       *host)
{
  GListModel *providers = postern_catalogue_get_providers (catalogue);
  g_autofree char *name = g_ascii_strdown (host, -1);

  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (PosternProvider) provider = g_list_model_get_item (providers, i);

      /* The catalogue keeps it alive. */
      if (is_server_of (provider, name))
        return provider;
    }

  return NULL;
}

/* The first in the order of preference (RFC 5321 §5.1) that is a known provider's. */
static PosternProvider *
choose_provider (PosternCatalogue *catalogue,
                 GList            *records)
{
  PosternProvider *found = NULL;

  for (GList *link = records; link != NULL && found == NULL; link = link->next)
    {
      g_autofree char *host = NULL;

      g_variant_get (link->data, "(qs)", NULL, &host);
      found = find_provider (catalogue, host);
    }

  return found;
}

/* Documented in the private header. */
PosternProvider *
postern_trial_find_mailbox (PosternCatalogue *catalogue,
                            const char       *address,
                            GCancellable     *cancellable)
{
  g_autofree char *domain = dup_domain (address);
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (PosternSmtpDeadline) deadline = NULL;
  PosternProvider *found = NULL;
  GList *records = NULL;

  if (domain == NULL)
    return NULL;

  deadline = postern_smtp_deadline_new (cancellable, LOOKUP_TIMEOUT);
  records = g_resolver_lookup_records (resolver, domain, G_RESOLVER_RECORD_MX,
                                       postern_smtp_deadline_get_cancellable (deadline), NULL);
  records = g_list_sort (records, compare_preference);
  found = choose_provider (catalogue, records);
  g_list_free_full (records, (GDestroyNotify) g_variant_unref);

  return found;
}
