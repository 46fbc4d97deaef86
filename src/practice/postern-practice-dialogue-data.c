/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/postern-practice-dialogue-private.h"

#include <string.h>

#include "practice/postern-practice-mailbox.h"

#define RESERVE_STEP ((gsize) 64 * 1024)
/* Longer chunks are not even read to their end. */
#define MAX_CHUNK ((guint64) 1024 * 1024 * 1024)
#define MESSAGE_ID "Message-ID:"
#define MAX_MESSAGE_ID 200
#define MAX_HEAD 16384

static void
release_body (PosternPracticeDialogue *self)
{
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_atomic_pointer_add (&self->budget->used, -(gssize) self->reserved);
  self->reserved = 0;
}

/* Takes room for @length more bytes out of the budget that all conversations share. */
static gboolean
reserve (PosternPracticeDialogue *self,
         gsize                    length)
{
  gsize wanted = (self->body->len + length + RESERVE_STEP - 1) / RESERVE_STEP * RESERVE_STEP;
  gsize more = wanted > self->reserved ? wanted - self->reserved : 0;

  if (more == 0)
    return TRUE;
  self->reserved = wanted;

  return (gsize) g_atomic_pointer_add (&self->budget->used, (gssize) more) + more <= self->budget->limit;
}

static void
append (PosternPracticeDialogue *self,
        const void              *bytes,
        gsize                    length)
{
  if (self->too_big || self->no_room || length == 0)
    return;
  if (self->body == NULL)
    self->body = g_byte_array_new ();

  self->too_big = self->body->len + length > POSTERN_PRACTICE_MAX_MESSAGE;
  self->no_room = !self->too_big && !reserve (self, length);
  if (self->too_big || self->no_room)
    release_body (self);
  else
    g_byte_array_append (self->body, bytes, (guint) length);
}

/* Only moves on: the byte was dealt with, or waits for the next one. Returns that the message goes on. */
static gboolean
hold (PosternPracticeDialogue *self,
      PosternPracticeStuffing  next)
{
  self->stuffing = next;

  return FALSE;
}

/* Returns whether the message ends with @byte. */
static gboolean
unstuff (PosternPracticeDialogue *self,
         guchar                   byte)
{
  switch (self->stuffing)
    {
    case STUFFING_LINE_START:
      if (byte == '.')
        return hold (self, STUFFING_DOT);
      break;
    case STUFFING_DOT:
      if (byte == '\r')
        return hold (self, STUFFING_DOT_CR);
      break;
    case STUFFING_DOT_CR:
      if (byte == '\n')
        return TRUE;
      append (self, "\r", 1);
      break;
    case STUFFING_CR:
      if (byte == '\n')
        {
          append (self, "\n", 1);
          return hold (self, STUFFING_LINE_START);
        }
      break;
    case STUFFING_TEXT:
    default:
      break;
    }
  append (self, &byte, 1);
  self->stuffing = byte == '\r' ? STUFFING_CR : STUFFING_TEXT;

  return FALSE;
}

/* Returns how many of the bytes belong to the message; @ended tells whether its end was among them. */
static gsize
unstuff_all (PosternPracticeDialogue *self,
             const guchar            *bytes,
             gsize                    length,
             gboolean                *ended)
{
  gsize i = 0;

  while (i < length && !*ended)
    {
      const guchar *cr = self->stuffing == STUFFING_TEXT ? memchr (bytes + i, '\r', length - i) : bytes + i;
      gsize run = cr == NULL ? length - i : (gsize) (cr - (bytes + i));

      append (self, bytes + i, run);
      i += run;
      if (i < length)
        *ended = unstuff (self, bytes[i++]);
    }

  return i;
}

static gboolean
is_message_id (const char *text)
{
  gsize length = strlen (text);

  if (length < 3 || length > MAX_MESSAGE_ID || text[0] != '<' || text[length - 1] != '>')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return FALSE;
    }

  return TRUE;
}

/* The message's own id, which Exchange repeats. */
static char *
find_message_id (GByteArray *body)
{
  g_autofree char *head = g_strndup (body != NULL ? (const char *) body->data : "",
                                     body != NULL ? MIN (body->len, MAX_HEAD) : 0);
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);

  for (char **line = lines; *line != NULL && **line != '\0'; line++)
    {
      if (g_ascii_strncasecmp (*line, MESSAGE_ID, strlen (MESSAGE_ID)) == 0 &&
          is_message_id (g_strstrip (*line + strlen (MESSAGE_ID))))
        return g_strdup (g_strstrip (*line + strlen (MESSAGE_ID)));
    }

  return g_strdup ("<>");
}

static char *
fill_in (PosternPracticeDialogue *self,
         const char              *refusal)
{
  g_autoptr (GString) text = g_string_new (refusal);

  g_string_replace (text, "{user}", self->user, 1);
  g_string_replace (text, "{from}", *self->sender != '\0' ? self->sender : "<>", 1);
  g_string_append (text, " [Hostname=" POSTERN_PRACTICE_HOST "]");

  return g_strdup (text->str);
}

static char *
judge_message (PosternPracticeDialogue *self)
{
  if (self->too_big)
    return g_strdup ("552 5.3.4 Message size exceeds fixed maximum message size");
  if (self->no_room)
    return g_strdup ("452 4.3.1 Insufficient system resources");
  if (self->forced != NULL && self->forced->message_refusal != NULL)
    return fill_in (self, self->forced->message_refusal);
  if (self->script->message_refusal != NULL)
    return fill_in (self, self->script->message_refusal);

  return NULL;
}

static void
keep_message (PosternPracticeDialogue *self)
{
  g_autoptr (GBytes) data = NULL;

  if (self->body == NULL)
    self->body = g_byte_array_new ();
  data = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  g_ptr_array_add (self->recipients, NULL);
  g_clear_object (&self->message);
  self->message = postern_practice_message_new (self->user, self->sender,
                                                (const char *const *) self->recipients->pdata, data);
}

static PosternPracticeAction
end_message (PosternPracticeDialogue *self)
{
  g_autofree char *refusal = judge_message (self);
  g_autofree char *id = NULL;
  g_autofree char *text = NULL;

  self->mode = MODE_COMMAND;
  if (postern_practice_dialogue_drops_at (self, POSTERN_STEP_DATA))
    return POSTERN_PRACTICE_ACTION_DROP;
  if (refusal == NULL)
    {
      id = find_message_id (self->body);
      keep_message (self);
      text = g_strdup_printf ("250 2.0.0 OK %s [Hostname=" POSTERN_PRACTICE_HOST "]", id);
    }
  postern_practice_dialogue_reset (self);

  return postern_practice_dialogue_reply (self, refusal != NULL ? refusal : text);
}

static PosternPracticeAction
end_chunk (PosternPracticeDialogue *self)
{
  g_autofree char *text = NULL;

  self->mode = MODE_COMMAND;
  if (self->chunk_unwanted)
    return postern_practice_dialogue_reply_tagged (self, "503 5.5.2 Need rcpt command");
  if (self->last_chunk)
    return end_message (self);
  text = g_strdup_printf ("250 2.6.0 CHUNK received OK, %" G_GUINT64_FORMAT " octets", self->chunk_size);

  return postern_practice_dialogue_reply (self, text);
}

static PosternPracticeAction
take_chunk (PosternPracticeDialogue *self,
            const guchar            *bytes,
            gsize                    length,
            gsize                   *consumed)
{
  *consumed = (gsize) MIN (self->chunk_left, length);
  if (!self->chunk_unwanted)
    append (self, bytes, *consumed);
  self->chunk_left -= *consumed;

  return self->chunk_left == 0 ? end_chunk (self) : POSTERN_PRACTICE_ACTION_GO_ON;
}

static gboolean
parse_chunk (const char *argument,
             guint64    *size,
             gboolean   *last)
{
  g_auto (GStrv) words = g_strsplit (argument, " ", 3);
  guint n = g_strv_length (words);

  *last = n == 2 && g_ascii_strcasecmp (words[1], "LAST") == 0;

  return (n == 1 || *last) && g_ascii_string_to_unsigned (words[0], 10, 0, MAX_CHUNK, size, NULL);
}

void
postern_practice_dialogue_drop_body (PosternPracticeDialogue *self)
{
  release_body (self);
  self->too_big = FALSE;
  self->no_room = FALSE;
}

/* DATA (RFC 5321 §4.1.1.4) */
PosternPracticeAction
postern_practice_dialogue_data (PosternPracticeDialogue *self,
                                const char              *argument)
{
  if (*argument != '\0')
    return postern_practice_dialogue_reply_tagged (self, "501 5.5.4 Invalid arguments");
  if (self->in_chunks || self->binary)
    return postern_practice_dialogue_reply_tagged (self, "503 5.5.1 Bad sequence of commands");
  if (self->sender == NULL)
    return postern_practice_dialogue_reply_tagged (self, "503 5.5.2 Need mail command");
  if (self->recipients->len == 0)
    return postern_practice_dialogue_reply_tagged (self, "503 5.5.2 Need rcpt command");
  self->mode = MODE_DATA;
  self->stuffing = STUFFING_LINE_START;

  return postern_practice_dialogue_reply (self, "354 Start mail input; end with <CRLF>.<CRLF>");
}

/* BDAT size [LAST] (RFC 3030 §2); the chunk follows whatever the answer is. */
PosternPracticeAction
postern_practice_dialogue_bdat (PosternPracticeDialogue *self,
                                const char              *argument)
{
  if (!parse_chunk (argument, &self->chunk_size, &self->last_chunk))
    {
      postern_practice_dialogue_reply_tagged (self, "501 5.5.4 Invalid arguments");
      return POSTERN_PRACTICE_ACTION_CLOSE;
    }
  self->chunk_unwanted = self->recipients->len == 0;
  self->in_chunks = !self->chunk_unwanted;
  self->chunk_left = self->chunk_size;
  self->mode = MODE_CHUNK;

  return self->chunk_left == 0 ? end_chunk (self) : POSTERN_PRACTICE_ACTION_GO_ON;
}

/**
 * postern_practice_dialogue_wants_data:
 * @self: a conversation
 *
 * Returns: whether what comes next is part of a message: for postern_practice_dialogue_take_data()
 */
gboolean
postern_practice_dialogue_wants_data (PosternPracticeDialogue *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->mode == MODE_DATA || self->mode == MODE_CHUNK;
}

/**
 * postern_practice_dialogue_take_data:
 * @self: a conversation that wants data
 * @bytes: what the client sent
 * @length: how many bytes, at least 1
 * @consumed: (out): how many of them belong to the message
 * @reply: what to send is appended here, nothing before the message or the chunk ends
 *
 * Returns: what to do
 */
PosternPracticeAction
postern_practice_dialogue_take_data (PosternPracticeDialogue *self,
                                     const guchar            *bytes,
                                     gsize                    length,
                                     gsize                   *consumed,
                                     GString                 *reply)
{
  gboolean ended = FALSE;

  g_return_val_if_fail (self != NULL && bytes != NULL && consumed != NULL && reply != NULL,
                        POSTERN_PRACTICE_ACTION_DROP);

  self->reply = reply;
  if (self->mode == MODE_CHUNK)
    return take_chunk (self, bytes, length, consumed);
  *consumed = unstuff_all (self, bytes, length, &ended);

  return ended ? end_message (self) : POSTERN_PRACTICE_ACTION_GO_ON;
}

/**
 * postern_practice_dialogue_take_message:
 * @self: a conversation
 *
 * Returns: (transfer full) (nullable): the message that was accepted since the last call
 */
PosternPracticeMessage *
postern_practice_dialogue_take_message (PosternPracticeDialogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_steal_pointer (&self->message);
}
