/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-password-move.h"

#include "core/records/postern-vault.h"

/* Under what the keyring finds the password: a change of it moves the password. */
static char *
describe_identity (PosternRecord *record)
{
  const PosternEndpoint *endpoint = postern_record_get_endpoint (record);

  if (endpoint == NULL)
    return NULL;

  return g_strdup_printf ("%s\n%u\n%s", endpoint->host, endpoint->port, postern_record_get_sign_in_name (record));
}

static gboolean
is_known (PosternPasswordMove *self,
          const char          *identity)
{
  return g_strcmp0 (identity, self->known_as) == 0;
}

typedef struct
{
  PosternPasswordMove *move;
  char                *identity;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->identity);
  g_free (move);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Move *move = g_task_get_task_data (task);
  PosternPasswordMove *self = move->move;
  g_autoptr (GError) error = NULL;

  if (postern_vault_move_finish (result, &error))
    {
      self->moved = TRUE;
      g_free (self->known_as);
      self->known_as = g_strdup (move->identity);
    }
  else if (g_error_matches (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND))
    postern_record_set_password_recorded (self->record, FALSE);
  else if (!is_known (self, move->identity))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_task_return_boolean (task, TRUE);
}

/**
 * postern_password_move_begin:
 * @self: a move; nothing happens when it has begun before
 * @record: the record as the keyring knows it
 */
void
postern_password_move_begin (PosternPasswordMove *self,
                             PosternRecord       *record)
{
  g_return_if_fail (self != NULL && POSTERN_IS_RECORD (record));

  g_set_object (&self->record, record);
  if (self->known_as == NULL)
    self->known_as = describe_identity (record);
}

/**
 * postern_password_move_run:
 * @self: a move that has begun; it belongs to the task's source object
 * @task: returns %TRUE when the keyring knows the password by what the record says now, or has none
 *
 * The first time in any case: before the window was opened, the account may have been changed elsewhere.
 */
void
postern_password_move_run (PosternPasswordMove *self,
                           GTask               *task)
{
  Move *move;

  g_return_if_fail (self != NULL && self->record != NULL && G_IS_TASK (task));

  move = g_new0 (Move, 1);
  move->move = self;
  move->identity = describe_identity (self->record);
  g_task_set_task_data (task, move, move_free);
  if (!postern_record_get_password_recorded (self->record) || (self->moved && is_known (self, move->identity)))
    g_task_return_boolean (task, TRUE);
  else
    postern_vault_move_async (self->record, g_task_get_cancellable (task), moved_cb, g_object_ref (task));
}

/**
 * postern_password_move_clear:
 * @self: a move
 */
void
postern_password_move_clear (PosternPasswordMove *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->record);
  g_clear_pointer (&self->known_as, g_free);
}
