/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/postern-catalogue-private.h"

/**
 * postern_link_new_from_node:
 * @node: an element with an attribute "href", perhaps one "checked", and a label as its text
 *
 * Returns: (transfer full): the link
 */
PosternLink *
postern_link_new_from_node (PosternNode *node)
{
  PosternLink *self = g_new0 (PosternLink, 1);

  self->label = postern_node_dup_text (node);
  self->uri = g_strdup (postern_node_get_attribute (node, "href"));
  self->checked = g_strdup (postern_node_get_attribute (node, "checked"));

  return self;
}

/**
 * postern_link_free:
 * @self: (transfer full) (nullable): a link
 */
void
postern_link_free (PosternLink *self)
{
  if (self == NULL)
    return;

  g_free (self->label);
  g_free (self->uri);
  g_free (self->checked);
  g_free (self);
}

/**
 * postern_links_new_from_node:
 * @parent: an element
 * @name: the name of its children that are links
 *
 * Returns: (transfer full) (element-type PosternLink): the links
 */
GPtrArray *
postern_links_new_from_node (PosternNode *parent,
                             const char  *name)
{
  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_link_free);
  g_autoptr (GPtrArray) children = postern_node_get_children (parent, name);

  for (guint i = 0; i < children->len; i++)
    g_ptr_array_add (links, postern_link_new_from_node (g_ptr_array_index (children, i)));

  return links;
}
