/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "practice/postern-practice-server.h"

static char *password_file;

static CtlRun *
rehearse (const char *account,
          const char *security)
{
  return ctl_run ("test", "--provider", "practice", "--account", account, "--security", security, "--password-file",
                  password_file, "--json");
}

static void
assert_finding (CtlRun     *run,
                int         status,
                const char *id)
{
  g_autoptr (JsonNode) node = ctl_run_parse_last_line (run);
  JsonObject *finding = json_node_get_object (node);

  g_assert_cmpstr (run->errors, ==, "");
  g_assert_cmpstr (json_object_get_string_member (finding, "event"), ==, "finding");
  g_assert_cmpstr (json_object_get_string_member (finding, "id"), ==, id);
  g_assert_cmpint (run->status, ==, status);
  g_assert_cmpint (json_object_get_boolean_member (finding, "accepted"), ==, status == 0);
  ctl_run_assert_no_secret (run);
}

static void
check_step (JsonObject *event)
{
  const char *state = json_object_get_string_member (event, "state");

  g_assert_cmpstr (json_object_get_string_member (event, "event"), ==, "step");
  g_assert_nonnull (json_object_get_string_member (event, "step"));
  g_assert_true (strcmp (state, "ok") == 0 || strcmp (state, "failed") == 0 || strcmp (state, "skipped") == 0);
  g_assert_cmpfloat (json_object_get_double_member (event, "ms"), >=, 0);
  g_assert_true (json_object_has_member (event, "reply"));
}

static void
test_accepted (gconstpointer security)
{
  g_autoptr (CtlRun) run = rehearse ("ok@practice.example", security);
  g_auto (GStrv) lines = g_strsplit (run->output, "\n", -1);

  assert_finding (run, 0, "accepted");
  for (guint i = 0; !g_str_has_prefix (lines[i], "{\"event\":\"finding\""); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);

      check_step (json_node_get_object (node));
    }
}

static void
test_scenarios (void)
{
  static const struct { const char *scenario; int status; const char *finding; } cases[] = {
    { "wrong-password", 1, "wrong-password" },
    { "tenant-disabled", 1, "tenant-disabled" },
    { "mailbox-disabled", 1, "mailbox-disabled" },
    { "basic-blocked", 1, "basic-blocked" },
    { "basic-retired", 1, "basic-retired" },
    { "security-defaults", 1, "security-defaults" },
    { "send-as-denied", 1, "send-as-denied" },
    { "too-many-connections", 1, "too-many-connections" },
    { "drops-at-greeting", 1, "closed-at-greeting" },
    { "drops-at-ehlo", 1, "closed" },
    { "drops-at-starttls", 1, "closed" },
    { "drops-at-tls", 1, "closed-at-tls" },
    { "drops-at-auth", 1, "closed-at-auth" },
    { "drops-at-mail", 1, "closed" },
    { "drops-at-rcpt", 1, "closed" },
    { "drops-at-data", 1, "closed-at-data" },
    { "drops-at-quit", 0, "accepted" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *account = g_strconcat (cases[i].scenario, "@practice.example", NULL);
      g_autoptr (CtlRun) run = rehearse (account, "starttls");

      assert_finding (run, cases[i].status, cases[i].finding);
    }
}

/* A reset right after the connection may overtake its making. */
static void
test_drop_at_connect (void)
{
  g_autoptr (CtlRun) run = rehearse ("drops-at-connect@practice.example", "starttls");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_true (strstr (run->output, "\"id\":\"closed-at-greeting\"") != NULL ||
                 strstr (run->output, "\"id\":\"connection-refused\"") != NULL);
}

static void
test_no_server (void)
{
  g_autoptr (CtlRun) closed = ctl_run ("test", "--host", "127.0.0.1", "--port", "1", "--account", "a@example.org",
                                       "--password-file", password_file, "--json");
  g_autoptr (CtlRun) unknown = ctl_run ("test", "--host", "nowhere.invalid", "--account", "a@example.org",
                                        "--password-file", password_file, "--json");

  assert_finding (closed, 1, "connection-refused");
  assert_finding (unknown, 1, "host-not-found");
}

static void
test_certificates (void)
{
  g_autoptr (PosternPracticeServer) server = postern_practice_server_new ();
  g_autofree char *port = NULL;
  g_autoptr (CtlRun) right = NULL;
  g_autoptr (CtlRun) other_name = NULL;
  g_autoptr (CtlRun) not_trusted = NULL;

  g_assert_true (postern_practice_server_start (server, 0, NULL));
  port = g_strdup_printf ("%u", postern_practice_server_get_tls_port (server));
  right = ctl_run ("test", "--host", "localhost", "--port", port, "--security", "tls", "--account", "ok@a.example",
                   "--ca-file", postern_practice_server_get_ca_file (server), "--password-file", password_file,
                   "--sign-in-only", "--json");
  assert_finding (right, 0, "signed-in");
  other_name = ctl_run ("test", "--host", "other.localhost", "--port", port, "--security", "tls", "--account",
                        "ok@a.example", "--ca-file", postern_practice_server_get_ca_file (server), "--password-file",
                        password_file, "--json");
  assert_finding (other_name, 1, "certificate-other-name");
  not_trusted = ctl_run ("test", "--host", "localhost", "--port", port, "--security", "tls", "--account",
                         "ok@a.example", "--password-file", password_file, "--json");
  assert_finding (not_trusted, 1, "certificate-unknown-issuer");
}

static void
test_text (void)
{
  g_autoptr (CtlRun) run = ctl_run ("test", "--provider", "practice", "--account", "tenant-disabled@practice.example",
                                    "--password-file", password_file);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->output, "✓ "));
  g_assert_nonnull (strstr (run->output, "✗ "));
  g_assert_nonnull (strstr (run->output, "\n  1. "));
  g_assert_nonnull (strstr (run->output, "administrator"));
  ctl_run_assert_no_secret (run);
}

static void
test_standard_input (void)
{
  g_autoptr (CtlRun) run = ctl_program_run_with (
    CTL_PASSWORD "\n", (const char *const[]) { "test", "--provider", "practice", "--account", "ok@practice.example",
                                               "--password-file", "-", "--json", NULL });

  assert_finding (run, 0, "accepted");
}

static void
test_token (void)
{
  g_autoptr (CtlRun) run = ctl_run ("test", "--provider", "practice", "--account", "basic-blocked@practice.example",
                                    "--token-file", password_file, "--json");

  assert_finding (run, 0, "accepted");
}

static void
test_transcript (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "transcript", NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) CTL_PASSWORD, strlen (CTL_PASSWORD));
  g_autofree char *text = NULL;
  g_autoptr (CtlRun) run = ctl_run ("test", "--provider", "practice", "--account", "ok@practice.example",
                                    "--password-file", password_file, "--transcript", path);
  GStatBuf status;

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "EHLO"));
  g_assert_null (strstr (text, CTL_PASSWORD));
  g_assert_null (strstr (text, encoded));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *data = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  data = postern_test_scratch ();
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  password_file = ctl_program_write (CTL_PASSWORD "\n");

  g_test_add_data_func ("/ctl/test/accepted/starttls", "starttls", test_accepted);
  g_test_add_data_func ("/ctl/test/accepted/tls", "tls", test_accepted);
  g_test_add_func ("/ctl/test/scenarios", test_scenarios);
  g_test_add_func ("/ctl/test/drop-at-connect", test_drop_at_connect);
  g_test_add_func ("/ctl/test/no-server", test_no_server);
  g_test_add_func ("/ctl/test/certificates", test_certificates);
  g_test_add_func ("/ctl/test/text", test_text);
  g_test_add_func ("/ctl/test/standard-input", test_standard_input);
  g_test_add_func ("/ctl/test/token", test_token);
  g_test_add_func ("/ctl/test/transcript", test_transcript);

  result = g_test_run ();
  g_free (password_file);

  return result;
}
