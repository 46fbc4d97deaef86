/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/base/postern-private-file.h"

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
           const char *bytes,
           gsize       left)
{
  while (left > 0)
    {
      gssize n = write (fd, bytes, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
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

/**
 * postern_private_file_save:
 * @path: where to save it
 * @bytes: (array length=length): what to save
 * @length: how many bytes that is, -1 for a text up to its NUL
 * @error: return location for %G_FILE_ERROR
 *
 * Saves a file that only its owner can read (mode 0600). It is there in full or not at all; a file of that name is
 * replaced, a link is not followed.
 *
 * Returns: whether it was saved
 */
gboolean
postern_private_file_save (const char  *path,
                           const char  *bytes,
                           gssize       length,
                           GError     **error)
{
  g_autofree char *temporary = NULL;
  gboolean is_written;
  int code;
  int fd;

  g_return_val_if_fail (path != NULL && bytes != NULL, FALSE);

  if (!may_replace (path, error))
    return FALSE;

  temporary = g_strconcat (path, ".XXXXXX", NULL);
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (error, path, errno);

  is_written = write_all (fd, bytes, length < 0 ? strlen (bytes) : (gsize) length);
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
