/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-secret-text.h"

#include <string.h>

#include "core/base/postern-secret.h"

struct _PosternSecretText
{
  GPtrArray *pieces;
};

/** Returns: (transfer full): an empty text */
PosternSecretText *
postern_secret_text_new (void)
{
  PosternSecretText *self = g_new0 (PosternSecretText, 1);

  self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_secret_wipe);

  return self;
}

void
postern_secret_text_add (PosternSecretText *self,
                         const char        *text)
{
  g_ptr_array_add (self->pieces, g_strdup (text));
}

void
postern_secret_text_take (PosternSecretText *self,
                          char              *text)
{
  g_ptr_array_add (self->pieces, text);
}

char *
postern_secret_text_join (PosternSecretText *self,
                          gsize             *length)
{
  gsize total = 0;
  char *joined;
  char *end;

  for (guint i = 0; i < self->pieces->len; i++)
    total += strlen (g_ptr_array_index (self->pieces, i));
  joined = end = g_malloc (total + 1);
  *end = '\0';
  for (guint i = 0; i < self->pieces->len; i++)
    end = g_stpcpy (end, g_ptr_array_index (self->pieces, i));
  if (length != NULL)
    *length = total;

  return joined;
}

/** @self: (transfer full) (nullable): a text; its pieces are wiped */
void
postern_secret_text_free (PosternSecretText *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->pieces);
  g_free (self);
}
