/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-smtp-transcript.h"

#include <string.h>

#include "core/smtp/postern-smtp-redactor.h"

struct _PosternSmtpTranscript
{
  GString *text;
};

/* One entry on one line: other bytes than UTF-8 and control characters are replaced. */
static void
add_entry (PosternSmtpTranscript *self,
           const char            *mark,
           const char            *line,
           gsize                  length)
{
  g_autofree char *valid = g_utf8_make_valid (line, (gssize) length);

  g_string_append_printf (self->text, "%s ", mark);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (self->text, c != '\t' && g_unichar_iscntrl (c) ? 0xFFFD : c);
    }
  g_string_append_c (self->text, '\n');
}

/* Whatever follows the mechanism's name in an AUTH command is replaced, even when a caller forgot to. */
static void
add_command (PosternSmtpTranscript *self,
             const char            *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  g_autofree char *redacted = NULL;

  if (words[0] != NULL && g_ascii_strcasecmp (words[0], "AUTH") == 0 && g_strv_length (words) == 3)
    redacted = g_strconcat (words[0], " ", words[1], " " POSTERN_SMTP_REDACTED, NULL);
  add_entry (self, "→", redacted != NULL ? redacted : line, strlen (redacted != NULL ? redacted : line));
}

/**
 * postern_smtp_transcript_new:
 *
 * Returns: (transfer full): an empty transcript
 */
PosternSmtpTranscript *
postern_smtp_transcript_new (void)
{
  PosternSmtpTranscript *self = g_new0 (PosternSmtpTranscript, 1);

  self->text = g_string_new (NULL);

  return self;
}

/**
 * postern_smtp_transcript_free:
 * @self: (transfer full) (nullable): a transcript
 */
void
postern_smtp_transcript_free (PosternSmtpTranscript *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * postern_smtp_transcript_add_sent:
 * @self: a transcript
 * @lines: one or more command lines, the last line end optional
 */
void
postern_smtp_transcript_add_sent (PosternSmtpTranscript *self,
                                  const char            *lines)
{
  g_autofree char *stripped = NULL;
  g_auto (GStrv) commands = NULL;

  g_return_if_fail (self != NULL && lines != NULL);

  stripped = g_strdup (lines);
  if (g_str_has_suffix (stripped, "\r\n"))
    stripped[strlen (stripped) - 2] = '\0';
  commands = g_strsplit (stripped, "\r\n", -1);
  for (gsize i = 0; commands[i] != NULL; i++)
    add_command (self, commands[i]);
}

/**
 * postern_smtp_transcript_add_received:
 * @self: a transcript
 * @line: a line of the server's, its end left out
 * @length: its length in bytes
 */
void
postern_smtp_transcript_add_received (PosternSmtpTranscript *self,
                                      const char            *line,
                                      gsize                  length)
{
  g_return_if_fail (self != NULL && line != NULL);

  add_entry (self, "←", line, length);
}

/**
 * postern_smtp_transcript_add_note:
 * @self: a transcript
 * @note: what happened beside the conversation
 */
void
postern_smtp_transcript_add_note (PosternSmtpTranscript *self,
                                  const char            *note)
{
  g_return_if_fail (self != NULL && note != NULL);

  add_entry (self, "·", note, strlen (note));
}

/**
 * postern_smtp_transcript_to_text:
 * @self: a transcript
 *
 * Returns: (transfer full): all entries, each ended by a line feed
 */
char *
postern_smtp_transcript_to_text (PosternSmtpTranscript *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup (self->text->str);
}
