/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/postern-catalogue.h"

/**
 * postern_catalogue_get_guide:
 * @self: a catalogue
 * @id: (nullable): a guide's id
 *
 * Returns: (transfer none) (nullable): the guide
 */
PosternGuide *
postern_catalogue_get_guide (PosternCatalogue *self,
                             const char       *id)
{
  GListModel *guides;

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self), NULL);

  guides = postern_catalogue_get_guides (self);
  for (guint i = 0; i < g_list_model_get_n_items (guides); i++)
    {
      g_autoptr (PosternGuide) guide = g_list_model_get_item (guides, i);

      /* The list keeps it. */
      if (g_strcmp0 (guide->id, id) == 0)
        return guide;
    }

  return NULL;
}
