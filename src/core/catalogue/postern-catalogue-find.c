/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/postern-catalogue.h"

#include <string.h>

typedef gboolean (*FitsFunc) (PosternProvider *provider,
                              const char      *name);

static gboolean
has_host (PosternProvider *provider,
          const char      *host)
{
  for (guint i = 0; i < provider->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (provider->endpoints, i);

      if (g_ascii_strcasecmp (endpoint->host, host) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_below (const char *name,
          const char *domain)
{
  gsize length = strlen (name);
  gsize tail = strlen (domain);

  return length > tail && name[length - tail - 1] == '.' && g_ascii_strcasecmp (name + length - tail, domain) == 0;
}

static gboolean
has_domain (PosternProvider *provider,
            const char      *domain)
{
  for (guint i = 0; i < provider->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (provider->endpoints, i);

      if (is_below (endpoint->host, domain))
        return TRUE;
    }
  for (gsize i = 0; provider->mx_patterns[i] != NULL; i++)
    {
      const char *pattern = provider->mx_patterns[i];

      if (g_str_has_prefix (pattern, "*.") && g_ascii_strcasecmp (pattern + 2, domain) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_exchanger (PosternProvider *provider,
               const char      *exchanger)
{
  g_autofree char *lower = g_ascii_strdown (exchanger, -1);

  for (gsize i = 0; provider->mx_patterns[i] != NULL; i++)
    {
      if (g_pattern_match_simple (provider->mx_patterns[i], lower))
        return TRUE;
    }

  return FALSE;
}

static PosternProvider *
find (PosternCatalogue *self,
      FitsFunc          fits,
      const char       *name)
{
  GListModel *providers = postern_catalogue_get_providers (self);
  g_autofree char *plain = g_strdup (name);

  if (g_str_has_suffix (plain, "."))
    plain[strlen (plain) - 1] = '\0';
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (PosternProvider) provider = g_list_model_get_item (providers, i);

      if (provider->endpoints->len > 0 && fits (provider, plain))
        return g_steal_pointer (&provider);
    }

  return NULL;
}

/**
 * postern_catalogue_find_by_host:
 * @self: a catalogue
 * @host: a server's name
 *
 * Returns: (transfer full) (nullable): the provider that has this server for sending
 */
PosternProvider *
postern_catalogue_find_by_host (PosternCatalogue *self,
                                const char       *host)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self) && host != NULL, NULL);

  return find (self, has_host, host);
}

/**
 * postern_catalogue_find_by_domain:
 * @self: a catalogue
 * @domain: a mail domain, no public suffix
 *
 * Returns: (transfer full) (nullable): the provider whose servers stand below the domain itself, such as
 *   smtp.gmail.com for gmail.com
 */
PosternProvider *
postern_catalogue_find_by_domain (PosternCatalogue *self,
                                  const char       *domain)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self) && domain != NULL, NULL);

  return find (self, has_domain, domain);
}

/**
 * postern_catalogue_find_by_exchanger:
 * @self: a catalogue
 * @exchanger: a mail exchanger of a domain (RFC 5321 §5)
 *
 * Returns: (transfer full) (nullable): the provider to whose customers it belongs
 */
PosternProvider *
postern_catalogue_find_by_exchanger (PosternCatalogue *self,
                                     const char       *exchanger)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self) && exchanger != NULL, NULL);

  return find (self, has_exchanger, exchanger);
}

/**
 * postern_catalogue_is_public:
 * @self: a catalogue
 * @host: a server's name, with or without the root's dot behind it
 *
 * Returns: whether it belongs to a provider, so that it must never be used without encryption; the practice server
 *   does not count
 */
gboolean
postern_catalogue_is_public (PosternCatalogue *self,
                             const char       *host)
{
  g_autoptr (PosternProvider) provider = postern_catalogue_find_by_host (self, host);

  /* The practice server's name is that of any server on this computer. */
  return provider != NULL && !g_str_equal (provider->id, "practice");
}
