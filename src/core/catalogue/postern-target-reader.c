/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-target-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/catalogue/postern-catalogue-private.h"

#define SETTINGS "where template* field* part*"

/* The same as data/targets/target.rng. */
static const PosternElementRule rules[] = {
  { "target",
    "id! category!=website|framework|program|device|home|relay|generic "
    "kind=cms|shop|forum|office|business|development|monitoring|identity|mail|script|printer|nas|camera|network|"
    "power|server|automation|environment|alarm|phone form!=paste|fields|commands syntax!",
    "name! summary! alias* words* compose* " SETTINGS " variant* limit* speaks oauth* test! pitfall* source+" },
  { "name", "translatable", NULL },
  { "summary", "translatable", NULL },
  { "alias", "translatable", NULL },
  { "words", "name! starttls tls none", "" },
  { "compose", "name! syntax! security", NULL },
  { "where", "path link translatable", NULL },
  { "template", "security", NULL },
  { "field", "security value!", "label!" },
  { "label", "translatable", NULL },
  { "part", "syntax!", "where! template+" },
  { "variant", "id! secret!=inside|outside form=paste|fields|commands syntax", "name! " SETTINGS },
  { "limit", "value max-length unit=characters|bytes forbidden refused", "" },
  { "speaks", "tls=1.0|1.1|1.2|1.3 mechanisms", "" },
  { "oauth", "provider! since translatable", NULL },
  { "test", "translatable", NULL },
  { "pitfall", "translatable", NULL },
  { "source", "href! checked!", NULL },
  { NULL },
};

static PosternLimit *
read_limit (PosternNode  *node,
            GError      **error)
{
  g_autoptr (PosternLimit) self = g_new0 (PosternLimit, 1);
  const char *nick = postern_node_get_attribute (node, "value");
  const char *forbidden = postern_node_get_attribute (node, "forbidden");
  const char *refused = postern_node_get_attribute (node, "refused");
  PosternValue value = POSTERN_VALUE_HOST;

  if (nick != NULL && !postern_value_from_nick (nick, strlen (nick), &value))
    {
      postern_node_fail (node, error, _("The limit is for a value that is not known."));
      return NULL;
    }
  self->values = nick == NULL ? (1u << POSTERN_N_VALUES) - 1 : 1u << value;
  self->max_length = postern_node_get_number (node, "max-length");
  self->in_bytes = g_strcmp0 (postern_node_get_attribute (node, "unit"), "bytes") == 0;
  self->forbidden = g_strdup (forbidden == NULL ? "" : forbidden);
  self->refused = refused == NULL ? NULL : g_regex_new (refused, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  if (refused != NULL && self->refused == NULL)
    {
      postern_node_fail (node, error, _("The attribute “refused” holds no regular expression."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

static gboolean
read_limits (PosternTarget  *self,
             PosternNode    *root,
             GError        **error)
{
  g_autoptr (GPtrArray) nodes = postern_node_get_children (root, "limit");

  self->limits = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_limit_free);
  for (guint i = 0; i < nodes->len; i++)
    {
      PosternLimit *limit = read_limit (g_ptr_array_index (nodes, i), error);

      if (limit == NULL)
        return FALSE;
      g_ptr_array_add (self->limits, limit);
    }

  return TRUE;
}

static void
oauth_free (gpointer data)
{
  PosternTargetOauth *self = data;

  g_free (self->provider);
  g_free (self->since);
  g_free (self->text);
  g_free (self);
}

static void
read_abilities (PosternTarget *self,
                PosternNode   *root)
{
  g_autoptr (GPtrArray) nodes = postern_node_get_children (root, "oauth");
  PosternNode *speaks = postern_node_get_child (root, "speaks");
  const char *mechanisms = speaks == NULL ? NULL : postern_node_get_attribute (speaks, "mechanisms");

  self->tls = speaks == NULL ? NULL : g_strdup (postern_node_get_attribute (speaks, "tls"));
  self->mechanisms = g_strsplit (mechanisms == NULL ? "" : mechanisms, " ", -1);
  self->cannot_sign_in = mechanisms != NULL && *mechanisms == '\0';
  self->oauth = g_ptr_array_new_with_free_func (oauth_free);
  for (guint i = 0; i < nodes->len; i++)
    {
      PosternTargetOauth *oauth = g_new0 (PosternTargetOauth, 1);

      oauth->provider = g_strdup (postern_node_get_attribute (nodes->pdata[i], "provider"));
      oauth->since = g_strdup (postern_node_get_attribute (nodes->pdata[i], "since"));
      oauth->text = postern_node_dup_text (nodes->pdata[i]);
      g_ptr_array_add (self->oauth, oauth);
    }
}

static void
read_texts (PosternTarget *self,
            PosternNode   *root)
{
  self->id = g_strdup (postern_node_get_attribute (root, "id"));
  self->name = postern_node_dup_child_text (root, "name");
  self->category = g_strdup (postern_node_get_attribute (root, "category"));
  self->kind = g_strdup (postern_node_get_attribute (root, "kind"));
  self->summary = postern_node_dup_child_text (root, "summary");
  self->aliases = postern_node_dup_texts (root, "alias");
  self->test_hint = postern_node_dup_child_text (root, "test");
  self->pitfalls = postern_node_dup_texts (root, "pitfall");
  self->sources = postern_links_new_from_node (root, "source");
}

/**
 * postern_target_new_parsed:
 *
 * A #PosternParseFunc of the files in data/targets.
 */
GObject *
postern_target_new_parsed (GBytes      *bytes,
                           const char  *file,
                           GDateTime   *today,
                           GError     **error)
{
  g_autoptr (PosternNode) root = postern_node_parse (bytes, file, error);
  g_autoptr (PosternTarget) self = NULL;

  if (root == NULL || !postern_node_check (root, "target", rules, error))
    return NULL;

  self = g_object_new (POSTERN_TYPE_TARGET, NULL);
  read_texts (self, root);
  read_abilities (self, root);
  if (!postern_target_read_names (self, root, error) || !postern_target_read_variants (self, root, error) ||
      !read_limits (self, root, error))
    return NULL;

  return G_OBJECT (g_steal_pointer (&self));
}
