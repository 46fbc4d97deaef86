/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "config.h"

#include "core/signin/postern-sign-in-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

/* One file for all records, a byte of it for each, so that no files are left behind. */
#define FILE_NAME "sign-in.lock"
/* How often to ask whether another one has given the lock back, in milliseconds. */
#define PAUSE 50

struct _PosternSignInLock
{
  int fd;
};

static int
open_file (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "postern", NULL);
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return -1;

  return open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

/* Sleeps, but wakes when it is cancelled. */
static void
pause_for (guint         milliseconds,
           GCancellable *cancellable)
{
  GPollFD fd;

  if (!g_cancellable_make_pollfd (cancellable, &fd))
    {
      g_usleep (milliseconds * 1000ul);
      return;
    }
  g_poll (&fd, 1, (int) milliseconds);
  g_cancellable_release_fd (cancellable);
}

/* A lock of the open file: threads of one program keep each other out as well (fcntl(2), F_OFD_SETLK). */
static int
try_byte (int   fd,
          off_t byte)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };

  return fcntl (fd, F_OFD_SETLK, &lock) == 0 ? 0 : errno;
}

static gboolean
wait_for_byte (int            fd,
               off_t          byte,
               guint          patience,
               GCancellable  *cancellable,
               GError       **error)
{
  gint64 deadline = g_get_monotonic_time () + patience * G_TIME_SPAN_MILLISECOND;
  int code = try_byte (fd, byte);

  while ((code == EAGAIN || code == EACCES || code == EINTR) && g_get_monotonic_time () < deadline)
    {
      pause_for (PAUSE, cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      code = try_byte (fd, byte);
    }
  if (code == EAGAIN || code == EACCES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                           _("Another Postern on this computer is renewing the same sign-in, and does not come to an "
                             "end. Close it, then try again."));
      return FALSE;
    }
  if (code != 0)
    g_info ("No lock for the sign-in: %s", g_strerror (code));

  return TRUE;
}

/**
 * postern_sign_in_lock_take:
 * @record: the record whose tokens are to be renewed or stored
 * @patience: how long to wait for another one, in milliseconds
 * @cancellable: (nullable): to stop
 * @error: return location for %G_IO_ERROR_BUSY or %G_IO_ERROR_CANCELLED
 *
 * Blocks; never to be called in the main thread of the window. Where the file system has no locks there is none to wait
 * for.
 *
 * Returns: (transfer full): the lock, or %NULL with @error set
 */
PosternSignInLock *
postern_sign_in_lock_take (PosternRecord  *record,
                           guint           patience,
                           GCancellable   *cancellable,
                           GError        **error)
{
  g_autoptr (PosternSignInLock) self = NULL;

  g_return_val_if_fail (POSTERN_IS_RECORD (record), NULL);

  self = g_new0 (PosternSignInLock, 1);
  self->fd = open_file ();
  if (self->fd < 0)
    g_info ("No file for the lock of the sign-in: %s", g_strerror (errno));
  else if (!wait_for_byte (self->fd, (off_t) g_str_hash (postern_record_get_id (record)), patience, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * postern_sign_in_lock_free:
 * @self: (transfer full) (nullable): a lock
 *
 * Lets the next one go on.
 */
void
postern_sign_in_lock_free (PosternSignInLock *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}
