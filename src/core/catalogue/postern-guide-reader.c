/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/postern-guide-check.h"

#include "core/catalogue/postern-catalogue-private.h"

/* The same as data/guides/guide.rng. */
static const PosternElementRule rules[] = {
  { "guide", "id! provider", "title! question+ end+ source+" },
  { "title", "translatable", NULL },
  { "text", "translatable", NULL },
  { "question", "id!", "title! text answer+" },
  { "answer", "next! providers translatable", NULL },
  { "end", "id! who!=you|admin|provider|device|network sign-in=account|own-address from=account|shared|alias",
    "title! text! action*" },
  POSTERN_ACTION_RULE,
  { "source", "href! checked!", NULL },
  { NULL },
};

static void
answer_free (gpointer data)
{
  PosternGuideAnswer *self = data;

  g_free (self->text);
  g_free (self->next);
  g_strfreev (self->providers);
  g_free (self);
}

static void
guide_node_free (gpointer data)
{
  PosternGuideNode *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->text);
  g_ptr_array_unref (self->answers);
  g_free (self->sign_in);
  g_free (self->from);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_free (self);
}

static PosternGuideAnswer *
read_answer (PosternNode *node)
{
  PosternGuideAnswer *self = g_new0 (PosternGuideAnswer, 1);
  const char *providers = postern_node_get_attribute (node, "providers");

  self->text = postern_node_dup_text (node);
  self->next = g_strdup (postern_node_get_attribute (node, "next"));
  self->providers = g_strsplit (providers == NULL ? "" : providers, " ", -1);

  return self;
}

static PosternGuideNode *
read_node (PosternNode  *node,
           GError      **error)
{
  PosternGuideNode *self = NULL;
  g_autoptr (GPtrArray) answers = postern_node_get_children (node, "answer");
  g_autoptr (GPtrArray) actions = postern_actions_new_from_node (node, error);

  if (actions == NULL)
    return NULL;

  self = g_new0 (PosternGuideNode, 1);
  self->id = g_strdup (postern_node_get_attribute (node, "id"));
  self->title = postern_node_dup_child_text (node, "title");
  self->text = postern_node_dup_child_text (node, "text");
  self->answers = g_ptr_array_new_with_free_func (answer_free);
  for (guint i = 0; i < answers->len; i++)
    g_ptr_array_add (self->answers, read_answer (g_ptr_array_index (answers, i)));
  postern_who_from_nick (postern_node_get_attribute (node, "who"), &self->who);
  self->sign_in = g_strdup (postern_node_get_attribute (node, "sign-in"));
  self->from = g_strdup (postern_node_get_attribute (node, "from"));
  self->actions = g_steal_pointer (&actions);

  return self;
}

/* Questions and ends, in the file's order. */
static GPtrArray *
read_nodes (PosternNode  *root,
            GError      **error)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (guide_node_free);

  for (guint i = 0; i < root->children->len; i++)
    {
      PosternNode *child = g_ptr_array_index (root->children, i);
      PosternGuideNode *node;

      if (!g_str_equal (child->name, "question") && !g_str_equal (child->name, "end"))
        continue;
      node = read_node (child, error);
      if (node == NULL)
        return NULL;
      g_ptr_array_add (nodes, node);
    }

  return g_steal_pointer (&nodes);
}

/**
 * postern_guide_new_parsed:
 *
 * A #PosternParseFunc of the files in data/guides.
 */
GObject *
postern_guide_new_parsed (GBytes      *bytes,
                          const char  *file,
                          GDateTime   *today,
                          GError     **error)
{
  g_autoptr (PosternNode) root = postern_node_parse (bytes, file, error);
  g_autoptr (GPtrArray) nodes = NULL;
  PosternGuide *self;

  if (root == NULL || !postern_node_check (root, "guide", rules, error))
    return NULL;
  nodes = read_nodes (root, error);
  if (nodes == NULL || !postern_guide_check (root, error))
    return NULL;

  self = g_object_new (POSTERN_TYPE_GUIDE, NULL);
  self->id = g_strdup (postern_node_get_attribute (root, "id"));
  self->title = postern_node_dup_child_text (root, "title");
  self->provider = g_strdup (postern_node_get_attribute (root, "provider"));
  self->nodes = g_steal_pointer (&nodes);
  self->sources = postern_links_new_from_node (root, "source");

  return G_OBJECT (self);
}
