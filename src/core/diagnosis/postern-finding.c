/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-finding.h"

G_DEFINE_BOXED_TYPE (PosternFinding, postern_finding, postern_finding_copy, postern_finding_free)

static void
free_action (PosternAction *action)
{
  g_free (action->text);
  g_free (action->value);
  g_free (action);
}

/**
 * postern_finding_new:
 * @id: its id
 * @who: who must act
 * @confidence: how sure it is
 *
 * Returns: (transfer full): a finding to be filled in by its maker
 */
PosternFinding *
postern_finding_new (const char        *id,
                     PosternWho         who,
                     PosternConfidence  confidence)
{
  PosternFinding *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_new0 (PosternFinding, 1);
  self->id = g_strdup (id);
  self->who = who;
  self->confidence = confidence;
  self->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) free_action);

  return self;
}

/**
 * postern_finding_copy:
 * @self: a finding
 *
 * Returns: (transfer full): a copy of it
 */
PosternFinding *
postern_finding_copy (const PosternFinding *self)
{
  PosternFinding *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = postern_finding_new (self->id, self->who, self->confidence);
  copy->title = g_strdup (self->title);
  copy->explanation = g_strdup (self->explanation);
  copy->reply = g_strdup (self->reply);
  copy->accepted = self->accepted;
  copy->connection = self->connection;
  for (guint i = 0; i < self->actions->len; i++)
    {
      const PosternAction *action = g_ptr_array_index (self->actions, i);

      postern_finding_add_action (copy, action->kind, action->text, action->value);
    }

  return copy;
}

/**
 * postern_finding_free:
 * @self: (transfer full) (nullable): a finding
 */
void
postern_finding_free (PosternFinding *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->explanation);
  g_free (self->reply);
  g_ptr_array_unref (self->actions);
  g_free (self);
}

/**
 * postern_finding_add_action:
 * @self: a finding that is being made
 * @kind: the action's kind
 * @text: translated: what to do
 * @value: (nullable): see #PosternActionKind
 */
void
postern_finding_add_action (PosternFinding    *self,
                            PosternActionKind  kind,
                            const char        *text,
                            const char        *value)
{
  PosternAction *action;

  g_return_if_fail (self != NULL && text != NULL);

  action = g_new0 (PosternAction, 1);
  action->kind = kind;
  action->text = g_strdup (text);
  action->value = g_strdup (value);
  g_ptr_array_add (self->actions, action);
}
