/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/records/postern-store-rows.h"

#define MIN_PREFIX 4

static PosternRecord *
find_beginning (GListModel  *records,
                const char  *id,
                GError     **error)
{
  g_autofree char *beginning = g_ascii_strdown (id, -1);
  PosternRecord *found = NULL;
  guint n = g_list_model_get_n_items (records);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i);

      if (strcmp (postern_record_get_id (record), beginning) == 0)
        return record;
      if (strlen (beginning) < MIN_PREFIX || !g_str_has_prefix (postern_record_get_id (record), beginning))
        continue;
      if (found != NULL)
        {
          g_set_error (error, POSTERN_STORE_ERROR, POSTERN_STORE_ERROR_NOT_FOUND,
                       /* Translators: %s is the beginning of a record's id. */
                       _("More than one record has an id that begins with “%s”. Give more of the id."), id);
          return NULL;
        }
      found = record;
    }

  return found;
}

/** Returns: (transfer none): the record of @records whose id is @id or begins so, or %NULL with @error set */
PosternRecord *
postern_store_find (GListModel  *records,
                    const char  *id,
                    GError     **error)
{
  g_autoptr (GError) reason = NULL;
  PosternRecord *record;

    record = find_beginning (records, id, &reason);
  if (record != NULL)
    return record;

  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, POSTERN_STORE_ERROR, POSTERN_STORE_ERROR_NOT_FOUND,
                 /* Translators: %s is what the person gave as a record's id. */
                 _("There is no record “%s”. Give its id, or at least the first 4 characters of it."), id);

  return NULL;
}

/** Returns: whether @records has the very records of @loaded in the same order */
gboolean
postern_store_is_list (GListModel *records,
                       GPtrArray  *loaded)
{
  if (g_list_model_get_n_items (records) != loaded->len)
    return FALSE;

  for (guint i = 0; i < loaded->len; i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i);

      if (record != g_ptr_array_index (loaded, i))
        return FALSE;
    }

  return TRUE;
}
