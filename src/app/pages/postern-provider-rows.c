/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-provider-rows.h"

#include "app/widgets/postern-choice-row.h"

static void
add_provider (GtkListBox      *list,
              PosternProvider *provider,
              GCallback        chosen,
              gpointer         object)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (list, 0);
  GtkWidget *row = postern_choice_row_new (provider->id, provider->name, provider->summary,
                                           (PosternChoiceRow *) first);

  g_signal_connect_object (row, "notify::active", chosen, object, G_CONNECT_SWAPPED);
  gtk_list_box_append (list, row);
}

static int
get_rank (PosternProvider *provider)
{
  if (g_str_equal (provider->id, "practice"))
    return 2;

  return provider->kind == POSTERN_PROVIDER_CUSTOM ? 1 : 0;
}

void
postern_provider_rows_fill (GtkListBox       *list,
                            PosternCatalogue *catalogue,
                            GCallback         chosen,
                            gpointer          object)
{
  GListModel *providers = postern_catalogue_get_providers (catalogue);

  for (int rank = 0; rank <= 2; rank++)
    {
      for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
        {
          g_autoptr (PosternProvider) provider = g_list_model_get_item (providers, i);

          if (get_rank (provider) == rank)
            add_provider (list, provider, chosen, object);
        }
    }
}
