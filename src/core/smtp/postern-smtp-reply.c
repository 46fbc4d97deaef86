/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/smtp/postern-smtp-reply.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/smtp/postern-smtp-error.h"

/* As much as an error message quotes of what isn't SMTP, in characters. */
#define MAX_QUOTE 80

G_DEFINE_BOXED_TYPE (PosternSmtpReply, postern_smtp_reply, postern_smtp_reply_copy, postern_smtp_reply_free)

/* Valid UTF-8 without control characters, so that it can be shown anywhere. */
static char *
clean_text (const char *bytes,
            gsize       length)
{
  g_autofree char *valid = g_utf8_make_valid (bytes, (gssize) length);
  GString *text = g_string_sized_new (length);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (text, c != '\t' && g_unichar_iscntrl (c) ? 0xFFFD : c);
    }

  return g_string_free (text, FALSE);
}

/* What else answers on the ports that people mix up, by its first bytes; NULL when unknown. */
static const char *
recognise (const char *bytes,
           gsize       length)
{
  if (length > 0 && (bytes[0] == 0x15 || bytes[0] == 0x16))
    return _("This port expects encryption from the first moment. Choose “TLS” for the encryption, or another port.");
  if (length >= 5 && (memcmp (bytes, "HTTP/", 5) == 0 || bytes[0] == '<'))
    return _("A web server answers on this port, not a mail server. Check the server’s name and the port.");
  if (length >= 4 && memcmp (bytes, "SSH-", 4) == 0)
    return _("A server for remote log-in (SSH) answers on this port, not a mail server. Check the server’s name and "
             "the port.");
  if (length >= 3 && (memcmp (bytes, "+OK", 3) == 0 || memcmp (bytes, "* O", 3) == 0))
    return _("A server for reading mail (POP3 or IMAP) answers on this port. Enter the server and the port for sending "
             "mail (SMTP).");

  return NULL;
}

static void
set_not_smtp (GError    **error,
              const char *bytes,
              gsize       length)
{
  const char *known = recognise (bytes, length);
  g_autofree char *text = clean_text (bytes, length);
  g_autofree char *quote = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_QUOTE));

  if (known != NULL)
    g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_NOT_SMTP, known);
  else
    g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_NOT_SMTP,
                 /* Translators: %s is what the server sent. */
                 _("What answers there doesn’t follow the rules of mail servers. It said “%s”. Check the server’s name "
                   "and the port."), quote);
}

static gboolean
has_code (const char *line,
          gsize       length)
{
  return length >= 3 && line[0] >= '2' && line[0] <= '5' && g_ascii_isdigit (line[1]) && g_ascii_isdigit (line[2]) &&
         (length == 3 || line[3] == ' ' || line[3] == '-');
}

static gsize
take_digits (const char **text,
             gsize        most)
{
  gsize n = 0;

  for (; n < most && g_ascii_isdigit (**text); n++)
    (*text)++;

  return n;
}

/* RFC 2034 §4: at the start of the text, its class the same as the code's first digit. */
static char *
find_enhanced (const char *text,
               guint       code)
{
  const char *p = text;

  if (code / 100 == 3 || *p++ != (char) ('0' + code / 100) || *p++ != '.')
    return NULL;
  if (take_digits (&p, 3) == 0 || *p++ != '.' || take_digits (&p, 3) == 0)
    return NULL;

  return *p == '\0' || g_ascii_isspace (*p) ? g_strndup (text, (gsize) (p - text)) : NULL;
}

static guint
read_code (const char *line)
{
  return (guint) (100 * (line[0] - '0') + 10 * (line[1] - '0') + (line[2] - '0'));
}

/* The next line without its end; @rest moves behind it. */
static gsize
take_line (const char **rest,
           const char  *end)
{
  const char *line = *rest;
  const char *feed = memchr (line, '\n', (gsize) (end - line));
  gsize length = (gsize) ((feed != NULL ? feed : end) - line);

  *rest = feed != NULL ? feed + 1 : end;

  return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
}

static gboolean
add_line (PosternSmtpReply *self,
          GPtrArray        *lines,
          const char       *line,
          gsize             length,
          GError          **error)
{
  char *text = NULL;

  if (!has_code (line, length) || length > POSTERN_SMTP_REPLY_MAX_LINE ||
      lines->len >= POSTERN_SMTP_REPLY_MAX_LINES || (lines->len > 0 && self->code != read_code (line)))
    {
      set_not_smtp (error, line, length);
      return FALSE;
    }

  self->code = read_code (line);
  text = clean_text (line + MIN (length, 4), length - MIN (length, 4));
  g_ptr_array_add (lines, text);
  if (self->enhanced == NULL)
    self->enhanced = find_enhanced (text, self->code);

  return TRUE;
}

/**
 * postern_smtp_reply_continues:
 * @line: a line of a reply, its end left out
 * @length: its length in bytes
 *
 * Returns: whether another line of the same reply follows (RFC 5321 §4.2.1)
 */
gboolean
postern_smtp_reply_continues (const char *line,
                              gsize       length)
{
  g_return_val_if_fail (line != NULL, FALSE);

  return has_code (line, length) && length > 3 && line[3] == '-';
}

/**
 * postern_smtp_reply_parse:
 * @bytes: one whole reply, its lines ended by CRLF or LF, the last end optional
 * @length: how many bytes
 * @error: return location for %POSTERN_SMTP_ERROR_NOT_SMTP
 *
 * Parses a reply (RFC 5321 §4.2). Lines with differing codes, lines after the last one and lines beyond
 * %POSTERN_SMTP_REPLY_MAX_LINE or %POSTERN_SMTP_REPLY_MAX_LINES are refused.
 *
 * Returns: (transfer full): the reply, or %NULL with @error set
 */
PosternSmtpReply *
postern_smtp_reply_parse (const char *bytes,
                          gsize       length,
                          GError    **error)
{
  g_autoptr (PosternSmtpReply) self = g_new0 (PosternSmtpReply, 1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *rest = bytes;
  const char *end = bytes + length;
  gboolean more = TRUE;

  g_return_val_if_fail (bytes != NULL, NULL);

  while (more && rest < end)
    {
      const char *line = rest;
      gsize line_length = take_line (&rest, end);

      if (!add_line (self, lines, line, line_length, error))
        return NULL;
      more = postern_smtp_reply_continues (line, line_length);
    }
  if (more || rest < end)
    {
      set_not_smtp (error, bytes, length);
      return NULL;
    }
  g_ptr_array_add (lines, NULL);
  self->lines = (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);

  return g_steal_pointer (&self);
}

/**
 * postern_smtp_reply_copy:
 * @self: a reply
 *
 * Returns: (transfer full): a copy of it
 */
PosternSmtpReply *
postern_smtp_reply_copy (const PosternSmtpReply *self)
{
  PosternSmtpReply *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (PosternSmtpReply, 1);
  copy->code = self->code;
  copy->enhanced = g_strdup (self->enhanced);
  copy->lines = g_strdupv (self->lines);

  return copy;
}

/**
 * postern_smtp_reply_free:
 * @self: (transfer full) (nullable): a reply
 */
void
postern_smtp_reply_free (PosternSmtpReply *self)
{
  if (self == NULL)
    return;

  g_free (self->enhanced);
  g_strfreev (self->lines);
  g_free (self);
}

/**
 * postern_smtp_reply_to_text:
 * @self: a reply
 *
 * Returns: (transfer full): the code and the lines joined by spaces: "535 5.7.3 Authentication unsuccessful"
 */
char *
postern_smtp_reply_to_text (const PosternSmtpReply *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_strjoinv (" ", self->lines);

  return g_strchomp (g_strdup_printf ("%u %s", self->code, text));
}
