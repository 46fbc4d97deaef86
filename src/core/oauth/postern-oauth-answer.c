/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/oauth/postern-oauth-answer.h"

#include <string.h>

#include "core/base/postern-json.h"
#include "core/oauth/postern-oauth-error.h"

struct _PosternOauthAnswer
{
  JsonNode *root;
};

/* JSON-GLib has no way to hand a text over; it is ours alone here. */
static void
wipe_member (JsonObject *object,
             const char *name,
             JsonNode   *node,
             gpointer    data)
{
  const char *text = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
                       ? json_node_get_string (node)
                       : NULL;

  if (text != NULL)
    explicit_bzero ((char *) text, strlen (text));
}

/**
 * postern_oauth_answer_parse:
 * @http: what the server sent
 * @error: return location for %POSTERN_OAUTH_ERROR_ANSWER
 *
 * Returns: (transfer full): the object, whether it tells of success or of an error; %NULL with @error set
 */
PosternOauthAnswer *
postern_oauth_answer_parse (const PosternHttpAnswer  *http,
                            GError                  **error)
{
  PosternOauthAnswer *self;
  JsonNode *root = postern_json_parse_object (http->body, http->length);

  if (root == NULL)
    {
      postern_oauth_error_set (error, NULL, NULL, 0);
      return NULL;
    }
  self = g_new0 (PosternOauthAnswer, 1);
  self->root = root;

  return self;
}

void
postern_oauth_answer_free (PosternOauthAnswer *self)
{
  if (self == NULL)
    return;

  json_object_foreach_member (json_node_get_object (self->root), wipe_member, NULL);
  json_node_unref (self->root);
  g_free (self);
}

static JsonNode *
get_value (PosternOauthAnswer *self,
           const char         *name)
{
  JsonNode *node = json_object_get_member (json_node_get_object (self->root), name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

const char *
postern_oauth_answer_get_text (PosternOauthAnswer *self,
                               const char         *name)
{
  JsonNode *node = get_value (self, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

PosternSecret *
postern_oauth_answer_get_secret (PosternOauthAnswer *self,
                                 const char         *name)
{
  const char *text = postern_oauth_answer_get_text (self, name);

  if (text == NULL || *text == '\0' || strlen (text) > POSTERN_SECRET_MAX_LENGTH)
    return NULL;

  /* RFC 6749 appendix A.12: visible ASCII. Anything else would end up in an SMTP command. */
  for (const char *c = text; *c != '\0'; c++)
    {
      if (!g_ascii_isgraph (*c) && *c != ' ')
        return NULL;
    }

  return postern_secret_new (text, -1);
}

gint64
postern_oauth_answer_get_number (PosternOauthAnswer *self,
                                 const char         *name,
                                 gint64              max,
                                 gint64              fallback)
{
  JsonNode *node = get_value (self, name);
  const char *text = postern_oauth_answer_get_text (self, name);
  gint64 number = 0;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 1, max, &number, NULL))
    return fallback;
  if (text == NULL && node != NULL)
    number = json_node_get_int (node);

  return number > 0 && number <= max ? number : fallback;
}
