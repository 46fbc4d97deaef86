/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-guide.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PosternGuide, postern_guide, G_TYPE_OBJECT)

static void
postern_guide_finalize (GObject *object)
{
  PosternGuide *self = POSTERN_GUIDE (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->provider);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);

  G_OBJECT_CLASS (postern_guide_parent_class)->finalize (object);
}

static void
postern_guide_class_init (PosternGuideClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = postern_guide_finalize;
}

static void
postern_guide_init (PosternGuide *self)
{
}

/* The answer that the provider gives: the one that names it, or else the one that names none. */
static const PosternGuideAnswer *
find_known (const PosternGuideNode *node,
            const char             *provider)
{
  const PosternGuideAnswer *other = NULL;
  gboolean is_about_providers = FALSE;

  for (guint i = 0; i < node->answers->len; i++)
    {
      const PosternGuideAnswer *answer = g_ptr_array_index (node->answers, i);

      if (g_strv_contains ((const char *const *) answer->providers, provider))
        return answer;
      if (answer->providers[0] == NULL)
        other = answer;
      else
        is_about_providers = TRUE;
    }

  return is_about_providers ? other : NULL;
}

/**
 * postern_guide_get_node:
 * @self: a guide
 * @id: (nullable): a node's id, %NULL for the first node
 *
 * Returns: (transfer none) (nullable): the node
 */
const PosternGuideNode *
postern_guide_get_node (PosternGuide *self,
                        const char   *id)
{
  g_return_val_if_fail (POSTERN_IS_GUIDE (self), NULL);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const PosternGuideNode *node = g_ptr_array_index (self->nodes, i);

      if (id == NULL || g_str_equal (node->id, id))
        return node;
    }

  return NULL;
}

/**
 * postern_guide_skip_known:
 * @self: a guide
 * @node: a node of it
 * @provider: (nullable): id of the provider, if it is known
 *
 * Returns: (transfer none): @node, or the node that comes after the questions that the provider answers
 */
const PosternGuideNode *
postern_guide_skip_known (PosternGuide           *self,
                          const PosternGuideNode *node,
                          const char             *provider)
{
  const PosternGuideAnswer *known;

  g_return_val_if_fail (POSTERN_IS_GUIDE (self) && node != NULL, NULL);

  while (provider != NULL && (known = find_known (node, provider)) != NULL)
    node = postern_guide_get_node (self, known->next);

  return node;
}

/**
 * postern_guide_follow:
 * @self: a guide
 * @node: a node of it
 * @answer: which of its answers was given, from 0
 * @provider: (nullable): id of the provider, if it is known
 *
 * Returns: (transfer none) (nullable): the next question that is not known, or an end; %NULL when there is no such
 *   answer
 */
const PosternGuideNode *
postern_guide_follow (PosternGuide           *self,
                      const PosternGuideNode *node,
                      guint                   answer,
                      const char             *provider)
{
  const PosternGuideAnswer *given;

  g_return_val_if_fail (POSTERN_IS_GUIDE (self) && node != NULL, NULL);

  if (answer >= node->answers->len)
    return NULL;

  given = g_ptr_array_index (node->answers, answer);

  return postern_guide_skip_known (self, postern_guide_get_node (self, given->next), provider);
}

/**
 * postern_guide_node_is_end:
 * @self: a node
 *
 * Returns: whether it is an end, not a question
 */
gboolean
postern_guide_node_is_end (const PosternGuideNode *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->answers->len == 0;
}

/**
 * postern_guide_node_get_sign_in_label:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): a few translated words for what to sign in as
 */
const char *
postern_guide_node_get_sign_in_label (const PosternGuideNode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->sign_in == NULL)
    return NULL;

  return g_str_equal (self->sign_in, "account") ? _("The main address of the mailbox")
                                                : _("Your own mailbox, or one made for this");
}

/**
 * postern_guide_node_get_from_label:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): a few translated words for what to put as the sender
 */
const char *
postern_guide_node_get_from_label (const PosternGuideNode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->from == NULL)
    return NULL;
  if (g_str_equal (self->from, "account"))
    return _("The same address");

  return g_str_equal (self->from, "alias") ? _("The other address of the mailbox")
                                           : _("The address that people shall see");
}
