/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-target-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* "lower_case", as the schema has it. */
static gboolean
is_placeholder (const char *name)
{
  return g_ascii_islower (*name) && strspn (name, "abcdefghijklmnopqrstuvwxyz_") == strlen (name);
}

static gboolean
check_name (const PosternNames  *names,
            PosternNode         *node,
            GError             **error)
{
  const char *name = postern_node_get_attribute (node, "name");
  gsize length = strlen (name);
  gboolean is_compose = g_str_equal (node->name, "compose");
  PosternValue value;

  if (!is_placeholder (name))
    postern_node_fail (node, error, _("A placeholder’s name is made of small letters and “_”."));
  else if (postern_value_from_nick (name, length, &value))
    postern_node_fail (node, error, _("A placeholder of this name is there in every file."));
  else if (postern_names_find_words (names, name, length) != NULL ||
           (!is_compose && postern_names_find_compose (names, name, length) != NULL))
    postern_node_fail (node, error, _("Two placeholders have the same name."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
read_words (PosternNames  *names,
            PosternNode   *node,
            GError       **error)
{
  PosternWords *words;

  if (!check_name (names, node, error))
    return FALSE;

  words = g_new0 (PosternWords, 1);
  words->name = g_strdup (postern_node_get_attribute (node, "name"));
  for (guint i = 0; i < POSTERN_N_SECURITIES; i++)
    words->texts[i] = g_strdup (postern_node_get_attribute (node, postern_security_to_nick ((PosternSecurity) i)));
  g_ptr_array_add (names->words, words);

  return TRUE;
}

/* The one of this name, as there may be one for each kind of encryption. */
static PosternCompose *
ensure_compose (PosternNames *names,
                const char   *name)
{
  PosternCompose *compose = postern_names_find_compose (names, name, strlen (name));

  if (compose != NULL)
    return compose;

  compose = g_new0 (PosternCompose, 1);
  compose->name = g_strdup (name);
  compose->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_template_free);
  g_ptr_array_add (names->composes, compose);

  return compose;
}

static gboolean
read_compose (PosternNames  *names,
              PosternNode   *node,
              GError       **error)
{
  const PosternWriter *writer = postern_writer_lookup (postern_node_get_attribute (node, "syntax"));
  PosternCompose *compose;

  if (!check_name (names, node, error))
    return FALSE;
  if (writer == NULL)
    return postern_node_fail (node, error, _("The syntax is not known."));
  compose = ensure_compose (names, postern_node_get_attribute (node, "name"));

  return postern_target_read_template (node, g_strstrip (node->text->str), writer, names, compose->templates, error);
}

/**
 * postern_target_read_names:
 * @self: a target
 * @root: its element
 * @error: return location for %POSTERN_CATALOGUE_ERROR_INVALID
 *
 * Reads what the target's own placeholders stand for; a composed value may hold those before it.
 *
 * Returns: whether all could be read
 */
gboolean
postern_target_read_names (PosternTarget  *self,
                           PosternNode    *root,
                           GError        **error)
{
  static const struct
  {
    const char *name;
    gboolean  (*read) (PosternNames  *names,
                       PosternNode   *node,
                       GError       **error);
  } kinds[] = { { "words", read_words }, { "compose", read_compose } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      for (guint j = 0; j < root->children->len; j++)
        {
          PosternNode *node = g_ptr_array_index (root->children, j);

          if (g_str_equal (node->name, kinds[i].name) && !kinds[i].read (&self->names, node, error))
            return FALSE;
        }
    }

  return TRUE;
}
