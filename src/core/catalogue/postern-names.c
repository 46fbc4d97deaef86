/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/postern-template.h"

#include <string.h>

static void
words_free (gpointer data)
{
  PosternWords *self = data;

  g_free (self->name);
  for (guint i = 0; i < POSTERN_N_SECURITIES; i++)
    g_free (self->texts[i]);
  g_free (self);
}

static void
compose_free (gpointer data)
{
  PosternCompose *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->templates);
  g_free (self);
}

static gboolean
is_named (const char *name,
          const char *wanted,
          gsize       length)
{
  return strlen (name) == length && memcmp (name, wanted, length) == 0;
}

/**
 * postern_names_init:
 * @self: memory for names
 *
 * Makes it empty.
 */
void
postern_names_init (PosternNames *self)
{
  self->words = g_ptr_array_new_with_free_func (words_free);
  self->composes = g_ptr_array_new_with_free_func (compose_free);
}

/**
 * postern_names_clear:
 * @self: names; no template that uses them may be left
 */
void
postern_names_clear (PosternNames *self)
{
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->composes, g_ptr_array_unref);
}

/**
 * postern_names_find_words:
 * @self: names
 * @name: a placeholder's name, not ended by NUL
 * @length: its length in bytes
 *
 * Returns: (transfer none) (nullable): the words of this name
 */
const PosternWords *
postern_names_find_words (const PosternNames *self,
                          const char         *name,
                          gsize               length)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      const PosternWords *words = g_ptr_array_index (self->words, i);

      if (is_named (words->name, name, length))
        return words;
    }

  return NULL;
}

/**
 * postern_names_find_compose:
 * @self: names
 * @name: a placeholder's name, not ended by NUL
 * @length: its length in bytes
 *
 * Returns: (transfer none) (nullable): the composed value of this name
 */
PosternCompose *
postern_names_find_compose (const PosternNames *self,
                            const char         *name,
                            gsize               length)
{
  for (guint i = 0; i < self->composes->len; i++)
    {
      PosternCompose *compose = g_ptr_array_index (self->composes, i);

      if (is_named (compose->name, name, length))
        return compose;
    }

  return NULL;
}
