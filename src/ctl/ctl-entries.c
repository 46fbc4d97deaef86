/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-entries.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "core/base/postern-passphrase.h"
#include "core/handover/postern-entries.h"
#include "ctl/ctl.h"

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
choose_records (PosternStore  *store,
                char         **ids,
                GPtrArray     *records,
                GError       **error)
{
  GListModel *all = postern_store_get_records (store);

  for (guint i = 0; ids == NULL && i < g_list_model_get_n_items (all); i++)
    g_ptr_array_add (records, g_list_model_get_item (all, i));
  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      PosternRecord *record = postern_store_lookup (store, ids[i], error);

      if (record == NULL)
        return FALSE;
      if (!g_ptr_array_find (records, record, NULL))
        g_ptr_array_add (records, g_object_ref (record));
    }

  return TRUE;
}

/**
 * ctl_entries_load:
 * @store: where the records are
 * @ids: (nullable): which of them; %NULL for all
 * @with_passwords: whether their passwords go along
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type PosternEntry): at least one, or %NULL with @error set
 */
GPtrArray *
ctl_entries_load (PosternStore  *store,
                  char         **ids,
                  gboolean       with_passwords,
                  GError       **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  guint n_without = 0;

  if (!choose_records (store, ids, records, error))
    return NULL;
  postern_entries_load_async (records, with_passwords, NULL, done_cb, &result);
  wait_for (&result);
  entries = postern_entries_load_finish (result, &n_without, error);
  if (entries == NULL)
    return NULL;
  if (entries->len == 0)
    {
      ctl_refuse (error, _("There is no record that is set up so far that it has a mail server."));
      return NULL;
    }
  if (n_without > 0)
    fprintf (stderr, ngettext ("posternctl: %u record has no password, and goes along without one.\n",
                               "posternctl: %u records have no password, and go along without one.\n", n_without),
             n_without);

  return g_steal_pointer (&entries);
}

/** As postern_entries_restore_async(), to its end. */
gboolean
ctl_entries_restore (PosternStore  *store,
                     GPtrArray     *entries,
                     guint         *n_restored,
                     guint         *n_known,
                     GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  postern_entries_restore_async (store, entries, NULL, done_cb, &result);
  wait_for (&result);

  return postern_entries_restore_finish (store, result, n_restored, n_known, error);
}

/**
 * ctl_passphrase_get:
 * @path: (nullable): the file that holds it
 * @is_new: (out): whether it was made now, and must be shown
 * @error: return location for an error
 *
 * Returns: (transfer full): the passphrase, or %NULL with @error set
 */
PosternSecret *
ctl_passphrase_get (const char  *path,
                    gboolean    *is_new,
                    GError     **error)
{
  *is_new = path == NULL;

  return path != NULL ? postern_secret_read_file (path, error) : postern_passphrase_new (error);
}

/** To the person, and not into the file or pipe to which the output goes. */
void
ctl_passphrase_show (PosternSecret *passphrase)
{
  fprintf (stderr, "%s\n\n  %s\n\n%s\n",
           _("Only this passphrase opens the file, and it is not shown again:"), postern_secret_peek (passphrase),
           _("Write it down, or put it into a password manager, and pass it on by another way than the file."));
}
