/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/postern-practice-server.h"

#include <string.h>

#include "support/postern-test-wait.h"

/* The exit statuses of curl that these tests meet. */
#define CURL_OK 0
#define CURL_UPLOAD_FAILED 25
#define CURL_SEND_ERROR 55
#define CURL_RECV_ERROR 56
#define CURL_GOT_NOTHING 52
#define CURL_LOGIN_DENIED 67
#define CURL_BAD_CERTIFICATE 60
#define CURL_NO_CONNECT 7
#define CURL_SSL_FAILED 35
#define CURL_WEIRD_REPLY 8

static PosternPracticeServer *
start_server (void)
{
  PosternPracticeServer *server = postern_practice_server_new ();
  g_autoptr (GError) error = NULL;

  postern_practice_server_start (server, 0, &error);
  g_assert_no_error (error);

  return server;
}

static char *
write_mail (const char *text)
{
  g_autofree char *folder = postern_test_scratch ();
  char *path = g_build_filename (folder, "mail", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

static int
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
    argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) finished = NULL;

  g_assert_no_error (error);
  g_subprocess_wait_async (process, NULL, postern_test_store_result, &result);
  finished = postern_test_wait_result (&result);
  g_clear_object (&result);
  g_assert_true (g_subprocess_wait_finish (process, finished, &error));

  return g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

static int
run_curl (PosternPracticeServer *server,
          gboolean               implicit_tls,
          const char            *host,
          const char            *account,
          const char            *mail)
{
  guint16 port = implicit_tls ? postern_practice_server_get_tls_port (server)
                              : postern_practice_server_get_port (server);
  g_autofree char *url = g_strdup_printf ("%s://%s:%u", implicit_tls ? "smtps" : "smtp", host, port);
  g_autofree char *user = g_strconcat (account, ":horse", NULL);
  g_autofree char *resolve = g_strdup_printf ("%s:%u:127.0.0.1", host, port);
  const char *argv[] = {
    "curl", "--silent", "--ssl-reqd", "--max-time", "15", "--resolve", resolve,
    "--cacert", postern_practice_server_get_ca_file (server), "--url", url, "--user", user,
    "--mail-from", "boss@practice.example", "--mail-rcpt", "bob@example.org", "--upload-file", mail, NULL,
  };

  return run (argv);
}

static gboolean
has_mail (gpointer mailbox)
{
  return g_list_model_get_n_items (mailbox) > 0;
}

static gboolean
is_missing (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);

  if (path != NULL)
    return FALSE;
  g_test_skip_printf ("%s is not installed", program);

  return TRUE;
}

static void
test_curl_accepted (gconstpointer implicit_tls)
{
  const char *text = "Subject: dots\r\n\r\n.one\r\n..two\r\n.\r\nend\r\n";
  g_autoptr (PosternPracticeServer) server = NULL;
  g_autofree char *mail = NULL;
  g_autoptr (PosternPracticeMessage) message = NULL;

  if (is_missing ("curl"))
    return;
  server = start_server ();
  mail = write_mail (text);
  g_assert_cmpint (run_curl (server, implicit_tls != NULL, "smtp.practice.example", "ok@practice.example", mail), ==,
                   CURL_OK);
  postern_test_wait (has_mail, postern_practice_server_get_mailbox (server));
  message = g_list_model_get_item (postern_practice_server_get_mailbox (server), 0);
  g_assert_cmpmem (g_bytes_get_data (message->data, NULL), g_bytes_get_size (message->data), text, strlen (text));
}

static void
test_curl_scenarios (void)
{
  static const struct { const char *account; int status; int other; } cases[] = {
    { "wrong-password@practice.example", CURL_LOGIN_DENIED, CURL_LOGIN_DENIED },
    { "nobody@practice.example", CURL_LOGIN_DENIED, CURL_LOGIN_DENIED },
    { "tenant-disabled@practice.example", CURL_LOGIN_DENIED, CURL_LOGIN_DENIED },
    { "mailbox-disabled@practice.example", CURL_LOGIN_DENIED, CURL_LOGIN_DENIED },
    { "basic-blocked@practice.example", CURL_LOGIN_DENIED, CURL_LOGIN_DENIED },
    { "basic-retired@practice.example", CURL_LOGIN_DENIED, CURL_LOGIN_DENIED },
    { "security-defaults@practice.example", CURL_LOGIN_DENIED, CURL_LOGIN_DENIED },
    { "send-as-denied@practice.example", CURL_WEIRD_REPLY, CURL_UPLOAD_FAILED },
    { "too-many-connections@practice.example", CURL_WEIRD_REPLY, CURL_UPLOAD_FAILED },
    { "drops-at-auth@practice.example", CURL_RECV_ERROR, CURL_SEND_ERROR },
    { "drops-at-mail@practice.example", CURL_RECV_ERROR, CURL_SEND_ERROR },
    { "drops-at-rcpt@practice.example", CURL_RECV_ERROR, CURL_SEND_ERROR },
    { "drops-at-data@practice.example", CURL_RECV_ERROR, CURL_SEND_ERROR },
    { "drops-at-quit@practice.example", CURL_OK, CURL_OK },
  };
  g_autoptr (PosternPracticeServer) server = NULL;
  g_autofree char *mail = NULL;

  if (is_missing ("curl"))
    return;
  server = start_server ();
  mail = write_mail ("Subject: x\r\n\r\nx\r\n");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int status = run_curl (server, i % 2 == 0, "localhost", cases[i].account, mail);

      if (status != cases[i].status && status != cases[i].other)
        g_error ("curl ended with %d for %s", status, cases[i].account);
    }
}

static void
test_curl_other_name (void)
{
  g_autoptr (PosternPracticeServer) server = NULL;
  g_autofree char *mail = NULL;

  if (is_missing ("curl"))
    return;
  server = start_server ();
  mail = write_mail ("Subject: x\r\n\r\nx\r\n");
  g_assert_cmpint (run_curl (server, TRUE, "smtp.example.org", "ok@practice.example", mail), ==, CURL_BAD_CERTIFICATE);
  g_assert_cmpint (run_curl (server, FALSE, "smtp.example.org", "ok@practice.example", mail), ==, CURL_BAD_CERTIFICATE);
}

static void
test_swaks (void)
{
  g_autoptr (PosternPracticeServer) server = NULL;
  g_autofree char *port = NULL;

  if (is_missing ("swaks"))
    return;
  server = start_server ();
  port = g_strdup_printf ("%u", postern_practice_server_get_port (server));
  {
    const char *argv[] = { "swaks", "--server", "localhost", "--port", port, "--tls", "--auth", "LOGIN",
                           "--auth-user", "ok@practice.example", "--auth-password", "horse",
                           "--tls-verify", "--tls-ca-path", postern_practice_server_get_ca_file (server),
                           "--from", "ok@practice.example", "--to", "bob@example.org", NULL };

    g_assert_cmpint (run (argv), ==, 0);
  }
  postern_test_wait (has_mail, postern_practice_server_get_mailbox (server));
}

/* Python from 3.13 on checks certificates as strictly by itself; older ones are told to. */
static void
test_python (void)
{
  static const char program[] =
    "import smtplib, ssl, sys\n"
    "context = ssl.create_default_context (cafile=sys.argv[1])\n"
    "context.verify_flags |= ssl.VERIFY_X509_STRICT\n"
    "with smtplib.SMTP ('localhost', int (sys.argv[2]), timeout=15) as server:\n"
    "  server.starttls (context=context)\n"
    "  server.login ('ok@practice.example', 'horse')\n"
    "  server.sendmail ('ok@practice.example', ['bob@example.org'], 'Subject: strict\\n\\n')\n";
  g_autoptr (PosternPracticeServer) server = NULL;
  g_autofree char *port = NULL;

  if (is_missing ("python3"))
    return;
  server = start_server ();
  port = g_strdup_printf ("%u", postern_practice_server_get_port (server));
  {
    const char *argv[] = { "python3", "-c", program, postern_practice_server_get_ca_file (server), port, NULL };

    g_assert_cmpint (run (argv), ==, 0);
  }
  postern_test_wait (has_mail, postern_practice_server_get_mailbox (server));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/practice/peers/curl/starttls", NULL, test_curl_accepted);
  g_test_add_data_func ("/practice/peers/curl/tls", "tls", test_curl_accepted);
  g_test_add_func ("/practice/peers/curl/scenarios", test_curl_scenarios);
  g_test_add_func ("/practice/peers/curl/other-name", test_curl_other_name);
  g_test_add_func ("/practice/peers/swaks", test_swaks);
  g_test_add_func ("/practice/peers/python", test_python);

  return g_test_run ();
}
