/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-json.h"

#include <string.h>

/* The parser goes as deep as the text does, and real answers are flat. */
#define MAX_DEPTH 8

static gboolean
is_shallow (const char *text)
{
  gboolean in_text = FALSE;
  guint depth = 0;

  for (const char *c = text; *c != '\0' && depth <= MAX_DEPTH; c++)
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

  return depth <= MAX_DEPTH;
}

/**
 * postern_json_parse_object:
 * @text: what a server sent, ended by a NUL
 * @length: its length
 *
 * Returns: (transfer full) (nullable): the object; %NULL when it is none, is nested too deeply, or holds a NUL
 */
JsonNode *
postern_json_parse_object (const char *text,
                           gsize       length)
{
  JsonNode *root = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) == length && is_shallow (text))
    root = json_from_string (text, NULL);
  if (root != NULL && !JSON_NODE_HOLDS_OBJECT (root))
    g_clear_pointer (&root, json_node_unref);

  return root;
}
