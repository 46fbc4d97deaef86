/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-guide-check.h"

#include <glib/gi18n-lib.h>

/* @steps: the elements with an id, by it; @open: those on the way from the first one; @done: those walked through */
typedef struct
{
  GHashTable *steps;
  GHashTable *open;
  GHashTable *done;
} Walk;

static gboolean
check_question (PosternNode  *step,
                GError      **error)
{
  g_autoptr (GPtrArray) answers = postern_node_get_children (step, "answer");
  const char *id = postern_node_get_attribute (step, "id");

  if (answers->len < 2)
    /* Translators: %s is the id of a question in an XML file. */
    return postern_node_fail (step, error, _("The question “%s” needs two answers or more."), id);

  return TRUE;
}

static gboolean
check_end (PosternNode  *step,
           GError      **error)
{
  if ((postern_node_get_attribute (step, "sign-in") == NULL) != (postern_node_get_attribute (step, "from") == NULL))
    /* Translators: “sign-in” and “from” are the names of attributes in an XML file. */
    return postern_node_fail (step, error, _("An end has both “sign-in” and “from”, or neither."));

  return TRUE;
}

/* Returns the first one in @first. */
static gboolean
collect (Walk         *self,
         PosternNode  *root,
         PosternNode **first,
         GError      **error)
{
  *first = NULL;
  for (guint i = 0; i < root->children->len; i++)
    {
      PosternNode *step = g_ptr_array_index (root->children, i);
      const char *id = postern_node_get_attribute (step, "id");

      if (id == NULL)
        continue;
      if (!g_hash_table_insert (self->steps, (gpointer) id, step))
        /* Translators: %s is an id in an XML file. */
        return postern_node_fail (step, error, _("The id “%s” is there twice."), id);
      if (g_str_equal (step->name, "question") ? !check_question (step, error) : !check_end (step, error))
        return FALSE;
      if (*first == NULL)
        *first = step;
    }

  return TRUE;
}

/* No deeper than there are elements: a way that comes back to itself is refused. */
static gboolean
walk (Walk         *self,
      PosternNode  *step,
      GError      **error)
{
  g_autoptr (GPtrArray) answers = postern_node_get_children (step, "answer");

  g_hash_table_add (self->open, step);
  for (guint i = 0; i < answers->len; i++)
    {
      PosternNode *answer = g_ptr_array_index (answers, i);
      const char *id = postern_node_get_attribute (answer, "next");
      PosternNode *next = g_hash_table_lookup (self->steps, id);

      if (next == NULL)
        /* Translators: %s is an id in an XML file. */
        return postern_node_fail (answer, error, _("This answer leads to “%s”, which is not there."), id);
      if (g_hash_table_contains (self->open, next))
        /* Translators: %s is an id in an XML file. */
        return postern_node_fail (answer, error, _("This answer leads back to “%s”, so that the questions never end."),
                                  id);
      if (!g_hash_table_contains (self->done, next) && !walk (self, next, error))
        return FALSE;
    }
  g_hash_table_remove (self->open, step);
  g_hash_table_add (self->done, step);

  return TRUE;
}

static gboolean
check_reached (Walk         *self,
               PosternNode  *root,
               GError      **error)
{
  for (guint i = 0; i < root->children->len; i++)
    {
      PosternNode *step = g_ptr_array_index (root->children, i);
      const char *id = postern_node_get_attribute (step, "id");

      if (id != NULL && !g_hash_table_contains (self->done, step))
        /* Translators: %s is an id in an XML file. */
        return postern_node_fail (step, error, _("No answer leads to “%s”."), id);
    }

  return TRUE;
}

/**
 * postern_guide_check:
 * @root: a <guide> whose elements are as they must be
 * @error: return location for a #PosternCatalogueError that names file, line and reason
 *
 * Returns: whether every question and every end is reached from the first one, and every way comes to an end
 */
gboolean
postern_guide_check (PosternNode  *root,
                     GError      **error)
{
  g_autoptr (GHashTable) steps = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) open = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  Walk self = { steps, open, done };
  PosternNode *first;

  g_return_val_if_fail (root != NULL, FALSE);

  if (!collect (&self, root, &first, error))
    return FALSE;
  g_assert (first != NULL);
  if (!g_str_equal (first->name, "question"))
    return postern_node_fail (first, error, _("A guide begins with a question."));

  return walk (&self, first, error) && check_reached (&self, root, error);
}
