/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-node.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One space for any run of white space, none at the ends: the same string that xgettext extracts (po/its). */
static char *
collapse (const PosternNodeText *own_text)
{
  char *collapsed = g_malloc (own_text->len + 1);
  char *end = collapsed;

  for (const char *c = own_text->str; *c != '\0'; c++)
    {
      if (!g_ascii_isspace (*c))
        *end++ = *c;
      else if (end > collapsed && end[-1] != ' ')
        *end++ = ' ';
    }
  if (end > collapsed && end[-1] == ' ')
    end--;
  *end = '\0';

  return collapsed;
}

/**
 * postern_node_get_attribute:
 *
 * Returns: (transfer none) (nullable): the attribute's value
 */
const char *
postern_node_get_attribute (PosternNode *self,
                            const char  *name)
{
  for (gsize i = 0; self->attributes[i] != NULL; i += 2)
    {
      if (g_str_equal (self->attributes[i], name))
        return self->attributes[i + 1];
    }

  return NULL;
}

/**
 * postern_node_get_number:
 *
 * Returns: the number in an attribute that was checked, 0 when it is not there
 */
guint
postern_node_get_number (PosternNode *self,
                         const char  *name)
{
  const char *value = postern_node_get_attribute (self, name);

  return value == NULL ? 0 : (guint) g_ascii_strtoull (value, NULL, 10);
}

/**
 * postern_node_get_date:
 *
 * Returns: (transfer full) (nullable): the day in an attribute that was checked, at its first minute
 */
GDateTime *
postern_node_get_date (PosternNode *self,
                       const char  *name)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *value = postern_node_get_attribute (self, name);
  g_autofree char *midnight = value == NULL ? NULL : g_strconcat (value, "T00:00:00", NULL);

  return midnight == NULL ? NULL : g_date_time_new_from_iso8601 (midnight, zone);
}

/**
 * postern_node_dup_text:
 *
 * Returns: (transfer full): its text with white space collapsed, translated when it is marked so
 */
char *
postern_node_dup_text (PosternNode *self)
{
  g_autofree char *collapsed = collapse (self->text);

  if (*collapsed == '\0' || postern_node_get_attribute (self, "translatable") == NULL)
    return g_steal_pointer (&collapsed);

  return g_strdup (g_dgettext (GETTEXT_PACKAGE, collapsed));
}

/**
 * postern_node_get_child:
 *
 * Returns: (transfer none) (nullable): the first child of this name
 */
PosternNode *
postern_node_get_child (PosternNode *self,
                        const char  *name)
{
  for (guint i = 0; i < self->children->len; i++)
    {
      PosternNode *child = g_ptr_array_index (self->children, i);

      if (g_str_equal (child->name, name))
        return child;
    }

  return NULL;
}

/**
 * postern_node_dup_child_text:
 *
 * Returns: (transfer full) (nullable): the text of the first child of this name
 */
char *
postern_node_dup_child_text (PosternNode *self,
                             const char  *name)
{
  PosternNode *child = postern_node_get_child (self, name);

  return child == NULL ? NULL : postern_node_dup_text (child);
}

/**
 * postern_node_get_children:
 *
 * Returns: (transfer container) (element-type PosternNode): all children of this name
 */
GPtrArray *
postern_node_get_children (PosternNode *self,
                           const char  *name)
{
  GPtrArray *children = g_ptr_array_new ();

  for (guint i = 0; i < self->children->len; i++)
    {
      PosternNode *child = g_ptr_array_index (self->children, i);

      if (g_str_equal (child->name, name))
        g_ptr_array_add (children, child);
    }

  return children;
}

/**
 * postern_node_dup_texts:
 *
 * Returns: (transfer full): the texts of all children of this name
 */
char **
postern_node_dup_texts (PosternNode *self,
                        const char  *name)
{
  return postern_node_dup_values (self, name, NULL);
}

/**
 * postern_node_dup_values:
 * @name: the name of the children
 * @attribute: (nullable): an attribute, %NULL for the text
 *
 * Returns: (transfer full): this attribute of all children of this name
 */
char **
postern_node_dup_values (PosternNode *self,
                         const char  *name,
                         const char  *attribute)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GPtrArray) children = postern_node_get_children (self, name);

  for (guint i = 0; i < children->len; i++)
    {
      PosternNode *child = g_ptr_array_index (children, i);
      g_autofree char *text_value = attribute == NULL ? postern_node_dup_text (child) : NULL;

      g_strv_builder_add (values, attribute == NULL ? text_value : postern_node_get_attribute (child, attribute));
    }

  return g_strv_builder_end (values);
}
