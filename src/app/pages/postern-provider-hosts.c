/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-provider-hosts.h"

static GStrv
list_hosts (PosternProvider *provider)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; provider != NULL && i < provider->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (provider->endpoints, i);

      if (g_hash_table_add (known, endpoint->host))
        g_strv_builder_add (builder, endpoint->host);
    }

  return g_strv_builder_end (builder);
}

static const char *
get_selected (AdwComboRow *row)
{
  GtkStringObject *selected = adw_combo_row_get_selected_item (row);

  return selected == NULL ? NULL : gtk_string_object_get_string (selected);
}

void
postern_provider_hosts_show (AdwComboRow           *row,
                             PosternProvider       *provider,
                             const PosternEndpoint *now)
{
  g_auto (GStrv) hosts = list_hosts (provider);
  g_autofree char *host = now == NULL ? NULL : g_strdup (now->host);
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) hosts);
  gboolean several = g_strv_length (hosts) > 1;

  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  for (guint i = 0; hosts[i] != NULL; i++)
    if (g_strcmp0 (hosts[i], host) == 0)
      adw_combo_row_set_selected (row, i);
  gtk_widget_set_visible (GTK_WIDGET (row), several);
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (row), ADW_TYPE_PREFERENCES_GROUP), several);
}

PosternEndpoint *
postern_provider_hosts_dup_endpoint (AdwComboRow           *row,
                                     PosternProvider       *provider,
                                     const PosternEndpoint *now)
{
  const char *host = get_selected (row);
  const PosternEndpoint *best = NULL;

  for (guint i = 0; i < provider->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (provider->endpoints, i);

      if (host != NULL && !g_str_equal (endpoint->host, host))
        continue;
      if (now != NULL && postern_endpoint_equal (endpoint, now))
        return postern_endpoint_copy (now);
      if (best == NULL)
        best = endpoint;
    }

  return best == NULL ? NULL : postern_endpoint_copy (best);
}
