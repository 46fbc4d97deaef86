/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-settings.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static gboolean
fail (GError     **error,
      const char  *path,
      int          code)
{
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code),
               /* Translators: the first %s is a file's path, the second one the reason that the system gave. */
               _("The file “%s” can’t be saved: %s"), path, g_strerror (code));

  return FALSE;
}

static gboolean
write_all (int         fd,
           const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      gssize n = write (fd, text, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      text += n;
      left -= (gsize) n;
    }

  return fsync (fd) == 0;
}

/* So that the new name, too, is on the disk. A file system that can't do this keeps its own promise. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  (void) fsync (fd);
  close (fd);
}

static gboolean
save_text (const char  *text,
           const char  *path,
           GError     **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  gboolean is_written;
  int code;
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail (error, path, errno);

  is_written = write_all (fd, text);
  code = errno;
  if (close (fd) != 0 && is_written)
    {
      is_written = FALSE;
      code = errno;
    }
  if (is_written && g_rename (temporary, path) == 0)
    {
      sync_folder (path);
      return TRUE;
    }

  code = is_written ? errno : code;
  g_unlink (temporary);

  return fail (error, path, code);
}

static gboolean
may_replace (const char  *path,
             GError     **error)
{
  GStatBuf status;

  if (g_lstat (path, &status) != 0 || S_ISREG (status.st_mode))
    return TRUE;

  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_PERM,
               /* Translators: %s is a file's path. */
               _("“%s” is a link, a folder or a device, and stays as it is. Choose another file."), path);

  return FALSE;
}

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
 * Saves the text of the first part in a file that only its owner can read (mode 0600). The file is there in full or
 * not at all; a file of that name is replaced, a link is not followed.
 *
 * Returns: whether it was saved; if not, @error is in %G_FILE_ERROR
 */
gboolean
postern_settings_save (PosternSettings  *self,
                       const char       *path,
                       GError          **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  return may_replace (path, error) && save_text (self->text, path, error);
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
    return fail (error, folder, errno);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const PosternSettingsPart *part = g_ptr_array_index (self->parts, i);
      g_autofree char *name = make_name (part, i, used);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!may_replace (path, error) || !save_text (part->text, path, error))
        return FALSE;
    }

  return TRUE;
}
