/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-wait.h"

#include <glib/gstdio.h>

static GPtrArray *scratch_folders;

static gboolean
mark_passed (gpointer passed)
{
  *(gboolean *) passed = TRUE;

  return G_SOURCE_CONTINUE;
}

static gboolean
slot_is_filled (gpointer slot)
{
  return *(GAsyncResult **) slot != NULL;
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = NULL;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) == G_FILE_TYPE_DIRECTORY)
    children = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                          NULL, NULL);
  while (children != NULL)
    {
      GFile *child = NULL;

      if (!g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) || child == NULL)
        break;
      remove_tree (child);
    }
  g_file_delete (file, NULL, NULL);
}

static void
remove_scratch_folders (void)
{
  for (guint i = 0; i < scratch_folders->len; i++)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (g_ptr_array_index (scratch_folders, i));

      remove_tree (folder);
    }
  g_clear_pointer (&scratch_folders, g_ptr_array_unref);
}

void
postern_test_wait (PosternTestCondition condition,
                   gpointer             data)
{
  gboolean passed = FALSE;
  guint deadline = g_timeout_add_seconds (POSTERN_TEST_DEADLINE, mark_passed, &passed);

  while (!condition (data) && !passed)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
  if (!condition (data))
    g_error ("Nothing happened within %d seconds", POSTERN_TEST_DEADLINE);
}

void
postern_test_store_result (GObject      *source,
                           GAsyncResult *result,
                           gpointer      slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

GAsyncResult *
postern_test_wait_result (GAsyncResult **slot)
{
  postern_test_wait (slot_is_filled, slot);

  return g_steal_pointer (slot);
}

char *
postern_test_scratch (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("postern-test-XXXXXX", &error);

  g_assert_no_error (error);
  if (scratch_folders == NULL)
    {
      scratch_folders = g_ptr_array_new_with_free_func (g_free);
      atexit (remove_scratch_folders);
    }
  g_ptr_array_add (scratch_folders, g_strdup (folder));

  return folder;
}
