/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-catalogue-private.h"

#include <glib/gi18n-lib.h>

static const char *const nicks[] = {
  [POSTERN_ACTION_TEXT] = "text",
  [POSTERN_ACTION_LINK] = "link",
  [POSTERN_ACTION_COMMAND] = "command",
  [POSTERN_ACTION_LETTER] = "letter",
  [POSTERN_ACTION_GUIDE] = "guide",
  [POSTERN_ACTION_PAGE] = "page",
};

static void
action_free (gpointer data)
{
  PosternAction *self = data;

  g_free (self->text);
  g_free (self->value);
  g_free (self);
}

static PosternAction *
action_new_from_node (PosternNode  *node,
                      GError      **error)
{
  const char *kind = postern_node_get_attribute (node, "kind");
  const char *value = postern_node_get_attribute (node, "value");
  PosternAction *self;

  if (g_str_equal (kind, "link") && (value == NULL || !g_str_has_prefix (value, "https://")))
    {
      postern_node_fail (node, error, _("A link must begin with “https://”."));
      return NULL;
    }
  if ((value == NULL) != g_str_equal (kind, "text"))
    {
      postern_node_fail (node, error, _("An action has a value unless its kind is “text”."));
      return NULL;
    }

  self = g_new0 (PosternAction, 1);
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if (g_str_equal (nicks[i], kind))
        self->kind = (PosternActionKind) i;
    }
  self->text = postern_node_dup_text (node);
  self->value = g_strdup (value);

  return self;
}

/**
 * postern_actions_new_from_node:
 * @parent: an element whose children "action" follow %POSTERN_ACTION_RULE
 * @error: return location for a #PosternCatalogueError
 *
 * Returns: (transfer full) (element-type PosternAction): its actions, or %NULL with @error
 */
GPtrArray *
postern_actions_new_from_node (PosternNode  *parent,
                               GError      **error)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (action_free);
  g_autoptr (GPtrArray) nodes = postern_node_get_children (parent, "action");

  for (guint i = 0; i < nodes->len; i++)
    {
      PosternAction *action = action_new_from_node (g_ptr_array_index (nodes, i), error);

      if (action == NULL)
        return NULL;
      g_ptr_array_add (actions, action);
    }

  return g_steal_pointer (&actions);
}

/**
 * postern_action_kind_to_nick:
 * @kind: a #PosternActionKind
 *
 * Returns: (transfer none): "text", "link", "command", "letter", "guide" or "page"
 */
const char *
postern_action_kind_to_nick (PosternActionKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (nicks), NULL);

  return nicks[kind];
}
