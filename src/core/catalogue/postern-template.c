/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/postern-template.h"

#include <string.h>

static const char *const value_nicks[POSTERN_N_VALUES] = {
  [POSTERN_VALUE_HOST] = "host",
  [POSTERN_VALUE_PORT] = "port",
  [POSTERN_VALUE_SECURITY] = "security",
  [POSTERN_VALUE_USER] = "user",
  [POSTERN_VALUE_PASSWORD] = "password",
  [POSTERN_VALUE_FROM] = "from",
  [POSTERN_VALUE_FROM_NAME] = "from_name",
};

static void
segment_free (gpointer data)
{
  PosternSegment *self = data;

  g_free (self->text);
  g_free (self);
}

static void
add_segment (PosternTemplate *self,
             char            *text,
             PosternValue     value)
{
  PosternSegment *segment = g_new0 (PosternSegment, 1);

  segment->text = text;
  segment->value = value;
  g_ptr_array_add (self->segments, segment);
}

/**
 * postern_value_from_nick:
 * @nick: a placeholder's name, not ended by NUL
 * @length: its length in bytes
 * @value: (out): set when the name is known
 *
 * Returns: whether the name is known
 */
gboolean
postern_value_from_nick (const char   *nick,
                         gsize         length,
                         PosternValue *value)
{
  for (guint i = 0; i < POSTERN_N_VALUES; i++)
    {
      if (strlen (value_nicks[i]) == length && memcmp (value_nicks[i], nick, length) == 0)
        {
          *value = (PosternValue) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * postern_template_new:
 * @text: text with placeholders, "MAIL_HOST={{host}}"
 * @securities: the kinds of encryption that it is for, bits of 1 << #PosternSecurity
 *
 * Returns: (transfer full) (nullable): the template, %NULL when a placeholder is not known or not closed
 */
PosternTemplate *
postern_template_new (const char *text,
                      guint       securities)
{
  g_autoptr (PosternTemplate) self = g_new0 (PosternTemplate, 1);
  const char *open;

  self->securities = securities;
  self->segments = g_ptr_array_new_with_free_func (segment_free);
  while ((open = strstr (text, "{{")) != NULL)
    {
      const char *close = strstr (open, "}}");
      PosternValue value;

      if (close == NULL || !postern_value_from_nick (open + 2, (gsize) (close - open - 2), &value))
        return NULL;
      if (open > text)
        add_segment (self, g_strndup (text, (gsize) (open - text)), 0);
      add_segment (self, NULL, value);
      text = close + 2;
    }
  if (*text != '\0')
    add_segment (self, g_strdup (text), 0);

  return g_steal_pointer (&self);
}

/**
 * postern_template_has:
 * @self: a template
 * @value: a placeholder
 *
 * Returns: whether the placeholder is in the template
 */
gboolean
postern_template_has (const PosternTemplate *self,
                      PosternValue           value)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      PosternSegment *segment = g_ptr_array_index (self->segments, i);

      if (segment->text == NULL && segment->value == value)
        return TRUE;
    }

  return FALSE;
}

/**
 * postern_template_free:
 * @self: (transfer full) (nullable): a template
 */
void
postern_template_free (PosternTemplate *self)
{
  if (self == NULL)
    return;

  g_free (self->label);
  g_ptr_array_unref (self->segments);
  g_free (self);
}

/**
 * postern_limit_free:
 * @self: (transfer full) (nullable): a limit
 */
void
postern_limit_free (PosternLimit *self)
{
  if (self == NULL)
    return;

  g_free (self->forbidden);
  g_clear_pointer (&self->refused, g_regex_unref);
  g_free (self);
}
