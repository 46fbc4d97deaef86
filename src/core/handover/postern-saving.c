/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/handover/postern-saving.h"

#include "core/base/postern-private-file.h"

typedef struct
{
  char            *path;
  PosternMakeFunc  make;
  gpointer         data;
  GDestroyNotify   free_data;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_free (saving->path);
  saving->free_data (saving->data);
  g_free (saving);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Saving *saving = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = saving->make (saving->data, &error);

  /* Who has been told that it was cancelled must find no file. */
  if (!g_task_set_return_on_cancel (task, FALSE))
    {
      g_clear_error (&error);
      return;
    }
  /* And who cancels while it is written, that there is one. */
  g_task_set_check_cancellable (task, FALSE);
  if (bytes != NULL && postern_private_file_save (saving->path, g_bytes_get_data (bytes, NULL),
                                                  (gssize) g_bytes_get_size (bytes), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Documented in the header. */
void
postern_saving_run (GTask           *task,
                    const char      *path,
                    PosternMakeFunc  make,
                    gpointer         data,
                    GDestroyNotify   free_data)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->path = g_strdup (path);
  saving->make = make;
  saving->data = data;
  saving->free_data = free_data;
  g_task_set_task_data (task, saving, saving_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, save_in_thread);
}
