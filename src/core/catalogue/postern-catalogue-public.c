/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/postern-catalogue.h"

#include <string.h>

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

/**
 * postern_catalogue_find_by_host:
 * @self: a catalogue
 * @host: a server's name, with or without the root's dot behind it
 *
 * Returns: (transfer none) (nullable): the provider that it belongs to; the practice server does not count
 */
PosternProvider *
postern_catalogue_find_by_host (PosternCatalogue *self,
                                const char       *host)
{
  g_autofree char *name = NULL;
  GListModel *providers;

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self) && host != NULL, NULL);

  providers = postern_catalogue_get_providers (self);
  name = g_strdup (host);
  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (PosternProvider) provider = g_list_model_get_item (providers, i);

      if (!g_str_equal (provider->id, "practice") && has_host (provider, name))
        return postern_catalogue_get_provider (self, provider->id);
    }

  return NULL;
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
  return postern_catalogue_find_by_host (self, host) != NULL;
}
