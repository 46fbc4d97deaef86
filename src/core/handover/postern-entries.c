/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/handover/postern-entries.h"

#include "core/records/postern-vault.h"

typedef struct
{
  GPtrArray *records;
  GPtrArray *entries;
  gboolean   with_passwords;
  guint      next;
  guint      n_without;
} Loading;

static void load_next (GTask *task);

static void
loading_free (Loading *loading)
{
  g_ptr_array_unref (loading->records);
  g_ptr_array_unref (loading->entries);
  g_free (loading);
}

static void
free_entries (gpointer entries)
{
  g_ptr_array_unref (entries);
}

/* What is not set up so far has no server yet, and can't go anywhere. */
static void
add_entry (Loading       *loading,
           PosternRecord *record,
           PosternSecret *secret)
{
  PosternEntry *entry = postern_entry_new_for_record (record, secret);

  if (entry == NULL)
    return;
  if (loading->with_passwords && secret == NULL)
    loading->n_without++;
  g_ptr_array_add (loading->entries, entry);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (PosternSecret) secret = postern_vault_lookup_finish (result, &error);

  if (secret == NULL && !g_error_matches (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  add_entry (loading, g_ptr_array_index (loading->records, loading->next - 1), secret);
  load_next (task);
}

static void
load_next (GTask *task)
{
  Loading *loading = g_task_get_task_data (task);

  while (loading->next < loading->records->len)
    {
      PosternRecord *record = g_ptr_array_index (loading->records, loading->next++);

      if (loading->with_passwords && postern_record_get_password_recorded (record) &&
          postern_record_get_endpoint (record) != NULL)
        {
          postern_vault_lookup_async (record, g_task_get_cancellable (task), found_cb, g_object_ref (task));
          return;
        }
      add_entry (loading, record, NULL);
    }

  g_task_return_pointer (task, g_ptr_array_ref (loading->entries), free_entries);
}

/**
 * postern_entries_load_async:
 * @records: (element-type PosternRecord): what is to leave Postern
 * @with_passwords: whether the passwords go along
 * @cancellable: (nullable): to stop
 * @callback: called at the end
 * @user_data: closure for @callback
 *
 * Takes the records' passwords out of the keyring, one after the other, so that it asks for itself once at most.
 */
void
postern_entries_load_async (GPtrArray           *records,
                            gboolean             with_passwords,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Loading *loading = g_new0 (Loading, 1);

  loading->records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (loading->records, g_object_ref (g_ptr_array_index (records, i)));
  loading->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_entry_free);
  loading->with_passwords = with_passwords;
  g_task_set_source_tag (task, postern_entries_load_async);
  g_task_set_task_data (task, loading, (GDestroyNotify) loading_free);
  load_next (task);
}

/**
 * postern_entries_load_finish:
 * @result: what the callback was given
 * @n_without: (out) (optional): how many have no password though passwords were asked for
 * @error: return location for a #PosternVaultError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type PosternEntry): those that have a server, perhaps none; or %NULL with @error
 *   set
 */
GPtrArray *
postern_entries_load_finish (GAsyncResult  *result,
                             guint         *n_without,
                             GError       **error)
{
  Loading *loading;

  g_return_val_if_fail (g_async_result_is_tagged (result, postern_entries_load_async), NULL);

  loading = g_task_get_task_data (G_TASK (result));
  if (n_without != NULL)
    *n_without = loading->n_without;

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Documented in the header. */
const char **
postern_entries_name_providers (GPtrArray        *entries,
                                PosternCatalogue *catalogue)
{
  const char **names = g_new0 (const char *, entries->len + 1);

  for (guint i = 0; i < entries->len; i++)
    {
      const PosternEntry *entry = g_ptr_array_index (entries, i);
      PosternProvider *provider = entry->provider == NULL ? NULL
                                                          : postern_catalogue_get_provider (catalogue, entry->provider);

      names[i] = provider == NULL ? NULL : provider->name;
    }

  return names;
}
