/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gmime/gmime.h>
#include <signal.h>
#include <string.h>

#include "support/postern-test-keyring.h"
#include "support/postern-test-network.h"
#include "support/postern-test-postfix.h"
#include "targets-peer.h"

/* Real software takes what posternctl writes for it, unedited, and sends through a real Postfix. */

#define ADDRESS "webform@postern.test"
#define FROM_NAME "Łucja “Büro” O'Neil"
#define NASTY "p\"a's$s\\w#o rd;%{}<>&é"
#define PLAIN "brtkwqndmzxlhfpc"
/* Issue 4 asks for so many. */
#define LEAST 20
#define SCRIPT_SECONDS 30

typedef struct
{
  const TargetsPeer *peer;
  const char        *security;
} Case;

static PosternTestPostfix *server;
static PosternTestKeyring *keyring;
static const char *server_password;

/* One runs at a time: both listen at the usual ports. */
static const char *
use_server (const char *password)
{
  static char *missing;
  g_autoptr (GError) error = NULL;

  if (server != NULL && server_password == password)
    return NULL;
  g_clear_pointer (&server, postern_test_postfix_stop);
  server = postern_test_postfix_start (ADDRESS, password, POSTERN_TEST_POSTFIX_USUAL_PORTS, &error);
  server_password = password;
  if (server != NULL)
    return NULL;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    g_error ("%s", error->message);
  g_free (missing);
  missing = g_strdup (error->message);

  return missing;
}

static char *
format_port (const char *security)
{
  return g_strdup_printf ("%u", strcmp (security, "tls") == 0 ? postern_test_postfix_get_tls_port (server)
                                                              : postern_test_postfix_get_port (server));
}

/* Runs posternctl as a person would; (transfer full): what it says on standard error, NULL when it has saved all. */
static char *
write_settings (const Case *test,
                const char *password,
                const char *folder)
{
  g_autofree char *password_file = g_build_filename (folder, "password", NULL);
  g_autofree char *output = g_build_filename (folder, "settings/", NULL);
  g_autofree char *port = format_port (test->security);
  const char *argv[] = {
    g_getenv ("POSTERNCTL"), "settings", test->peer->target, "--host", "mail.postern.test", "--port", port,
    "--security", test->security, "--account", ADDRESS, "--from-name", FROM_NAME, "--password-file", password_file,
    "--reveal", "--output", output, test->peer->variant == NULL ? NULL : "--variant", test->peer->variant, NULL,
  };
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_file_set_contents (password_file, password, -1, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &errors, &status, &error);
  g_assert_no_error (error);

  return status == 0 ? NULL : g_steal_pointer (&errors);
}

static char **
make_environment (const Case *test)
{
  char **environment = g_get_environ ();
  g_autofree char *port = format_port (test->security);
  static const char *const unset[] = { "G_DEBUG", "MALLOC_CHECK_", "PYTHONPATH", "NODE_PATH", "GEM_PATH", "PERL5LIB",
                                       "XDG_CONFIG_HOME", "XDG_DATA_HOME" };

  for (gsize i = 0; i < G_N_ELEMENTS (unset); i++)
    environment = g_environ_unsetenv (environment, unset[i]);
  environment = g_environ_setenv (environment, "ADDRESS", ADDRESS, TRUE);
  environment = g_environ_setenv (environment, "PORT", port, TRUE);
  environment = g_environ_setenv (environment, "SECURITY", test->security, TRUE);

  if (test->peer->unpacked != NULL)
    environment = g_environ_setenv (environment, "UNPACKED", g_getenv ("POSTERN_TEST_UNPACKED"), TRUE);

  return environment;
}

/* In namespaces of its own for mounts and processes: with the script, all that it has started ends. */
static PosternTestProcess *
start_script (const Case *test,
              const char *folder)
{
  const TargetsPeer *peer = test->peer;
  g_autofree char *enter = g_test_build_filename (G_TEST_DIST, "peers", "targets", "enter", NULL);
  g_autofree char *output = g_build_filename (folder, "said", NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) layers = targets_peer_get_layers (peer);
  g_auto (GStrv) environment = make_environment (test);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  PosternTestProcess *process;

  g_strv_builder_add_many (builder, "env", "-C", folder, "unshare", "--mount", "--pid", "--fork", "--kill-child",
                           "sh", enter, peer->path, postern_test_postfix_get_ca_file (server), NULL);
  g_strv_builder_addv (builder, (const char **) layers);
  argv = g_strv_builder_end (builder);
  process = postern_test_process_start ((const char *const *) argv, environment, output, &error);
  g_assert_no_error (error);

  return process;
}

static gboolean
has_message (gpointer data)
{
  return postern_test_postfix_count_messages (server) > 0;
}

static gboolean
has_message_or_is_over (gpointer process)
{
  return has_message (NULL) || !postern_test_process_is_running (process);
}

static void
fail (PosternTestProcess *process,
      const char         *what)
{
  g_autofree char *output = postern_test_process_read_output (process);
  g_autofree char *errors = postern_test_process_read_errors (process);
  g_autofree char *log = postern_test_postfix_read_log (server);
  gsize length = strlen (log);

  g_test_message ("It said:\n%s\n%s", output, errors);
  g_test_message ("Postfix said at last:\n%s", log + (length > 1500 ? length - 1500 : 0));
  g_test_fail_printf ("%s", what);
}

/* Whether the script has done its part, and a message has come. */
static gboolean
run_script (const TargetsPeer  *peer,
            PosternTestProcess *process)
{
  int status = 0;

  postern_test_poll (has_message_or_is_over, process, SCRIPT_SECONDS);
  if (!peer->daemon && !postern_test_process_wait (process, SCRIPT_SECONDS, &status))
    fail (process, "the script does not end");
  else if (status != 0)
    fail (process, "the script fails");
  else if (!postern_test_poll (has_message, NULL, peer->daemon ? 0 : POSTERN_TEST_DEADLINE))
    fail (process, "no message comes");
  else
    return TRUE;

  return FALSE;
}

static void
assert_message (void)
{
  g_autoptr (GBytes) bytes = postern_test_postfix_wait_for_message (server);
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (text, length);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);
  InternetAddressList *from = g_mime_message_get_from (message);
  const char *received = g_mime_object_get_header (GMIME_OBJECT (message), "Received");

  g_assert_cmpint (internet_address_list_length (from), ==, 1);
  g_assert_cmpstr (internet_address_mailbox_get_addr (
                     INTERNET_ADDRESS_MAILBOX (internet_address_list_get_address (from, 0))), ==, ADDRESS);
  /* RFC 3848: over TLS, signed in; RFC 6531 with UTF8 before it. */
  g_assert_true (g_regex_match_simple ("with (?:E|UTF8)SMTPSA\\b", received, 0, 0));
  g_object_unref (message);
  g_object_unref (parser);
  g_object_unref (stream);
}

static void
test_program (gconstpointer data)
{
  const Case *test = data;
  const char *refuses = test->peer->refuses;
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *missing = targets_peer_get_missing (test->peer);
  g_autofree char *refusal = NULL;
  g_autoptr (PosternTestProcess) process = NULL;

  if (missing == NULL)
    missing = g_strdup (use_server (refuses == NULL ? NASTY : PLAIN));
  if (missing != NULL)
    {
      g_test_skip (missing);
      return;
    }
  if (refuses != NULL)
    {
      refusal = write_settings (test, NASTY, folder);
      g_assert_nonnull (refusal);
      g_assert_nonnull (strstr (refusal, refuses));
      g_clear_pointer (&refusal, g_free);
    }
  refusal = write_settings (test, server_password, folder);
  g_assert_cmpstr (refusal, ==, NULL);
  if (test->peer->keyring && keyring == NULL)
    keyring = postern_test_keyring_new (TRUE);
  process = start_script (test, folder);
  if (run_script (test->peer, process))
    assert_message ();
  /* The first process of a namespace does not heed a polite request. */
  kill (-postern_test_process_get_pid (process), SIGKILL);
  g_clear_pointer (&process, postern_test_process_stop);
  while (has_message (NULL))
    g_bytes_unref (postern_test_postfix_wait_for_message (server));
}

static void
test_enough (gconstpointer peers)
{
  g_assert_cmpuint (((const GPtrArray *) peers)->len, >=, LEAST);
}

static void
add_cases (const TargetsPeer *peer,
           GPtrArray         *cases)
{
  static const char *const kinds[] = { "starttls", "tls" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/peers/targets/%s/%s", peer->name, kinds[i]);
      Case *test = g_new0 (Case, 1);

      test->peer = peer;
      test->security = kinds[i];
      g_ptr_array_add (cases, test);
      g_test_add_data_func (path, test, test_program);
    }
}

static int
run_all (void)
{
  g_autoptr (GPtrArray) peers = targets_peer_list ();
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);

  g_test_add_data_func ("/peers/targets/enough", peers, test_enough);
  /* Those with the same password one after the other, for that is one server. */
  for (guint with_plain = 0; with_plain < 2; with_plain++)
    {
      for (guint i = 0; i < peers->len; i++)
        {
          const TargetsPeer *peer = g_ptr_array_index (peers, i);

          if ((peer->refuses != NULL) == (with_plain == 1))
            add_cases (peer, cases);
        }
    }

  return g_test_run ();
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  /* One program that fails keeps no other from being tried. */
  g_test_set_nonfatal_assertions ();
  g_mime_init ();
  /* Without it, Postfix is skipped too: both need root. */
  postern_test_network_leave ();
  status = run_all ();
  g_clear_pointer (&server, postern_test_postfix_stop);
  g_clear_pointer (&keyring, postern_test_keyring_free);

  return status;
}
