/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/postern-practice-connection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#define BUFFER_SIZE (POSTERN_PRACTICE_MAX_LINE + 2)

typedef struct
{
  PosternPracticeSetup    *setup;
  GSocket                 *socket;
  GIOStream               *stream;
  PosternPracticeDialogue *dialogue;
  GString                 *reply;
  char                    *buffer;
  gsize                    filled;
  gboolean                 skipping;
  gboolean                 dropped;
} Connection;

static const char timed_out[] = "421 4.4.1 Connection timed out\r\n";

static gboolean
fill (Connection *self)
{
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read (g_io_stream_get_input_stream (self->stream), self->buffer + self->filled,
                                  BUFFER_SIZE - self->filled, self->setup->cancellable, &error);

  if (n > 0)
    self->filled += (gsize) n;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_output_stream_write_all (g_io_stream_get_output_stream (self->stream), timed_out,
                               sizeof timed_out - 1, NULL, self->setup->cancellable, NULL);

  return n > 0;
}

/* Forgets the first @length bytes of the buffer; passwords may be among them. */
static void
consume (Connection *self,
         gsize       length)
{
  memmove (self->buffer, self->buffer + length, self->filled - length);
  explicit_bzero (self->buffer + self->filled - length, length);
  self->filled -= length;
}

/* A server that is stopped does not wait for this. */
static void
hold_back (Connection *self)
{
  GPollFD poll;

  if (!postern_practice_dialogue_is_slow (self->dialogue) ||
      !g_cancellable_make_pollfd (self->setup->cancellable, &poll))
    return;
  g_poll (&poll, 1, g_atomic_int_get (&self->setup->delay));
  g_cancellable_release_fd (self->setup->cancellable);
}

static gboolean
flush_reply (Connection *self)
{
  gboolean sent;

  if (self->reply->len == 0)
    return TRUE;
  hold_back (self);
  sent = g_output_stream_write_all (g_io_stream_get_output_stream (self->stream), self->reply->str, self->reply->len,
                                    NULL, self->setup->cancellable, NULL);
  g_string_truncate (self->reply, 0);

  return sent;
}

static gboolean
start_tls (Connection *self)
{
  g_autoptr (GIOStream) tls = NULL;

  self->dropped = postern_practice_dialogue_drops_at (self->dialogue, POSTERN_STEP_TLS);
  if (self->dropped)
    return FALSE;
  tls = g_tls_server_connection_new (self->stream, self->setup->certificate, NULL);
  if (tls == NULL)
    return FALSE;
  g_set_object (&self->stream, tls);

  return g_tls_connection_handshake (G_TLS_CONNECTION (tls), self->setup->cancellable, NULL);
}

/* Bytes that came before the handshake were not protected: nobody knows who sent them (RFC 3207 §6). */
static gboolean
upgrade (Connection *self)
{
  if (self->filled > 0 || !flush_reply (self) || !start_tls (self))
    return FALSE;
  postern_practice_dialogue_tls_started (self->dialogue);

  return TRUE;
}

static gboolean
perform (Connection           *self,
         PosternPracticeAction action)
{
  g_autoptr (PosternPracticeMessage) message = postern_practice_dialogue_take_message (self->dialogue);

  if (message != NULL)
    postern_practice_mailbox_add (self->setup->mailbox, message);

  switch (action)
    {
    case POSTERN_PRACTICE_ACTION_GO_ON:
      return flush_reply (self);
    case POSTERN_PRACTICE_ACTION_START_TLS:
      return upgrade (self);
    case POSTERN_PRACTICE_ACTION_CLOSE:
      flush_reply (self);
      return FALSE;
    case POSTERN_PRACTICE_ACTION_DROP:
    default:
      self->dropped = TRUE;
      return FALSE;
    }
}

static gboolean
feed_data (Connection *self)
{
  gsize consumed = 0;
  PosternPracticeAction action;

  if (self->filled == 0 && !fill (self))
    return FALSE;
  action = postern_practice_dialogue_take_data (self->dialogue, (const guchar *) self->buffer, self->filled, &consumed,
                                                self->reply);
  consume (self, consumed);

  return perform (self, action);
}

static gboolean
feed_line (Connection *self)
{
  char *end = memchr (self->buffer, '\n', self->filled);
  gsize length;
  PosternPracticeAction action;

  if (end == NULL && self->filled < BUFFER_SIZE)
    return fill (self);
  if (end == NULL)
    {
      self->skipping = TRUE;
      consume (self, self->filled);
      return TRUE;
    }

  length = (gsize) (end - self->buffer);
  if (self->skipping)
    action = postern_practice_dialogue_refuse_line (self->dialogue, self->reply);
  else
    {
      gsize text = length > 0 && self->buffer[length - 1] == '\r' ? length - 1 : length;

      self->buffer[text] = '\0';
      action = postern_practice_dialogue_take_line (self->dialogue, self->buffer, text, self->reply);
    }
  self->skipping = FALSE;
  consume (self, length + 1);

  return perform (self, action);
}

static void
converse (Connection *self)
{
  gboolean going = perform (self, postern_practice_dialogue_greet (self->dialogue, self->reply));

  while (going)
    going = postern_practice_dialogue_wants_data (self->dialogue) ? feed_data (self) : feed_line (self);
}

static char *
get_peer (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_remote_address (socket, NULL);

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return g_strdup ("127.0.0.1");

  return g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/* Closes with a reset, as a firewall does. */
static void
set_abrupt (GSocket *socket)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  (void) setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static void
run (Connection *self,
     gboolean    implicit_tls)
{
  if (postern_practice_dialogue_drops_at (self->dialogue, POSTERN_STEP_CONNECT))
    {
      set_abrupt (self->socket);
      return;
    }
  if (implicit_tls && !start_tls (self))
    return;
  converse (self);
}

/*
 * Only the outermost stream may be closed, and only here: a thread of the TLS handshake may still hold the
 * last reference, and would close the descriptor once more.
 */
static void
hang_up (Connection *self)
{
  GCancellable *cancellable = self->setup->cancellable;

  if (self->dropped || g_cancellable_is_cancelled (cancellable))
    {
      g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
      cancellable = NULL;
    }
  g_io_stream_close (self->stream, cancellable, NULL);
}

/**
 * postern_practice_connection_serve:
 * @setup: shared by all connections of the server
 * @socket: an accepted socket
 * @implicit_tls: whether TLS begins with the first byte
 *
 * Serves one client until either side is done or the server stops. Blocks.
 */
void
postern_practice_connection_serve (PosternPracticeSetup *setup,
                                   GSocket              *socket,
                                   gboolean              implicit_tls)
{
  Connection self = { .setup = setup, .socket = socket };
  g_autofree char *peer = NULL;

  g_return_if_fail (setup != NULL && G_IS_SOCKET (socket));

  peer = get_peer (socket);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  g_socket_set_timeout (socket, setup->idle);
  self.stream = G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
  self.dialogue = postern_practice_dialogue_new (peer, implicit_tls, g_atomic_pointer_get (&setup->forced),
                                                 &setup->budget);
  self.reply = g_string_new (NULL);
  self.buffer = g_malloc (BUFFER_SIZE);

  run (&self, implicit_tls);
  hang_up (&self);

  explicit_bzero (self.buffer, BUFFER_SIZE);
  g_free (self.buffer);
  g_string_free (self.reply, TRUE);
  postern_practice_dialogue_free (self.dialogue);
  g_object_unref (self.stream);
}

/**
 * postern_practice_connection_refuse:
 * @setup: shared by all connections of the server
 * @socket: an accepted socket
 *
 * Sends a client away because too many are there. Does not wait for it.
 */
void
postern_practice_connection_refuse (PosternPracticeSetup *setup,
                                    GSocket              *socket)
{
  static const char reply[] = "421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, "
                              "closing transmission channel\r\n";

  g_return_if_fail (setup != NULL && G_IS_SOCKET (socket));

  g_socket_send_with_blocking (socket, reply, sizeof reply - 1, FALSE, setup->cancellable, NULL);
  g_socket_close (socket, NULL);
}
