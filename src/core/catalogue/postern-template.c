/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const value_nicks[POSTERN_N_VALUES] = {
  [POSTERN_VALUE_HOST] = "host",
  [POSTERN_VALUE_PORT] = "port",
  [POSTERN_VALUE_SECURITY] = "security",
  [POSTERN_VALUE_USER] = "user",
  [POSTERN_VALUE_PASSWORD] = "password",
  [POSTERN_VALUE_FROM] = "from",
  [POSTERN_VALUE_FROM_NAME] = "from_name",
  [POSTERN_VALUE_DOMAIN] = "domain",
  [POSTERN_VALUE_LOCAL_PART] = "local_part",
};

static void
segment_free (gpointer data)
{
  PosternSegment *self = data;

  g_free (self->text);
  g_free (self);
}

static PosternSegment *
add_segment (PosternTemplate *self,
             char            *text)
{
  PosternSegment *segment = g_new0 (PosternSegment, 1);

  segment->text = text;
  g_ptr_array_add (self->segments, segment);

  return segment;
}

/* The kinds of encryption for which these words are there. */
static guint
get_securities (const PosternWords *words)
{
  guint securities = 0;

  for (guint i = 0; i < POSTERN_N_SECURITIES; i++)
    securities |= words->texts[i] == NULL ? 0 : 1u << i;

  return securities;
}

/* Whether @name, a placeholder's, is known and there for each kind of encryption that the template is for. */
static gboolean
add_placeholder (PosternTemplate     *self,
                 const char          *name,
                 gsize                length,
                 const PosternNames  *names,
                 const char         **reason)
{
  PosternSegment *segment = add_segment (self, NULL);
  guint known = POSTERN_TEMPLATE_ANY_SECURITY;

  segment->words = postern_names_find_words (names, name, length);
  segment->compose = postern_names_find_compose (names, name, length);
  if (segment->words != NULL)
    known = get_securities (segment->words);
  else if (segment->compose != NULL)
    known = postern_templates_join (segment->compose->templates);
  else if (!postern_value_from_nick (name, length, &segment->value))
    {
      *reason = _("A placeholder between “{{” and “}}” is not known.");
      return FALSE;
    }
  if ((self->securities & ~known) == 0)
    return TRUE;

  *reason = _("A placeholder stands for nothing with a kind of encryption that this is for.");

  return FALSE;
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
 * @writer: how its values are written
 * @names: what the target's own placeholders stand for; must outlive the template
 * @reason: (out) (transfer none): translated sentence, when it fails
 *
 * Returns: (transfer full) (nullable): the template, %NULL when a placeholder is not known, not closed, or stands for
 *   nothing with one of @securities
 */
PosternTemplate *
postern_template_new (const char           *text,
                      guint                 securities,
                      const PosternWriter  *writer,
                      const PosternNames   *names,
                      const char          **reason)
{
  g_autoptr (PosternTemplate) self = g_new0 (PosternTemplate, 1);
  const char *open;

  self->securities = securities;
  self->writer = writer;
  self->segments = g_ptr_array_new_with_free_func (segment_free);
  while ((open = strstr (text, "{{")) != NULL)
    {
      const char *close = strstr (open, "}}");

      if (close == NULL)
        {
          *reason = _("A placeholder that begins with “{{” has no end.");
          return NULL;
        }
      if (open > text)
        add_segment (self, g_strndup (text, (gsize) (open - text)));
      if (!add_placeholder (self, open + 2, (gsize) (close - open - 2), names, reason))
        return NULL;
      text = close + 2;
    }
  if (*text != '\0')
    add_segment (self, g_strdup (text));

  return g_steal_pointer (&self);
}

/**
 * postern_templates_find:
 * @templates: (element-type PosternTemplate): templates
 * @security: a kind of encryption
 *
 * Returns: (transfer none) (nullable): the first that is for it
 */
const PosternTemplate *
postern_templates_find (GPtrArray       *templates,
                        PosternSecurity  security)
{
  for (guint i = 0; i < templates->len; i++)
    {
      const PosternTemplate *template = g_ptr_array_index (templates, i);

      if ((template->securities & (1u << security)) != 0)
        return template;
    }

  return NULL;
}

/**
 * postern_templates_join:
 * @templates: (element-type PosternTemplate): templates
 *
 * Returns: the kinds of encryption that any of them is for
 */
guint
postern_templates_join (GPtrArray *templates)
{
  guint securities = 0;

  for (guint i = 0; i < templates->len; i++)
    securities |= ((const PosternTemplate *) g_ptr_array_index (templates, i))->securities;

  return securities;
}

/**
 * postern_template_has:
 * @self: a template
 * @value: a placeholder
 *
 * Returns: whether the value is in the template, or in one that it is made of
 */
gboolean
postern_template_has (const PosternTemplate *self,
                      PosternValue           value)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      const PosternSegment *segment = g_ptr_array_index (self->segments, i);

      if (segment->text != NULL || segment->words != NULL)
        continue;
      if (segment->compose == NULL && segment->value == value)
        return TRUE;
      for (guint j = 0; segment->compose != NULL && j < segment->compose->templates->len; j++)
        {
          if (postern_template_has (g_ptr_array_index (segment->compose->templates, j), value))
            return TRUE;
        }
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
