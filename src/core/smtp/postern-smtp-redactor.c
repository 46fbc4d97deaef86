/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */

#include "core/smtp/postern-smtp-redactor.h"

#include <string.h>

/* A server may cut what it echoes: so many bytes of an encoded or of a long secret are hidden already. */
#define ENCODED_PIECE 8
#define LONG_PIECE 16
#define LONG_SECRET 40

typedef struct
{
  PosternSecret *secret;
  gsize          piece;
} Form;

struct _PosternSmtpRedactor
{
  GPtrArray *forms;
};

static void
form_free (gpointer data)
{
  Form *form = data;

  postern_secret_unref (form->secret);
  g_free (form);
}

static void
add_form (PosternSmtpRedactor *self,
          PosternSecret       *secret,
          gsize                piece)
{
  Form *form = NULL;

  if (postern_secret_get_length (secret) == 0)
    return;

  form = g_new0 (Form, 1);
  form->secret = postern_secret_ref (secret);
  form->piece = MIN (piece, postern_secret_get_length (secret));
  g_ptr_array_add (self->forms, form);
}

/* How many bytes at the start of @bytes are a piece of the secret. */
static gsize
match_form (const Form *form,
            const char *bytes,
            gsize       length)
{
  const char *secret = postern_secret_peek (form->secret);
  gsize secret_length = postern_secret_get_length (form->secret);
  const char *found = length < form->piece ? NULL : memmem (secret, secret_length, bytes, form->piece);
  gsize most = found == NULL ? 0 : MIN (length, secret_length - (gsize) (found - secret));
  gsize n = 0;

  while (n < most && bytes[n] == found[n])
    n++;

  return n;
}

static gsize
match_any (PosternSmtpRedactor *self,
           const char          *bytes,
           gsize                length)
{
  gsize longest = 0;

  for (guint i = 0; i < self->forms->len; i++)
    {
      gsize n = match_form (g_ptr_array_index (self->forms, i), bytes, length);

      longest = MAX (longest, n);
    }

  return longest;
}

/**
 * postern_smtp_redactor_new:
 *
 * Returns: (transfer full): a redactor that hides nothing yet
 */
PosternSmtpRedactor *
postern_smtp_redactor_new (void)
{
  PosternSmtpRedactor *self = g_new0 (PosternSmtpRedactor, 1);

  self->forms = g_ptr_array_new_with_free_func (form_free);

  return self;
}

/**
 * postern_smtp_redactor_free:
 * @self: (transfer full) (nullable): a redactor
 */
void
postern_smtp_redactor_free (PosternSmtpRedactor *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->forms);
  g_free (self);
}

/**
 * postern_smtp_redactor_add_plain:
 * @self: a redactor
 * @secret: a password or token as it is; it is hidden as a whole, a long one in pieces too
 */
void
postern_smtp_redactor_add_plain (PosternSmtpRedactor *self,
                                 PosternSecret       *secret)
{
  gsize length = 0;

  g_return_if_fail (self != NULL && secret != NULL);

  length = postern_secret_get_length (secret);
  add_form (self, secret, length < LONG_SECRET ? length : LONG_PIECE);
}

/**
 * postern_smtp_redactor_add_encoded:
 * @self: a redactor
 * @encoded: what was sent in Base64; pieces of it are hidden too
 */
void
postern_smtp_redactor_add_encoded (PosternSmtpRedactor *self,
                                   PosternSecret       *encoded)
{
  g_return_if_fail (self != NULL && encoded != NULL);

  add_form (self, encoded, ENCODED_PIECE);
}

/**
 * postern_smtp_redactor_hide:
 * @self: a redactor
 * @bytes: what a server sent
 * @length: how many bytes
 *
 * Returns: (transfer full): the same with %POSTERN_SMTP_REDACTED in the place of each secret
 */
GString *
postern_smtp_redactor_hide (PosternSmtpRedactor *self,
                            const char          *bytes,
                            gsize                length)
{
  GString *out = NULL;
  gsize i = 0;

  g_return_val_if_fail (self != NULL && bytes != NULL, NULL);

  out = g_string_sized_new (length);
  while (i < length)
    {
      gsize n = match_any (self, bytes + i, length - i);

      if (n > 0)
        g_string_append (out, POSTERN_SMTP_REDACTED);
      else
        g_string_append_c (out, bytes[i]);
      i += MAX (n, 1);
    }

  return out;
}
