/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/smtp/postern-smtp-connection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/smtp/postern-smtp-error.h"

/* The longest line with its CRLF always fits. */
#define BUFFER_SIZE (2 * (POSTERN_SMTP_REPLY_MAX_LINE + 2))

struct _PosternSmtpConnection
{
  GIOStream             *stream;
  PosternSmtpTranscript *transcript;
  PosternSmtpRedactor   *redactor;
  gsize                  start;
  gsize                  end;
  char                   buffer[BUFFER_SIZE];
};

static gboolean
fill_buffer (PosternSmtpConnection *self,
             GCancellable          *cancellable,
             GError               **error)
{
  GInputStream *input = g_io_stream_get_input_stream (self->stream);
  gssize n;

  memmove (self->buffer, self->buffer + self->start, self->end - self->start);
  self->end -= self->start;
  self->start = 0;
  n = g_input_stream_read (input, self->buffer + self->end, BUFFER_SIZE - self->end, cancellable, error);
  if (n == 0)
    g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_CLOSED,
                         _("The server hung up. Try again later; if it happens again, ask the server’s operator."));
  if (n <= 0)
    return FALSE;
  self->end += (gsize) n;

  return TRUE;
}

/* Nothing that begins so can become a reply: there is no use in waiting for the line's end. */
static gboolean
is_hopeless (PosternSmtpConnection *self)
{
  gsize unread = self->end - self->start;

  return unread > POSTERN_SMTP_REPLY_MAX_LINE + 1 ||
         (unread > 0 && !g_ascii_isprint (self->buffer[self->start]) && !g_ascii_isspace (self->buffer[self->start]));
}

/* One line without its end, in the buffer until the next call; what the stream ends with is a line too. */
static const char *
read_line (PosternSmtpConnection *self,
           gsize                 *length,
           GCancellable          *cancellable,
           GError               **error)
{
  const char *line = NULL;
  const char *feed = NULL;

  while ((feed = memchr (self->buffer + self->start, '\n', self->end - self->start)) == NULL && !is_hopeless (self))
    {
      g_autoptr (GError) local_error = NULL;

      if (fill_buffer (self, cancellable, &local_error))
        continue;
      if (self->end == self->start || !g_error_matches (local_error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_CLOSED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      break;
    }

  line = self->buffer + self->start;
  *length = (feed != NULL ? (gsize) (feed - line) : self->end - self->start);
  self->start += *length + (feed != NULL ? 1 : 0);
  if (*length > 0 && line[*length - 1] == '\r')
    (*length)--;

  return line;
}

/* The secret can stand only in the text behind the code, once it was sent. */
static GString *
redact (PosternSmtpConnection *self,
        const char            *line,
        gsize                  length)
{
  gsize head = MIN (length, 4);
  g_autoptr (GString) hidden = NULL;
  GString *out = NULL;

  if (self->redactor == NULL)
    return g_string_new_len (line, (gssize) length);

  hidden = postern_smtp_redactor_hide (self->redactor, line + head, length - head);
  out = g_string_new_len (line, (gssize) head);
  g_string_append_len (out, hidden->str, (gssize) hidden->len);

  return g_string_truncate (out, MIN (out->len, MAX (length, POSTERN_SMTP_REPLY_MAX_LINE)));
}

static gboolean
write_all (PosternSmtpConnection *self,
           const char            *bytes,
           gsize                  length,
           GCancellable          *cancellable,
           GError               **error)
{
  GOutputStream *output = g_io_stream_get_output_stream (self->stream);

  return g_output_stream_write_all (output, bytes, length, NULL, cancellable, error);
}

/**
 * postern_smtp_connection_new:
 * @stream: a connected stream
 * @transcript: where the conversation is kept; must outlive the connection
 *
 * Returns: (transfer full): a new connection
 */
PosternSmtpConnection *
postern_smtp_connection_new (GIOStream             *stream,
                             PosternSmtpTranscript *transcript)
{
  PosternSmtpConnection *self = NULL;

  g_return_val_if_fail (G_IS_IO_STREAM (stream) && transcript != NULL, NULL);

  self = g_new0 (PosternSmtpConnection, 1);
  self->stream = g_object_ref (stream);
  self->transcript = transcript;

  return self;
}

/**
 * postern_smtp_connection_free:
 * @self: (transfer full) (nullable): a connection; its stream is not closed
 */
void
postern_smtp_connection_free (PosternSmtpConnection *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->stream);
  explicit_bzero (self->buffer, sizeof self->buffer);
  g_free (self);
}

/**
 * postern_smtp_connection_get_stream:
 * @self: a connection
 *
 * Returns: (transfer none): the stream that is read and written
 */
GIOStream *
postern_smtp_connection_get_stream (PosternSmtpConnection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->stream;
}

/**
 * postern_smtp_connection_set_stream:
 * @self: a connection with nothing unread
 * @stream: the stream to use from now on, encrypted
 */
void
postern_smtp_connection_set_stream (PosternSmtpConnection *self,
                                    GIOStream             *stream)
{
  g_return_if_fail (self != NULL && G_IS_IO_STREAM (stream));
  g_return_if_fail (!postern_smtp_connection_has_unread (self));

  g_set_object (&self->stream, stream);
}

/**
 * postern_smtp_connection_set_redactor:
 * @self: a connection
 * @redactor: (nullable): what hides secrets in the server's lines from now on; must outlive the connection
 */
void
postern_smtp_connection_set_redactor (PosternSmtpConnection *self,
                                      PosternSmtpRedactor   *redactor)
{
  g_return_if_fail (self != NULL);

  self->redactor = redactor;
}

/**
 * postern_smtp_connection_has_unread:
 * @self: a connection
 *
 * Returns: whether the server has sent more than was asked for
 */
gboolean
postern_smtp_connection_has_unread (PosternSmtpConnection *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->end > self->start;
}

/**
 * postern_smtp_connection_dup_local_name:
 * @self: a connection
 *
 * The local end as an address literal (RFC 5321 §4.1.3): always true, and no server refuses it as malformed.
 *
 * Returns: (transfer full): what to call oneself in EHLO
 */
char *
postern_smtp_connection_dup_local_name (PosternSmtpConnection *self)
{
  g_autoptr (GIOStream) base = NULL;
  g_autoptr (GSocketAddress) local = NULL;
  GInetAddress *address = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (G_IS_TLS_CONNECTION (self->stream))
    g_object_get (self->stream, "base-io-stream", &base, NULL);
  else
    base = g_object_ref (self->stream);
  local = g_socket_connection_get_local_address (G_SOCKET_CONNECTION (base), NULL);
  if (!G_IS_INET_SOCKET_ADDRESS (local))
    return g_strdup ("[127.0.0.1]");

  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (local));
  text = g_inet_address_to_string (address);
  /* A link-local address may carry its interface. */
  text[strcspn (text, "%")] = '\0';

  return g_strdup_printf (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 ? "[IPv6:%s]" : "[%s]", text);
}

/**
 * postern_smtp_connection_send:
 * @self: a connection
 * @commands: one or more command lines with their ends, perhaps ""; no secrets
 * @body: (nullable): a message to send behind them
 * @cancellable: (nullable): what ends it
 * @error: return location
 *
 * Sends all in one write, so that it costs one round trip.
 *
 * Returns: whether it was handed to the system
 */
gboolean
postern_smtp_connection_send (PosternSmtpConnection *self,
                              const char            *commands,
                              GBytes                *body,
                              GCancellable          *cancellable,
                              GError               **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_return_val_if_fail (self != NULL && commands != NULL, FALSE);

  g_byte_array_append (bytes, (const guint8 *) commands, (guint) strlen (commands));
  if (commands[0] != '\0')
    postern_smtp_transcript_add_sent (self->transcript, commands);
  if (body != NULL)
    {
      gsize size = g_bytes_get_size (body);
      g_autofree char *note = NULL;

      /* Translators: stands in the record of a conversation in the place of a message; %lu is its size. */
      note = g_strdup_printf (ngettext ("(message, %lu byte)", "(message, %lu bytes)", size), (gulong) size);
      postern_smtp_transcript_add_sent (self->transcript, note);
      g_byte_array_append (bytes, g_bytes_get_data (body, NULL), (guint) size);
    }

  return write_all (self, (const char *) bytes->data, bytes->len, cancellable, error);
}

/**
 * postern_smtp_connection_send_secret:
 * @self: a connection
 * @command: what stands before the secret, perhaps ""
 * @secret: what the transcript hides
 * @cancellable: (nullable): what ends it
 * @error: return location
 *
 * Sends a line that holds a secret, and wipes it.
 *
 * Returns: whether it was handed to the system
 */
gboolean
postern_smtp_connection_send_secret (PosternSmtpConnection *self,
                                     const char            *command,
                                     PosternSecret         *secret,
                                     GCancellable          *cancellable,
                                     GError               **error)
{
  g_autofree char *shown = NULL;
  char *line = NULL;
  gboolean sent;

  g_return_val_if_fail (self != NULL && command != NULL && secret != NULL, FALSE);

  shown = g_strconcat (command, POSTERN_SMTP_REDACTED, NULL);
  postern_smtp_transcript_add_sent (self->transcript, shown);
  line = g_strconcat (command, postern_secret_peek (secret), "\r\n", NULL);
  sent = write_all (self, line, strlen (line), cancellable, error);
  postern_secret_wipe (line);

  return sent;
}

/**
 * postern_smtp_connection_read_reply:
 * @self: a connection
 * @cancellable: (nullable): what ends it
 * @error: return location for %POSTERN_SMTP_ERROR_NOT_SMTP, %POSTERN_SMTP_ERROR_CLOSED or an error of GIO
 *
 * Returns: (transfer full): the next reply, or %NULL with @error set
 */
PosternSmtpReply *
postern_smtp_connection_read_reply (PosternSmtpConnection *self,
                                    GCancellable          *cancellable,
                                    GError               **error)
{
  g_autoptr (GString) reply = g_string_new (NULL);
  gboolean more = TRUE;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint n = 0; more && n <= POSTERN_SMTP_REPLY_MAX_LINES; n++)
    {
      gsize length = 0;
      const char *line = read_line (self, &length, cancellable, error);
      g_autoptr (GString) shown = NULL;

      if (line == NULL)
        return NULL;
      shown = redact (self, line, length);
      postern_smtp_transcript_add_received (self->transcript, shown->str, shown->len);
      more = postern_smtp_reply_continues (line, length);
      g_string_append_len (reply, shown->str, (gssize) shown->len);
      g_string_append (reply, "\r\n");
    }

  return postern_smtp_reply_parse (reply->str, reply->len, error);
}
