/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/postern-practice-dialogue-private.h"

#include <string.h>

/* RFC 5322 §3.3, in English whatever the locale. */
static char *
format_date (GDateTime *time)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

  return g_strdup_printf ("%s, %d %s %d %02d:%02d:%02d +0000", days[g_date_time_get_day_of_week (time) - 1],
                          g_date_time_get_day_of_month (time), months[g_date_time_get_month (time) - 1],
                          g_date_time_get_year (time), g_date_time_get_hour (time), g_date_time_get_minute (time),
                          g_date_time_get_second (time));
}

static PosternPracticeAction
count_errors (PosternPracticeDialogue *self,
              PosternPracticeAction    action)
{
  if (self->reply->len == 0 || self->reply->str[0] != '5')
    return action;
  if (++self->errors <= POSTERN_PRACTICE_MAX_ERRORS)
    return action;
  g_string_truncate (self->reply, 0);
  postern_practice_dialogue_reply_tagged (self,
                                          "421 4.7.0 Too many errors on this connection, closing transmission channel");

  return POSTERN_PRACTICE_ACTION_CLOSE;
}

PosternPracticeAction
postern_practice_dialogue_reply (PosternPracticeDialogue *self,
                                 const char              *text)
{
  g_string_append (self->reply, text);
  g_string_append (self->reply, "\r\n");

  return POSTERN_PRACTICE_ACTION_GO_ON;
}

PosternPracticeAction
postern_practice_dialogue_reply_tagged (PosternPracticeDialogue *self,
                                        const char              *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  g_string_append_printf (self->reply, "%s [" POSTERN_PRACTICE_HOST " %s.%03dZ %s]\r\n", text, time,
                          g_date_time_get_microsecond (now) / 1000, self->session);

  return POSTERN_PRACTICE_ACTION_GO_ON;
}

void
postern_practice_dialogue_reset (PosternPracticeDialogue *self)
{
  g_clear_pointer (&self->sender, g_free);
  g_ptr_array_set_size (self->recipients, 0);
  self->binary = FALSE;
  self->in_chunks = FALSE;
  postern_practice_dialogue_drop_body (self);
}

/**
 * postern_practice_dialogue_new:
 * @peer: the client's address as text
 * @encrypted: whether TLS is there from the first byte
 * @forced: (nullable): a scenario that holds whatever the account
 * @budget: shared with other dialogues, outlives them
 *
 * Returns: (transfer full): a conversation that has not begun
 */
PosternPracticeDialogue *
postern_practice_dialogue_new (const char                  *peer,
                               gboolean                     encrypted,
                               const PosternPracticeScript *forced,
                               PosternPracticeBudget       *budget)
{
  PosternPracticeDialogue *self;

  g_return_val_if_fail (peer != NULL && budget != NULL, NULL);

  self = g_new0 (PosternPracticeDialogue, 1);
  self->peer = g_strdup (peer);
  self->session = g_strdup_printf ("%08X%08X", g_random_int (), g_random_int ());
  self->encrypted = encrypted;
  self->forced = forced;
  self->budget = budget;
  self->recipients = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * postern_practice_dialogue_free:
 * @self: (transfer full) (nullable): a conversation
 */
void
postern_practice_dialogue_free (PosternPracticeDialogue *self)
{
  if (self == NULL)
    return;

  postern_practice_dialogue_reset (self);
  g_clear_object (&self->message);
  g_ptr_array_unref (self->recipients);
  g_free (self->user);
  g_free (self->session);
  g_free (self->peer);
  g_free (self);
}

/**
 * postern_practice_dialogue_greet:
 * @self: a conversation
 * @reply: what to send is appended here
 *
 * Returns: what to do
 */
PosternPracticeAction
postern_practice_dialogue_greet (PosternPracticeDialogue *self,
                                 GString                 *reply)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = format_date (now);

  g_return_val_if_fail (self != NULL && reply != NULL, POSTERN_PRACTICE_ACTION_DROP);

  if (postern_practice_dialogue_drops_at (self, POSTERN_STEP_GREETING))
    return POSTERN_PRACTICE_ACTION_DROP;
  g_string_append_printf (reply, "220 " POSTERN_PRACTICE_HOST " Microsoft ESMTP MAIL Service ready at %s [%s]\r\n",
                          date, self->session);

  return POSTERN_PRACTICE_ACTION_GO_ON;
}

/**
 * postern_practice_dialogue_take_line:
 * @self: a conversation that does not want data
 * @line: what the client sent, ending in NUL, without its line end
 * @length: its length in bytes
 * @reply: what to send is appended here
 *
 * Returns: what to do
 */
PosternPracticeAction
postern_practice_dialogue_take_line (PosternPracticeDialogue *self,
                                     const char              *line,
                                     gsize                    length,
                                     GString                 *reply)
{
  PosternPracticeAction action;

  g_return_val_if_fail (self != NULL && line != NULL && reply != NULL, POSTERN_PRACTICE_ACTION_DROP);

  self->reply = reply;
  if (strlen (line) != length)
    action = postern_practice_dialogue_reply_tagged (self, "500 5.3.3 Unrecognized command");
  else if (self->mode == MODE_COMMAND)
    action = postern_practice_dialogue_run_command (self, line);
  else
    action = postern_practice_dialogue_auth_answer (self, line);

  return count_errors (self, action);
}

/**
 * postern_practice_dialogue_refuse_line:
 * @self: a conversation
 * @reply: what to send is appended here
 *
 * Answers a line that was longer than %POSTERN_PRACTICE_MAX_LINE.
 *
 * Returns: what to do
 */
PosternPracticeAction
postern_practice_dialogue_refuse_line (PosternPracticeDialogue *self,
                                       GString                 *reply)
{
  g_return_val_if_fail (self != NULL && reply != NULL, POSTERN_PRACTICE_ACTION_DROP);

  self->reply = reply;
  self->mode = MODE_COMMAND;

  return count_errors (self, postern_practice_dialogue_reply_tagged (self, "500 5.5.2 Command too long"));
}

/**
 * postern_practice_dialogue_tls_started:
 * @self: a conversation that asked for TLS
 *
 * Forgets everything that was said in plain text (RFC 3207 §4.2).
 */
void
postern_practice_dialogue_tls_started (PosternPracticeDialogue *self)
{
  g_return_if_fail (self != NULL);

  postern_practice_dialogue_reset (self);
  self->encrypted = TRUE;
  self->greeted = FALSE;
}

/**
 * postern_practice_dialogue_is_slow:
 * @self: a conversation
 *
 * Returns: whether the next reply is to be held back
 */
gboolean
postern_practice_dialogue_is_slow (PosternPracticeDialogue *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->forced != NULL && self->forced->slow) || (self->script != NULL && self->script->slow);
}

/**
 * postern_practice_dialogue_drops_at:
 * @self: a conversation
 * @step: a step
 *
 * Returns: whether the scenario loses the connection there
 */
gboolean
postern_practice_dialogue_drops_at (PosternPracticeDialogue *self,
                                    PosternStep              step)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->forced != NULL && self->forced->drop == step) || (self->script != NULL && self->script->drop == step);
}
