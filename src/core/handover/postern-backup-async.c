/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/handover/postern-backup.h"

typedef struct
{
  char          *path;
  PosternSecret *passphrase;
} Reading;

typedef struct
{
  GPtrArray *entries;
  guint      n_passed_over;
} Found;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_clear_pointer (&reading->passphrase, postern_secret_unref);
  g_free (reading);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->entries, g_ptr_array_unref);
  g_free (found);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Reading *reading = data;
  Found *found = g_new0 (Found, 1);
  GError *error = NULL;

  found->entries = postern_backup_read_file (reading->path, reading->passphrase, &found->n_passed_over, &error);
  if (found->entries != NULL)
    {
      g_task_return_pointer (task, found, found_free);
      return;
    }
  found_free (found);
  g_task_return_error (task, error);
}

/**
 * postern_backup_read_file_async:
 * @path: the file
 * @passphrase: (nullable): what opens it, when it is encrypted
 * @cancellable: (nullable): to stop at once
 * @callback: called at the end
 * @user_data: closure for @callback
 *
 * As postern_backup_read_file(), in a thread: a key takes a second to be made, or longer where the file wants it so.
 */
void
postern_backup_read_file_async (const char          *path,
                                PosternSecret       *passphrase,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->path = g_strdup (path);
  reading->passphrase = passphrase == NULL ? NULL : postern_secret_ref (passphrase);
  g_task_set_source_tag (task, postern_backup_read_file_async);
  g_task_set_task_data (task, reading, reading_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * postern_backup_read_file_finish:
 * @result: what the callback was given
 * @n_passed_over: (out): how many items were no mail accounts
 * @error: return location, as postern_backup_read_file(), and %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type PosternEntry): as postern_backup_read_file()
 */
GPtrArray *
postern_backup_read_file_finish (GAsyncResult  *result,
                                 guint         *n_passed_over,
                                 GError       **error)
{
  Found *found;
  GPtrArray *entries;

  g_return_val_if_fail (g_async_result_is_tagged (result, postern_backup_read_file_async), NULL);

  found = g_task_propagate_pointer (G_TASK (result), error);
  *n_passed_over = 0;
  if (found == NULL)
    return NULL;
  *n_passed_over = found->n_passed_over;
  entries = g_steal_pointer (&found->entries);
  found_free (found);

  return entries;
}
