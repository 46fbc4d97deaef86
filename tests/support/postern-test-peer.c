/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-peer.h"

#include <string.h>
#include <sys/socket.h>

typedef gboolean (*ActionFunc) (PosternTestPeer  *peer,
                                const char       *argument,
                                GError          **error);

static void
use_stream (PosternTestPeer *peer,
            GIOStream       *stream)
{
  g_set_object (&peer->stream, stream);
  g_clear_object (&peer->input);
  peer->input = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (peer->input), FALSE);
  g_data_input_stream_set_newline_type (peer->input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
}

static gboolean
write_bytes (PosternTestPeer  *peer,
             const char       *bytes,
             gsize             length,
             GError          **error)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (peer->stream), bytes, length, NULL,
                                    peer->cancellable, error);
}

static gboolean
send_line (PosternTestPeer  *peer,
           const char       *text,
           GError          **error)
{
  g_autofree char *line = g_strconcat (text, "\r\n", NULL);

  return write_bytes (peer, line, strlen (line), error);
}

static gboolean
send_raw (PosternTestPeer  *peer,
          const char       *text,
          GError          **error)
{
  g_autofree char *bytes = g_strcompress (text);

  return write_bytes (peer, bytes, strlen (bytes), error);
}

/* Ends early when the client hangs up or the server is stopped. */
static gboolean
pause_for (PosternTestPeer  *peer,
           const char       *milliseconds,
           GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  g_socket_condition_timed_wait (peer->socket, G_IO_IN, g_ascii_strtoll (milliseconds, NULL, 10) * 1000,
                                 peer->cancellable, &local_error);
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the client left during a pause");

  return FALSE;
}

/* Waits until the client has sent something, and leaves it unread. */
static gboolean
await_input (PosternTestPeer  *peer,
             const char       *argument,
             GError          **error)
{
  return g_socket_condition_wait (peer->socket, G_IO_IN, peer->cancellable, error);
}

/* A stream's end is no error to GIO, but one to a script. */
static gboolean
set_closed (GError **error)
{
  if (*error == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the client hung up");

  return FALSE;
}

static gboolean
dribble (PosternTestPeer  *peer,
         const char       *argument,
         GError          **error)
{
  g_auto (GStrv) parts = g_strsplit (argument, " ", 2);
  g_autofree char *line = g_strconcat (parts[1], "\r\n", NULL);

  for (gsize i = 0; line[i] != '\0'; i++)
    {
      if (!write_bytes (peer, line + i, 1, error) || !pause_for (peer, parts[0], error))
        return FALSE;
    }

  return TRUE;
}

static char *
read_line (PosternTestPeer  *peer,
           GError          **error)
{
  char *line = g_data_input_stream_read_line (peer->input, NULL, peer->cancellable, error);

  if (line != NULL)
    g_string_append_printf (peer->lines, "%s\n", line);

  return line;
}

static gboolean
expect_line (PosternTestPeer  *peer,
             const char       *pattern,
             GError          **error)
{
  g_autofree char *line = read_line (peer, error);

  if (line == NULL)
    return FALSE;
  if (g_regex_match_simple (pattern, line, 0, 0))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s” instead of “%s”", line, pattern);

  return FALSE;
}

static gboolean
read_head (PosternTestPeer  *peer,
           const char       *argument,
           GError          **error)
{
  for (;;)
    {
      g_autofree char *line = read_line (peer, error);

      if (line == NULL || *line == '\0')
        return line != NULL;
    }
}

static gboolean
read_body (PosternTestPeer  *peer,
           const char       *argument,
           GError          **error)
{
  GString *body = g_string_new (NULL);
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *line = g_data_input_stream_read_line (peer->input, NULL, peer->cancellable, error);

      more = line != NULL && strcmp (line, ".") != 0;
      if (more)
        g_string_append_printf (body, "%s\r\n", line);
      else if (line == NULL)
        {
          g_string_free (body, TRUE);
          return FALSE;
        }
    }
  g_clear_pointer (&peer->message, g_bytes_unref);
  peer->message = g_string_free_to_bytes (body);

  return TRUE;
}

static gboolean
read_chunk (PosternTestPeer  *peer,
            const char       *argument,
            GError          **error)
{
  g_autofree char *line = read_line (peer, error);
  gsize length = 0;
  gsize n_read = 0;
  char *bytes = NULL;

  if (line == NULL || !g_regex_match_simple ("^BDAT [0-9]+ LAST$", line, 0, 0))
    {
      if (line != NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s” instead of BDAT", line);
      return FALSE;
    }
  length = (gsize) g_ascii_strtoull (line + strlen ("BDAT "), NULL, 10);
  bytes = g_malloc0 (length + 1);
  g_input_stream_read_all (G_INPUT_STREAM (peer->input), bytes, length, &n_read, peer->cancellable, error);
  g_clear_pointer (&peer->message, g_bytes_unref);
  peer->message = g_bytes_new_take (bytes, n_read);

  return n_read == length;
}

static gboolean
start_tls (PosternTestPeer  *peer,
           const char       *argument,
           GError          **error)
{
  g_autoptr (GIOStream) tls = g_tls_server_connection_new (peer->stream, peer->certificate, error);

  if (tls == NULL || !g_tls_connection_handshake (G_TLS_CONNECTION (tls), peer->cancellable, error))
    return FALSE;
  /* Clients needn't say goodbye on this level. */
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (tls), FALSE);
  use_stream (peer, tls);

  return TRUE;
}

static gboolean
reset_connection (PosternTestPeer  *peer,
                  const char       *argument,
                  GError          **error)
{
  struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  g_assert_cmpint (setsockopt (g_socket_get_fd (peer->socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), ==, 0);

  return g_socket_close (peer->socket, error);
}

static gboolean
close_connection (PosternTestPeer  *peer,
                  const char       *argument,
                  GError          **error)
{
  return g_io_stream_close (peer->stream, peer->cancellable, error);
}

static gboolean
wait_for_end (PosternTestPeer  *peer,
              const char       *argument,
              GError          **error)
{
  char buffer[256];

  while (g_input_stream_read (G_INPUT_STREAM (peer->input), buffer, sizeof buffer, peer->cancellable, NULL) > 0)
    ;

  return TRUE;
}

static const struct
{
  const char *verb;
  ActionFunc  run;
} action_table[] = {
  { "S", send_line },
  { "RAW", send_raw },
  { "DRIBBLE", dribble },
  { "C", expect_line },
  { "HEAD", read_head },
  { "BODY", read_body },
  { "BDAT", read_chunk },
  { "DELAY", pause_for },
  { "AWAIT", await_input },
  { "TLS", start_tls },
  { "RESET", reset_connection },
  { "CLOSE", close_connection },
  { "WAIT", wait_for_end },
};

gboolean
postern_test_peer_run (PosternTestPeer  *peer,
                       const char       *action,
                       GError          **error)
{
  g_auto (GStrv) parts = g_strsplit (action, " ", 2);

  for (gsize i = 0; i < G_N_ELEMENTS (action_table); i++)
    {
      if (strcmp (parts[0], action_table[i].verb) == 0)
        return action_table[i].run (peer, parts[1] != NULL ? parts[1] : "", error) || set_closed (error);
    }
  g_error ("The script has no action “%s”", action);
}

void
postern_test_peer_init (PosternTestPeer   *peer,
                        GSocketConnection *connection)
{
  peer->socket = g_socket_connection_get_socket (connection);
  use_stream (peer, G_IO_STREAM (connection));
}

void
postern_test_peer_close (PosternTestPeer *peer)
{
  g_io_stream_close (peer->stream, NULL, NULL);
  g_socket_close (peer->socket, NULL);
  g_clear_object (&peer->input);
  g_clear_object (&peer->stream);
}
