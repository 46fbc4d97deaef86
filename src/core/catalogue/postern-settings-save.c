/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-settings.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/base/postern-private-file.h"

/* A file name for a part: that of its path, where this is one, else "settings"; "-2" and so on makes it unique. */
static char *
make_name (const PosternSettingsPart *part,
           guint                      index,
           GHashTable                *used)
{
  gboolean is_file = part->path != NULL && strpbrk (part->path, " \\:*?\"<>|") == NULL &&
                     !g_str_has_suffix (part->path, "/");
  g_autofree char *base = is_file ? g_path_get_basename (part->path) : g_strdup ("settings");

  if (g_hash_table_contains (used, base) || g_str_equal (base, ".") || g_str_equal (base, ".."))
    {
      g_autofree char *plain = g_steal_pointer (&base);

      base = g_strdup_printf ("%s-%u", plain, index + 1);
    }
  g_hash_table_add (used, g_strdup (base));

  return g_steal_pointer (&base);
}

/**
 * postern_settings_save:
 * @self: settings
 * @path: where to save them
 *
 * Saves the text of the first part as postern_private_file_save() does.
 *
 * Returns: whether it was saved; if not, @error is in %G_FILE_ERROR
 */
gboolean
postern_settings_save (PosternSettings  *self,
                       const char       *path,
                       GError          **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  return postern_private_file_save (path, self->text, -1, error);
}

/**
 * postern_settings_save_all:
 * @self: settings
 * @folder: where to save them; it is made when it is not there, and then only its owner can open it
 *
 * Saves each part as postern_settings_save() does, in a file that is named after the part's own.
 *
 * Returns: whether all were saved; if not, @error is in %G_FILE_ERROR
 */
gboolean
postern_settings_save_all (PosternSettings  *self,
                           const char       *folder,
                           GError          **error)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (self != NULL && folder != NULL, FALSE);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code),
                   /* Translators: the first %s is a folder's path, the second one the reason that the system gave. */
                   _("The folder “%s” can’t be made: %s"), folder, g_strerror (code));
      return FALSE;
    }

  for (guint i = 0; i < self->parts->len; i++)
    {
      const PosternSettingsPart *part = g_ptr_array_index (self->parts, i);
      g_autofree char *name = make_name (part, i, used);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!postern_private_file_save (path, part->text, -1, error))
        return FALSE;
    }

  return TRUE;
}
