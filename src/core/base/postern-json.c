/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-json.h"

#include <string.h>

/* The parser goes as deep as the text does. */
static gboolean
is_shallow (const char *text,
            guint       max_depth)
{
  gboolean in_text = FALSE;
  guint depth = 0;

  for (const char *c = text; *c != '\0' && depth <= max_depth; c++)
    {
      if (in_text && *c == '\\' && c[1] != '\0')
        c++;
      else if (*c == '"')
        in_text = !in_text;
      else if (!in_text && (*c == '{' || *c == '['))
        depth++;
      else if (!in_text && (*c == '}' || *c == ']') && depth > 0)
        depth--;
    }

  return depth <= max_depth;
}

static void wipe (JsonNode *node);

static void
wipe_member (JsonObject *object,
             const char *name,
             JsonNode   *node,
             gpointer    data)
{
  wipe (node);
}

static void
wipe_element (JsonArray *array,
              guint      n,
              JsonNode  *node,
              gpointer   data)
{
  wipe (node);
}

/* JSON-GLib has no way to hand a text over; the tree is ours alone. */
static void
wipe (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), wipe_member, NULL);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), wipe_element, NULL);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
           json_node_get_string (node) != NULL)
    explicit_bzero ((char *) json_node_get_string (node), strlen (json_node_get_string (node)));
}

/**
 * postern_json_parse:
 * @text: JSON, or anything else
 * @max_depth: how deep objects and arrays may lie in each other
 *
 * Returns: (transfer full) (nullable): the root, to be freed with postern_json_free(); %NULL when it is no JSON or too
 *   deep
 */
JsonNode *
postern_json_parse (const char *text,
                    guint       max_depth)
{
  g_return_val_if_fail (text != NULL, NULL);

  return is_shallow (text, max_depth) ? json_from_string (text, NULL) : NULL;
}

/**
 * postern_json_free:
 * @root: (transfer full) (nullable): what postern_json_parse() gave; its texts are wiped
 */
void
postern_json_free (JsonNode *root)
{
  if (root == NULL)
    return;

  wipe (root);
  json_node_unref (root);
}

/**
 * postern_json_get_text:
 * @object: an object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the member, when it is a text
 */
const char *
postern_json_get_text (JsonObject *object,
                       const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}
