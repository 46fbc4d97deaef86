/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/base/postern-passphrase.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

/* Without what is mistaken for something else on paper or on the telephone: 0 o, 1 l i, u v. */
#define ALPHABET "abcdefghjkmnpqrstwxyz23456789"
#define N_GROUPS 5
#define GROUP_LENGTH 4
#define LENGTH (N_GROUPS * GROUP_LENGTH)

gboolean
postern_random_fill (gpointer   bytes,
                     gsize      length,
                     GError   **error)
{
  guint8 *next = bytes;

  while (length > 0)
    {
      gssize n = getrandom (next, MIN (length, 256), 0);

      if (n <= 0)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                               _("The system gives no random numbers just now, so no safe key can be made. Try "
                                 "again."));
          return FALSE;
        }
      next += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/* Bytes beyond a multiple of the alphabet's length are passed over, so that each character is as likely as another. */
static gboolean
choose_character (char    *character,
                  GError **error)
{
  const gsize n = strlen (ALPHABET);
  guint8 byte;

  do
    {
      if (!postern_random_fill (&byte, 1, error))
        return FALSE;
    }
  while (byte >= 256 / n * n);
  *character = ALPHABET[byte % n];

  return TRUE;
}

/**
 * postern_passphrase_new:
 * @error: return location for %G_IO_ERROR_FAILED
 *
 * Makes a passphrase of about 97 bits that can be read aloud: "abcd-efgh-jkmn-pqrs-tw23".
 *
 * Returns: (transfer full): the passphrase, or %NULL with @error set
 */
PosternSecret *
postern_passphrase_new (GError **error)
{
  char text[LENGTH + N_GROUPS];
  PosternSecret *secret;
  char *end = text;

  for (guint i = 0; i < LENGTH; i++)
    {
      if (i > 0 && i % GROUP_LENGTH == 0)
        *end++ = '-';
      if (!choose_character (end++, error))
        return NULL;
    }
  secret = postern_secret_new (text, end - text);
  explicit_bzero (text, sizeof text);

  return secret;
}
