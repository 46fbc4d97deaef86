/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "core/records/postern-vault.h"

#include <string.h>

#include "support/postern-test-keyring.h"
#include "support/postern-test-wait.h"

#define ACCOUNT "web@contoso.org"
#define HOST "localhost"

/* What a small SMTP server on loopback was told by AUTH PLAIN (RFC 4616): its password. */
typedef struct
{
  PosternTestKeyring  *keyring;
  guint16              port;
  GMutex               mutex;
  char                *password;
} Peer;

static void
note_password (Peer       *peer,
               const char *line)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (line + strlen ("AUTH PLAIN "), &length);
  const char *last = length == 0 ? NULL : memrchr (bytes, '\0', length);

  g_mutex_lock (&peer->mutex);
  g_free (peer->password);
  peer->password = last == NULL ? NULL : g_strndup (last + 1, length - (gsize) (last + 1 - (const char *) bytes));
  g_mutex_unlock (&peer->mutex);
}

static const char *
reply_to (Peer       *peer,
          const char *line,
          gboolean   *in_data)
{
  if (*in_data && strcmp (line, ".") != 0)
    return "";
  *in_data = g_ascii_strcasecmp (line, "DATA") == 0;
  if (*in_data)
    return "354 go on\r\n";
  if (g_str_has_prefix (line, "EHLO"))
    return "250-localhost\r\n250 AUTH PLAIN\r\n";
  if (g_str_has_prefix (line, "AUTH PLAIN "))
    {
      note_password (peer, line);
      return "235 2.7.0 welcome\r\n";
    }

  return g_str_has_prefix (line, "QUIT") ? "221 bye\r\n" : "250 ok\r\n";
}

static gboolean
serve (GThreadedSocketService *service,
       GSocketConnection      *connection,
       GObject                *source,
       Peer                   *peer)
{
  g_autoptr (GDataInputStream) input =
    g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  const char *reply = "220 localhost ESMTP\r\n";
  gboolean in_data = FALSE;

  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  while (g_output_stream_write_all (output, reply, strlen (reply), NULL, NULL, NULL))
    {
      g_autofree char *line = g_data_input_stream_read_line (input, NULL, NULL, NULL);

      if (line == NULL)
        break;
      reply = reply_to (peer, line, &in_data);
    }

  return TRUE;
}

static guint16
listen_on_loopback (GSocketListener *listener)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;

  g_assert_true (g_socket_listener_add_address (listener, wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                                &got, NULL));

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
}

static PosternRecord *
record_password (const char *password)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (HOST, 587, POSTERN_SECURITY_STARTTLS);
  g_autoptr (PosternSecret) secret = postern_secret_new (password, -1);
  g_autoptr (GError) error = NULL;
  PosternRecord *record = postern_record_new ();

  postern_record_set_account (record, ACCOUNT);
  postern_record_set_endpoint (record, endpoint);
  postern_vault_store (record, secret, NULL, &error);
  g_assert_no_error (error);

  return record;
}

/* Only host, port and user are told to msmtp; the password it must find by itself. */
static gboolean
send_mail (Peer *peer)
{
  g_autofree char *home = postern_test_scratch ();
  g_autofree char *port = g_strdup_printf ("--port=%u", peer->port);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_autoptr (GSubprocess) msmtp = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  msmtp = g_subprocess_launcher_spawn (launcher, &error, "msmtp", "--host=" HOST, port, "--user=" ACCOUNT,
                                       "--auth=plain", "--tls=off", "--from=" ACCOUNT, "--timeout=10",
                                       "bob@contoso.org", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (msmtp, "Subject: hello\n\nhello\n", NULL, postern_test_store_result, &slot);
  result = postern_test_wait_result (&slot);
  g_assert_true (g_subprocess_communicate_utf8_finish (msmtp, result, NULL, NULL, &error));

  return g_subprocess_get_successful (msmtp);
}

static void
test_finds (gconstpointer data)
{
  Peer *peer = (Peer *) data;
  g_autoptr (PosternRecord) record = record_password ("päss 'wörd\" for msmtp");

  g_assert_true (send_mail (peer));
  g_assert_cmpstr (peer->password, ==, "päss 'wörd\" for msmtp");
  g_assert_true (postern_vault_clear (record, NULL, NULL));
}

/* msmtp knows no records: of two with one host and name it gets one of the two, whole. */
static void
test_two_records (gconstpointer data)
{
  Peer *peer = (Peer *) data;
  g_autoptr (PosternRecord) one = record_password ("first");
  g_autoptr (PosternRecord) two = record_password ("second");

  g_assert_true (send_mail (peer));
  g_assert_true (g_str_equal (peer->password, "first") || g_str_equal (peer->password, "second"));
  g_test_message ("Of two records, msmtp got the %s", peer->password);

  g_assert_true (postern_vault_clear (one, NULL, NULL));
  g_assert_true (send_mail (peer));
  g_assert_cmpstr (peer->password, ==, "second");
  g_assert_true (postern_vault_clear (two, NULL, NULL));
}

static char *
find_missing (void)
{
  g_autofree char *msmtp = g_find_program_in_path ("msmtp");
  g_autofree char *output = NULL;

  if (postern_test_keyring_get_missing () != NULL)
    return g_strdup (postern_test_keyring_get_missing ());
  if (msmtp == NULL)
    return g_strdup ("the program msmtp is missing");
  if (!g_spawn_command_line_sync ("msmtp --version", &output, NULL, NULL, NULL) ||
      strstr (output, "Keyring support: Gnome") == NULL)
    return g_strdup ("this msmtp was built without keyring support");

  return NULL;
}

static void
skip (gconstpointer reason)
{
  g_test_skip (reason);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (4);
  g_autofree char *missing = NULL;
  Peer peer = { 0 };
  int result;

  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("SECRET_BACKEND");
  missing = find_missing ();
  if (missing != NULL)
    {
      g_test_add_data_func ("/records/vault-msmtp", missing, skip);
      return g_test_run ();
    }

  peer.keyring = postern_test_keyring_new (TRUE);
  peer.port = listen_on_loopback (G_SOCKET_LISTENER (service));
  g_signal_connect (service, "run", G_CALLBACK (serve), &peer);
  g_test_add_data_func ("/records/vault-msmtp/finds", &peer, test_finds);
  g_test_add_data_func ("/records/vault-msmtp/two-records", &peer, test_two_records);
  result = g_test_run ();
  g_socket_service_stop (service);
  postern_test_keyring_free (peer.keyring);
  g_free (peer.password);

  return result;
}
