/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-remedy.h"

#include <glib/gi18n-lib.h>

#include "core/catalogue/postern-catalogue-private.h"

G_DEFINE_FINAL_TYPE (PosternRemedy, postern_remedy, G_TYPE_OBJECT)

/* The same as data/remedies/remedy.rng. */
static const PosternElementRule rules[] = {
  { "remedy", "id! obstacles! provider targets", "name! text! link source+" },
  { "name", "translatable", NULL },
  { "text", "translatable", NULL },
  { "link", "href! translatable", NULL },
  { "source", "href! checked!", NULL },
  { NULL },
};

static const char *const obstacles[] = {
  POSTERN_OBSTACLE_TOO_LONG, POSTERN_OBSTACLE_FORBIDDEN, POSTERN_OBSTACLE_NO_ENCRYPTION, POSTERN_OBSTACLE_OLD_TLS,
  POSTERN_OBSTACLE_NO_MECHANISM, POSTERN_OBSTACLE_NO_SIGN_IN, POSTERN_OBSTACLE_NO_OAUTH, NULL,
};

static void
postern_remedy_finalize (GObject *object)
{
  PosternRemedy *self = POSTERN_REMEDY (object);

  g_free (self->id);
  g_strfreev (self->obstacles);
  g_free (self->provider);
  g_strfreev (self->targets);
  g_free (self->name);
  g_free (self->text);
  g_clear_pointer (&self->link, postern_link_free);
  g_clear_pointer (&self->sources, g_ptr_array_unref);

  G_OBJECT_CLASS (postern_remedy_parent_class)->finalize (object);
}

static void
postern_remedy_class_init (PosternRemedyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = postern_remedy_finalize;
}

static void
postern_remedy_init (PosternRemedy *self)
{
}

static char **
split (PosternNode *node,
       const char  *attribute)
{
  const char *value = postern_node_get_attribute (node, attribute);

  return g_strsplit (value == NULL ? "" : value, " ", -1);
}

/**
 * postern_remedy_new_parsed:
 *
 * A #PosternParseFunc of the files in data/remedies.
 */
GObject *
postern_remedy_new_parsed (GBytes      *bytes,
                           const char  *file,
                           GDateTime   *today,
                           GError     **error)
{
  g_autoptr (PosternNode) root = postern_node_parse (bytes, file, error);
  g_autoptr (PosternRemedy) self = NULL;
  PosternNode *link;

  if (root == NULL || !postern_node_check (root, "remedy", rules, error))
    return NULL;

  self = g_object_new (POSTERN_TYPE_REMEDY, NULL);
  self->id = g_strdup (postern_node_get_attribute (root, "id"));
  self->obstacles = split (root, "obstacles");
  self->provider = g_strdup (postern_node_get_attribute (root, "provider"));
  self->targets = split (root, "targets");
  self->name = postern_node_dup_child_text (root, "name");
  self->text = postern_node_dup_child_text (root, "text");
  link = postern_node_get_child (root, "link");
  self->link = link == NULL ? NULL : postern_link_new_from_node (link);
  self->sources = postern_links_new_from_node (root, "source");
  for (char **obstacle = self->obstacles; *obstacle != NULL; obstacle++)
    {
      if (g_strv_contains (obstacles, *obstacle))
        continue;
      postern_node_fail (root, error, _("The attribute “obstacles” names one that is not known."));
      return NULL;
    }

  return G_OBJECT (g_steal_pointer (&self));
}

/**
 * postern_remedy_helps:
 * @self: a remedy
 * @obstacle: an obstacle's name
 * @provider: (nullable): the provider's id
 *
 * Returns: whether it leads round this obstacle with this provider
 */
gboolean
postern_remedy_helps (PosternRemedy *self,
                      const char    *obstacle,
                      const char    *provider)
{
  g_return_val_if_fail (POSTERN_IS_REMEDY (self) && obstacle != NULL, FALSE);

  return g_strv_contains ((const char *const *) self->obstacles, obstacle) &&
         (self->provider == NULL || g_strcmp0 (self->provider, provider) == 0);
}
