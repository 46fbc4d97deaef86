/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/oauth/postern-oauth-answer.h"

#include <string.h>

#include "core/base/postern-json.h"
#include "core/oauth/postern-oauth-error.h"

/* Real answers are flat. */
#define MAX_DEPTH 8

struct _PosternOauthAnswer
{
  JsonNode *root;
};

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
  JsonNode *root = NULL;

  if (strlen (http->body) == http->length)
    root = postern_json_parse (http->body, MAX_DEPTH);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      postern_json_free (root);
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

  postern_json_free (self->root);
  g_free (self);
}

const char *
postern_oauth_answer_get_text (PosternOauthAnswer *self,
                               const char         *name)
{
  return postern_json_get_text (json_node_get_object (self->root), name);
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
  JsonNode *node = json_object_get_member (json_node_get_object (self->root), name);
  const char *text = postern_oauth_answer_get_text (self, name);
  gint64 number = 0;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 1, max, &number, NULL))
    return fallback;
  if (text == NULL && node != NULL && JSON_NODE_HOLDS_VALUE (node))
    number = json_node_get_int (node);

  return number > 0 && number <= max ? number : fallback;
}
