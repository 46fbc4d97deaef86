/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/base/postern-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct _PosternSecret
{
  gatomicrefcount  refs;
  gsize            length;
  gsize            mapped;
  char            *bytes;
};

G_DEFINE_QUARK (postern-secret-error-quark, postern_secret_error)
G_DEFINE_BOXED_TYPE (PosternSecret, postern_secret, postern_secret_ref, postern_secret_unref)

/* Room for @capacity bytes and a NUL on pages of its own, so that locking and wiping touch nothing else. */
static PosternSecret *
allocate (gsize capacity)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  PosternSecret *self = g_new0 (PosternSecret, 1);

  g_atomic_ref_count_init (&self->refs);
  self->mapped = (capacity + page) / page * page;
  self->bytes = mmap (NULL, self->mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self->bytes == MAP_FAILED)
    g_error ("No memory for a secret of %" G_GSIZE_FORMAT " bytes", capacity);

  /* Both may be refused by a limit of the system; the secret is still wiped then. */
  (void) mlock (self->bytes, self->mapped);
  (void) madvise (self->bytes, self->mapped, MADV_DONTDUMP);

  return self;
}

static gboolean
is_clutter (gunichar character)
{
  return g_unichar_isspace (character) || g_unichar_iscntrl (character) || g_unichar_iszerowidth (character) ||
         g_unichar_type (character) == G_UNICODE_FORMAT || character == 0x00A0 || character == 0x202F;
}

static PosternSecret *
copy_without (const char *begin,
              const char *end,
              gboolean  (*is_unwanted) (gunichar character),
              guint      *n_removed)
{
  PosternSecret *self = allocate ((gsize) (end - begin));

  for (const char *p = begin; p < end; p = g_utf8_next_char (p))
    {
      gsize size = (gsize) (g_utf8_next_char (p) - p);

      if (is_unwanted != NULL && is_unwanted (g_utf8_get_char (p)))
        {
          *n_removed += 1;
          continue;
        }
      memcpy (self->bytes + self->length, p, size);
      self->length += size;
    }

  return self;
}

static gboolean
read_all (int            fd,
          PosternSecret *self,
          gsize          capacity,
          GError       **error)
{
  while (self->length < capacity)
    {
      gssize n = read (fd, self->bytes + self->length, capacity - self->length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, POSTERN_SECRET_ERROR, POSTERN_SECRET_ERROR_UNREADABLE,
                       /* Translators: %s is the reason that the system gave. */
                       _("The password can’t be read: %s"), g_strerror (errno));
          return FALSE;
        }
      if (n == 0)
        return TRUE;
      self->length += (gsize) n;
    }

  return TRUE;
}

static void
strip_line_end (PosternSecret *self)
{
  if (self->length > 0 && self->bytes[self->length - 1] == '\n')
    self->length--;
  if (self->length > 0 && self->bytes[self->length - 1] == '\r')
    self->length--;
  self->bytes[self->length] = '\0';
}

static gboolean
check (PosternSecret *self,
       GError       **error)
{
  if (self->length == 0)
    g_set_error_literal (error, POSTERN_SECRET_ERROR, POSTERN_SECRET_ERROR_EMPTY,
                         _("There is no password in the file. Write it on the first line and try again."));
  else if (self->length > POSTERN_SECRET_MAX_LENGTH)
    g_set_error_literal (error, POSTERN_SECRET_ERROR, POSTERN_SECRET_ERROR_TOO_LONG,
                         _("The file is too long for a password. Is it the right file?"));
  else if (memchr (self->bytes, '\n', self->length) != NULL || memchr (self->bytes, '\r', self->length) != NULL)
    g_set_error_literal (error, POSTERN_SECRET_ERROR, POSTERN_SECRET_ERROR_INVALID,
                         _("The file has more than one line. Leave only the password in it."));
  else if (!g_utf8_validate_len (self->bytes, self->length, NULL))
    g_set_error_literal (error, POSTERN_SECRET_ERROR, POSTERN_SECRET_ERROR_INVALID,
                         _("The file is not text in UTF-8. Save it as UTF-8 and try again."));
  else
    return TRUE;

  return FALSE;
}

/**
 * postern_secret_new:
 * @text: UTF-8 text
 * @length: its length in bytes, or -1 when it ends in NUL
 *
 * Returns: (transfer full): a secret that holds a copy of @text
 */
PosternSecret *
postern_secret_new (const char *text,
                    gssize      length)
{
  PosternSecret *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = allocate (length < 0 ? strlen (text) : (gsize) length);
  self->length = length < 0 ? strlen (text) : (gsize) length;
  memcpy (self->bytes, text, self->length);

  return self;
}

/**
 * postern_secret_new_cleaned:
 * @text: UTF-8 text as it was pasted
 * @n_removed: (out) (optional): how many characters were left out
 *
 * Leaves out what copying from a web page adds: spaces, line ends, no-break and zero-width spaces, and
 * other invisible characters. For passwords that a provider makes; a person's own password may hold spaces.
 *
 * Returns: (transfer full): the secret, perhaps an empty one
 */
PosternSecret *
postern_secret_new_cleaned (const char *text,
                            guint      *n_removed)
{
  PosternSecret *self;
  guint removed = 0;

  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);

  self = copy_without (text, text + strlen (text), is_clutter, &removed);
  if (n_removed != NULL)
    *n_removed = removed;

  return self;
}

/**
 * postern_secret_new_trimmed:
 * @text: UTF-8 text as it was pasted
 * @n_removed: (out) (optional): how many characters were left out
 *
 * Leaves out the same as postern_secret_new_cleaned(), but only at the beginning and the end: for passwords
 * that may hold spaces.
 *
 * Returns: (transfer full): the secret, perhaps an empty one
 */
PosternSecret *
postern_secret_new_trimmed (const char *text,
                            guint      *n_removed)
{
  const char *begin, *end;
  guint removed = 0;

  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);

  begin = text;
  end = text + strlen (text);
  for (; begin < end && is_clutter (g_utf8_get_char (begin)); begin = g_utf8_next_char (begin))
    removed++;
  for (; begin < end && is_clutter (g_utf8_get_char (g_utf8_prev_char (end))); end = g_utf8_prev_char (end))
    removed++;
  if (n_removed != NULL)
    *n_removed = removed;

  return copy_without (begin, end, NULL, NULL);
}

/**
 * postern_secret_read_file:
 * @path: a file name, or "-" for standard input
 * @error: return location for a #PosternSecretError
 *
 * Reads a password from a file's only line; one line end after it is left out.
 *
 * Returns: (transfer full): the secret, or %NULL with @error set
 */
PosternSecret *
postern_secret_read_file (const char *path,
                          GError    **error)
{
  g_autoptr (PosternSecret) self = NULL;
  gboolean from_stdin;
  gboolean read_ok;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  from_stdin = strcmp (path, "-") == 0;
  fd = from_stdin ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      g_set_error (error, POSTERN_SECRET_ERROR, POSTERN_SECRET_ERROR_UNREADABLE,
                   /* Translators: the first %s is a file's name, the second the reason that the system gave. */
                   _("The password file “%s” can’t be opened: %s"), path, g_strerror (errno));
      return NULL;
    }

  self = allocate (POSTERN_SECRET_MAX_LENGTH + 3);
  read_ok = read_all (fd, self, POSTERN_SECRET_MAX_LENGTH + 3, error);
  if (!from_stdin)
    close (fd);
  if (!read_ok)
    return NULL;

  strip_line_end (self);

  return check (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * postern_secret_ref:
 * @self: a secret
 *
 * Returns: (transfer full): @self with one more reference
 */
PosternSecret *
postern_secret_ref (PosternSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

/**
 * postern_secret_unref:
 * @self: (transfer full) (nullable): a secret
 *
 * Gives one reference back; the last one wipes the secret.
 */
void
postern_secret_unref (PosternSecret *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  explicit_bzero (self->bytes, self->mapped);
  munmap (self->bytes, self->mapped);
  g_free (self);
}

/**
 * postern_secret_peek:
 * @self: a secret
 *
 * Returns: (transfer none): the text, ending in NUL; copy it only into memory that is wiped
 */
const char *
postern_secret_peek (PosternSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

/**
 * postern_secret_get_length:
 * @self: a secret
 *
 * Returns: its length in bytes
 */
gsize
postern_secret_get_length (PosternSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * postern_secret_equal:
 * @a: a secret
 * @b: a secret
 *
 * Compares in a time that depends on the lengths only.
 *
 * Returns: whether both hold the same text
 */
gboolean
postern_secret_equal (PosternSecret *a,
                      PosternSecret *b)
{
  guchar difference = 0;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->length != b->length)
    return FALSE;
  for (gsize i = 0; i < a->length; i++)
    difference |= (guchar) (a->bytes[i] ^ b->bytes[i]);

  return difference == 0;
}

/**
 * postern_secret_wipe:
 * @text: (transfer full) (nullable): text from g_malloc() that holds a secret
 *
 * Overwrites the text and frees it.
 */
void
postern_secret_wipe (char *text)
{
  if (text == NULL)
    return;

  explicit_bzero (text, strlen (text));
  g_free (text);
}
