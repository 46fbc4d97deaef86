/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-client.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "support/postern-test-wait.h"

typedef struct
{
  PosternPracticeServer *server;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = postern_practice_server_new ();
  postern_practice_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  postern_practice_server_stop (fixture->server);
  g_assert_finalize_object (fixture->server);
}

static gboolean
has_mail (gpointer mailbox)
{
  return g_list_model_get_n_items (mailbox) > 0;
}

static PosternPracticeMessage *
wait_for_mail (PosternPracticeServer *server)
{
  GListModel *mailbox = postern_practice_server_get_mailbox (server);

  postern_test_wait (has_mail, mailbox);

  return g_list_model_get_item (mailbox, 0);
}

static void
test_starttls (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (PracticeClient) client = practice_client_open_starttls (fixture->server);
  g_autoptr (PosternPracticeMessage) message = NULL;

  practice_client_say (client, "MAIL FROM:<ok@practice.example>", "503 5.5.2 Send hello first");
  practice_client_sign_in (client, "ok@practice.example", "235 2.7.0 Authentication successful");
  practice_client_send_message (client, "Message-ID: <1@here>\r\n\r\n..dot\r\n",
                                "250 2.0.0 OK <1@here> [Hostname=smtp.practice.example]");
  practice_client_say (client, "QUIT", "221 2.0.0 Service closing transmission channel");
  g_assert_null (practice_client_receive (client));

  message = wait_for_mail (fixture->server);
  g_assert_cmpstr (message->user, ==, "ok@practice.example");
  g_assert_cmpstr (message->sender, ==, "boss@practice.example");
  g_assert_cmpstr (message->recipients[0], ==, "bob@example.org");
  g_assert_cmpmem (g_bytes_get_data (message->data, NULL), g_bytes_get_size (message->data),
                   "Message-ID: <1@here>\r\n\r\n.dot\r\n\r\n", 32);
}

static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const names[] = { "localhost", "127.0.0.1", "::1", "practice.example", "smtp.practice.example" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (PracticeClient) client = practice_client_open_tls (fixture->server, names[i]);

      g_assert_cmpint (g_tls_connection_get_protocol_version (G_TLS_CONNECTION (client->stream)), >=,
                       G_TLS_PROTOCOL_VERSION_TLS_1_2);
      practice_client_sign_in (client, "ok@practice.example", "235");
    }
}

static void
test_not_trusted (Fixture      *fixture,
                  gconstpointer data)
{
  guint16 port = postern_practice_server_get_tls_port (fixture->server);
  g_autoptr (PosternPracticeServer) other = postern_practice_server_new ();
  g_autoptr (GError) no_authority = NULL;
  g_autoptr (GError) other_name = NULL;
  g_autoptr (GError) other_server = NULL;

  g_assert_true (postern_practice_server_start (other, 0, NULL));
  g_assert_null (practice_client_connect_tls (port, NULL, "localhost", &no_authority));
  g_assert_error (no_authority, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
  g_assert_null (practice_client_connect_tls (port, postern_practice_server_get_ca_file (fixture->server),
                                              "smtp.example.org", &other_name));
  g_assert_error (other_name, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
  g_assert_null (practice_client_connect_tls (port, postern_practice_server_get_ca_file (other), "localhost",
                                              &other_server));
  g_assert_error (other_server, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
}

static void
test_authority_file (void)
{
  g_autoptr (PosternPracticeServer) server = postern_practice_server_new ();
  g_autofree char *file = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  GStatBuf status;

  g_assert_true (postern_practice_server_start (server, 0, NULL));
  file = g_strdup (postern_practice_server_get_ca_file (server));
  folder = g_path_get_dirname (file);
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_null (strstr (text, "PRIVATE"));

  postern_practice_server_stop (server);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_null (postern_practice_server_get_ca_file (server));
  g_assert_cmpuint (postern_practice_server_get_port (server), ==, 0);
}

static void
test_wrong_password (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (PracticeClient) client = practice_client_open_starttls (fixture->server);

  practice_client_sign_in (client, "wrong-password@practice.example", "535 5.7.3 Authentication unsuccessful [");
  practice_client_say (client, "MAIL FROM:<a@b>", "530 5.7.57 Client not authenticated to send mail. [");
}

static void
test_injection (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (PracticeClient) client = practice_client_connect (postern_practice_server_get_port (fixture->server));
  g_autofree char *greeting = practice_client_receive (client);
  g_autofree char *hello = NULL;

  practice_client_send (client, "EHLO here\r\nSTARTTLS\r\nRSET\r\n", 27);
  hello = practice_client_receive (client);
  g_assert_true (g_str_has_prefix (hello, "250-"));
  g_assert_null (practice_client_receive (client));
}

static void
test_garbage_for_tls (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (PracticeClient) client = practice_client_connect (postern_practice_server_get_tls_port (fixture->server));
  g_autoptr (PracticeClient) next = NULL;

  practice_client_send (client, "EHLO here\r\n\r\n\r\n\r\n\r\n", 19);
  g_assert_null (practice_client_receive (client));
  next = practice_client_open_tls (fixture->server, "localhost");
  practice_client_say (next, "NOOP", "250 2.0.0 OK");
}

static void
test_pipelining (Fixture      *fixture,
                 gconstpointer data)
{
  static const char *const answers[] = { "250 2.1.0", "250 2.1.5", "250 2.6.0 CHUNK received OK, 5 octets",
                                         "250 2.0.0 OK", "250 2.0.0 OK", "221" };
  static const char commands[] = "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n"
                                 "BDAT 5\r\n.\r\n\0\nBDAT 0 LAST\r\nNOOP\r\nQUIT\r\n";
  g_autoptr (PracticeClient) client = practice_client_open_starttls (fixture->server);
  g_autoptr (PosternPracticeMessage) message = NULL;

  practice_client_sign_in (client, "ok@practice.example", "235");
  practice_client_send (client, commands, sizeof commands - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *reply = practice_client_receive (client);

      g_assert_true (g_str_has_prefix (reply, answers[i]));
    }
  message = wait_for_mail (fixture->server);
  g_assert_cmpmem (g_bytes_get_data (message->data, NULL), g_bytes_get_size (message->data), ".\r\n\0\n", 5);
}

static void
test_early_drops (Fixture      *fixture,
                  gconstpointer data)
{
  guint16 port = postern_practice_server_get_port (fixture->server);
  g_autoptr (GSocketClient) connector = g_socket_client_new ();
  g_autoptr (GSocketConnection) at_connect = NULL;
  g_autoptr (PracticeClient) at_greeting = NULL;
  g_autoptr (PracticeClient) at_tls = NULL;
  g_autoptr (PracticeClient) normal = NULL;
  g_autofree char *greeting = NULL;
  char byte = 0;

  postern_practice_server_play_for (fixture->server, "drops-at-connect@practice.example");
  at_connect = g_socket_client_connect_to_host (connector, "127.0.0.1", port, NULL, NULL);
  g_assert_true (at_connect == NULL || g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (at_connect)),
                                                            &byte, 1, NULL, NULL) <= 0);
  g_assert_true (postern_practice_server_set_scenario (fixture->server, "drops-at-greeting"));
  at_greeting = practice_client_connect (port);
  g_assert_null (practice_client_receive (at_greeting));
  g_assert_true (postern_practice_server_set_scenario (fixture->server, "drops-at-tls"));
  at_tls = practice_client_connect (port);
  greeting = practice_client_receive (at_tls);
  practice_client_say (at_tls, "EHLO here", "250-");
  practice_client_say (at_tls, "STARTTLS", "220");
  g_assert_null (practice_client_receive (at_tls));
  g_assert_false (postern_practice_server_set_scenario (fixture->server, "drops-at-lunch"));
  postern_practice_server_play_for (fixture->server, "ok@practice.example");
  normal = practice_client_open_starttls (fixture->server);
}

static void
test_stop_while_connected (void)
{
  PosternPracticeServer *server = postern_practice_server_new ();
  g_autoptr (PracticeClient) plain = NULL;
  g_autoptr (PracticeClient) silent = NULL;
  g_autoptr (PracticeClient) encrypted = NULL;
  g_autofree char *greeting = NULL;
  gint64 begun;

  g_assert_true (postern_practice_server_start (server, 0, NULL));
  plain = practice_client_connect (postern_practice_server_get_port (server));
  greeting = practice_client_receive (plain);
  silent = practice_client_connect (postern_practice_server_get_tls_port (server));
  encrypted = practice_client_open_starttls (server);
  begun = g_get_monotonic_time ();
  g_assert_finalize_object (server);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 5 * G_USEC_PER_SEC);
  g_assert_null (practice_client_receive (plain));
  g_assert_null (practice_client_receive (silent));
  g_assert_null (practice_client_receive (encrypted));
}

static void
test_two_servers (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (PosternPracticeServer) second = postern_practice_server_new ();
  g_autoptr (PosternPracticeServer) third = postern_practice_server_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PracticeClient) client = NULL;
  guint16 port = postern_practice_server_get_port (fixture->server);
  g_autofree char *number = g_strdup_printf ("%u", port);

  g_assert_true (postern_practice_server_start (second, 0, NULL));
  g_assert_cmpuint (postern_practice_server_get_port (second), !=, port);
  client = practice_client_open_starttls (second);
  g_assert_false (postern_practice_server_start (third, port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_nonnull (strstr (error->message, number));
  g_assert_null (postern_practice_server_get_ca_file (third));
}

static void
test_again (Fixture      *fixture,
            gconstpointer data)
{
  guint16 port = postern_practice_server_get_port (fixture->server);
  g_autoptr (GError) error = NULL;
  g_autoptr (PracticeClient) client = NULL;

  postern_practice_server_stop (fixture->server);
  postern_practice_server_stop (fixture->server);
  postern_practice_server_start (fixture->server, port, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (postern_practice_server_get_port (fixture->server), ==, port);
  client = practice_client_open_starttls (fixture->server);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/practice/server/starttls", test_starttls);
  add ("/practice/server/names", test_names);
  add ("/practice/server/not-trusted", test_not_trusted);
  g_test_add_func ("/practice/server/authority-file", test_authority_file);
  add ("/practice/server/wrong-password", test_wrong_password);
  add ("/practice/server/injection", test_injection);
  add ("/practice/server/garbage-for-tls", test_garbage_for_tls);
  add ("/practice/server/pipelining", test_pipelining);
  add ("/practice/server/early-drops", test_early_drops);
  g_test_add_func ("/practice/server/stop-while-connected", test_stop_while_connected);
  add ("/practice/server/two-servers", test_two_servers);
  add ("/practice/server/again", test_again);

  return g_test_run ();
}
