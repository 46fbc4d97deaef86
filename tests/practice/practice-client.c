/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-client.h"

#include <string.h>

#include "support/postern-test-wait.h"

/* Where the first complete reply ends: after the line whose code is followed by a space. */
static gsize
find_reply_end (GString *text)
{
  gsize start = 0;

  while (start < text->len)
    {
      const char *end = strstr (text->str + start, "\r\n");

      if (end == NULL)
        return 0;
      if (end - (text->str + start) >= 4 && text->str[start + 3] == ' ')
        return (gsize) (end + 2 - text->str);
      start = (gsize) (end + 2 - text->str);
    }

  return 0;
}

/* An address must not be sent as a server name (RFC 6066 §3), which a network address of ::1 would do. */
static GSocketConnectable *
make_identity (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return g_network_address_new (host, 25);

  return G_SOCKET_CONNECTABLE (g_inet_socket_address_new (address, 25));
}

PracticeClient *
practice_client_connect (guint16 port)
{
  g_autoptr (GSocketClient) connector = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  PracticeClient *self = g_new0 (PracticeClient, 1);

  g_socket_client_set_timeout (connector, POSTERN_TEST_DEADLINE);
  self->stream = G_IO_STREAM (g_socket_client_connect_to_host (connector, "127.0.0.1", port, NULL, &error));
  g_assert_no_error (error);
  self->received = g_string_new (NULL);

  return self;
}

gboolean
practice_client_start_tls (PracticeClient *self,
                           const char     *ca_file,
                           const char     *host,
                           GError        **error)
{
  g_autoptr (GSocketConnectable) identity = make_identity (host);
  g_autoptr (GIOStream) tls = g_tls_client_connection_new (self->stream, identity, error);
  g_autoptr (GTlsDatabase) database = NULL;

  if (tls == NULL)
    return FALSE;
  if (ca_file != NULL)
    {
      database = g_tls_file_database_new (ca_file, error);
      if (database == NULL)
        return FALSE;
      g_tls_connection_set_database (G_TLS_CONNECTION (tls), database);
    }
  g_set_object (&self->stream, tls);

  return g_tls_connection_handshake (G_TLS_CONNECTION (tls), NULL, error);
}

PracticeClient *
practice_client_connect_tls (guint16     port,
                             const char *ca_file,
                             const char *host,
                             GError    **error)
{
  g_autoptr (PracticeClient) self = practice_client_connect (port);

  return practice_client_start_tls (self, ca_file, host, error) ? g_steal_pointer (&self) : NULL;
}

void
practice_client_send (PracticeClient *self,
                      const void     *bytes,
                      gsize           length)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (self->stream), bytes, length, NULL, NULL, NULL);
}

char *
practice_client_receive (PracticeClient *self)
{
  char buffer[4096];
  gsize end;
  char *reply;

  while ((end = find_reply_end (self->received)) == 0)
    {
      gssize n = g_input_stream_read (g_io_stream_get_input_stream (self->stream), buffer, sizeof buffer, NULL, NULL);

      if (n <= 0)
        return NULL;
      g_string_append_len (self->received, buffer, n);
    }
  reply = g_strndup (self->received->str, end);
  g_string_erase (self->received, 0, (gssize) end);

  return reply;
}

void
practice_client_say (PracticeClient *self,
                     const char     *line,
                     const char     *answer)
{
  g_autofree char *sent = g_strconcat (line, "\r\n", NULL);
  g_autofree char *reply = NULL;

  practice_client_send (self, sent, strlen (sent));
  reply = practice_client_receive (self);
  if (answer == NULL)
    g_assert_null (reply);
  else if (reply == NULL || !g_str_has_prefix (reply, answer))
    g_error ("“%s” was answered with “%s”, not with “%s”", line, reply, answer);
}

void
practice_client_sign_in (PracticeClient *self,
                         const char     *account,
                         const char     *answer)
{
  g_autofree char *user = g_base64_encode ((const guchar *) account, strlen (account));

  practice_client_say (self, "EHLO here", "250-smtp.practice.example Hello [127.0.0.1]\r\n250-SIZE");
  practice_client_say (self, "AUTH LOGIN", "334 VXNlcm5hbWU6");
  practice_client_say (self, user, "334 UGFzc3dvcmQ6");
  practice_client_say (self, "aG9yc2U=", answer);
}

PracticeClient *
practice_client_open_starttls (PosternPracticeServer *server)
{
  g_autoptr (PracticeClient) client = practice_client_connect (postern_practice_server_get_port (server));
  g_autofree char *greeting = practice_client_receive (client);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_prefix (greeting, "220 smtp.practice.example Microsoft ESMTP MAIL Service ready at "));
  practice_client_say (client, "EHLO here", "250-");
  practice_client_say (client, "STARTTLS", "220 2.0.0 SMTP server ready");
  practice_client_start_tls (client, postern_practice_server_get_ca_file (server), "localhost", &error);
  g_assert_no_error (error);

  return g_steal_pointer (&client);
}

PracticeClient *
practice_client_open_tls (PosternPracticeServer *server,
                          const char            *host)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *greeting = NULL;
  PracticeClient *client = practice_client_connect_tls (postern_practice_server_get_tls_port (server),
                                                        postern_practice_server_get_ca_file (server), host, &error);

  g_assert_no_error (error);
  greeting = practice_client_receive (client);
  g_assert_true (g_str_has_prefix (greeting, "220 "));

  return client;
}

void
practice_client_send_message (PracticeClient *client,
                              const char     *body,
                              const char     *answer)
{
  practice_client_say (client, "MAIL FROM:<boss@practice.example>", "250 2.1.0 Sender OK");
  practice_client_say (client, "RCPT TO:<bob@example.org>", "250 2.1.5 Recipient OK");
  practice_client_say (client, "DATA", "354 Start mail input; end with <CRLF>.<CRLF>");
  practice_client_send (client, body, strlen (body));
  practice_client_say (client, "\r\n.", answer);
}

void
practice_client_free (PracticeClient *self)
{
  if (self == NULL)
    return;

  g_io_stream_close (self->stream, NULL, NULL);
  g_object_unref (self->stream);
  g_string_free (self->received, TRUE);
  g_free (self);
}
