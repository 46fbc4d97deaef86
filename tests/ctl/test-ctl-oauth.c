/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <string.h>

#include "practice/postern-practice-server.h"
#include "support/postern-test-certificate.h"
#include "support/postern-test-https.h"
#include "support/postern-test-keyring.h"

#define JSON "application/json; charset=utf-8"
#define CODE \
  "{\"device_code\":\"d1\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\"https://login.contoso.example/device\"," \
  "\"expires_in\":900,\"interval\":1}"
#define PENDING "{\"error\":\"authorization_pending\"}"
#define TOKENS(n) \
  "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"" CTL_PASSWORD "-a" n "\"," \
  "\"refresh_token\":\"" CTL_PASSWORD "-r" n "\"}"
#define APP_TOKENS "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"" CTL_PASSWORD "-app\"}"
#define REVOKED "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired or revoked.\"}"
#define SERVER "--provider", "standin", "--account", "ok@practice.example"

/* An authorisation server, and a mail server that takes its tokens: a provider of an organisation's own. */
typedef struct
{
  PosternTestHttps      *https;
  PosternPracticeServer *smtp;
} Fixture;

static char *data_home;
static char *certificates;

static void
write_provider (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (data_home, "postern", "providers", NULL);
  g_autofree char *path = g_build_filename (folder, "standin.xml", NULL);
  g_autofree char *ca = g_build_filename (certificates, "authority.pem", NULL);
  g_autofree char *base = postern_test_https_dup_uri (fixture->https, "");
  g_autofree char *xml = g_strdup_printf (
      "<provider id=\"standin\" kind=\"mailbox\"><name>Stand-in</name><summary>A stand-in.</summary>"
      "<endpoint host=\"localhost\" port=\"%u\" security=\"starttls\"/>"
      "<oauth authorize=\"%s/{tenant}/authorize\" token=\"%s/{tenant}/token\" device=\"%s/{tenant}/devicecode\""
      " scope=\"mail\" app-scope=\"app\" ca-file=\"%s\"><reason>Because.</reason></oauth></provider>",
      postern_practice_server_get_port (fixture->smtp), base, base, base, ca);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->https = postern_test_https_new (certificates, "good");
  fixture->smtp = postern_practice_server_new ();
  g_assert_true (postern_practice_server_start (fixture->smtp, 0, NULL));
  write_provider (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  postern_test_https_free (fixture->https);
  g_object_unref (fixture->smtp);
}

/* What the token's address answers, in this order; the last one again and again. */
static void
lay_out (Fixture           *fixture,
         const char *const *answers)
{
  postern_test_https_add (fixture->https, "/contoso.example/devicecode", 200, JSON, NULL, CODE);
  for (gsize i = 0; answers[i] != NULL; i++)
    postern_test_https_add (fixture->https, "/contoso.example/token", strstr (answers[i], "error") != NULL ? 400 : 200,
                            JSON, NULL, answers[i]);
}

#define LAY_OUT(...) lay_out (fixture, (const char *const[]) { __VA_ARGS__, NULL })

/* The last line of what `records add` prints. */
static char *
read_id (CtlRun *run)
{
  g_auto (GStrv) lines = g_strsplit (g_strchomp (run->output), "\n", -1);

  g_assert_cmpstr (run->errors, ==, "");
  g_assert_cmpint (run->status, ==, 0);
  ctl_run_assert_no_secret (run);

  return g_strdup (lines[g_strv_length (lines) - 1]);
}

static char *
add_with_code (Fixture *fixture)
{
  g_autoptr (CtlRun) run = ctl_run ("records", "add", "--oauth", SERVER, "--client-id", "1111", "--tenant",
                                    "contoso.example", "--ca-file",
                                    postern_practice_server_get_ca_file (fixture->smtp));

  g_assert_nonnull (strstr (run->output, "ABCD-EFGH"));
  g_assert_nonnull (strstr (run->output, "https://login.contoso.example/device"));

  return read_id (run);
}

static void
assert_finding (CtlRun     *run,
                const char *id)
{
  g_autoptr (JsonNode) node = ctl_run_parse_last_line (run);

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "id"), ==, id);
  g_assert_cmpint (run->status, ==, 1);
  ctl_run_assert_no_secret (run);
}

static void
assert_asked (Fixture    *fixture,
              guint       n,
              const char *words)
{
  g_autofree char *request = postern_test_https_dup_request (fixture->https, n);

  g_assert_nonnull (strstr (request, words));
}

/* From the code to a message that the mail server took. */
static void
test_code (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autoptr (CtlRun) test = NULL;
  g_autoptr (CtlRun) shown = NULL;

  LAY_OUT (PENDING, TOKENS ("1"), TOKENS ("2"));
  id = add_with_code (fixture);
  test = ctl_run ("test", "--record", id, "--json");
  g_assert_cmpint (test->status, ==, 0);
  g_assert_nonnull (strstr (test->output, "\"accepted\":true"));
  ctl_run_assert_no_secret (test);
  assert_asked (fixture, 3, "refresh_token=" CTL_PASSWORD "-r1");
  shown = ctl_run ("records", "show", id, "--json");
  ctl_run_assert_no_secret (shown);
  g_assert_nonnull (strstr (shown->output, "\"oauth\""));
}

/* Withdrawn at the provider: the finding says so, and a new sign-in mends it. */
static void
test_revoked (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autoptr (CtlRun) revoked = NULL;
  g_autoptr (CtlRun) signed_in = NULL;
  g_autoptr (CtlRun) test = NULL;

  LAY_OUT (TOKENS ("1"), REVOKED, TOKENS ("2"), TOKENS ("3"));
  id = add_with_code (fixture);
  revoked = ctl_run ("test", "--record", id, "--json");
  assert_finding (revoked, "oauth-revoked");
  signed_in = ctl_run ("records", "sign-in", id);
  g_assert_cmpint (signed_in->status, ==, 0);
  test = ctl_run ("test", "--record", id, "--json");
  g_assert_cmpint (test->status, ==, 0);
  assert_asked (fixture, 5, "refresh_token=" CTL_PASSWORD "-r2");
}

/* Nobody signs in: the registration's own secret is enough. */
static void
test_app_only (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *secret = ctl_program_write (CTL_PASSWORD "-client\n");
  g_autofree char *id = NULL;
  g_autoptr (CtlRun) added = NULL;
  g_autoptr (CtlRun) test = NULL;

  LAY_OUT (APP_TOKENS);
  added = ctl_run ("records", "add", "--oauth", SERVER, "--client-id", "1111", "--tenant", "contoso.example",
                   "--client-secret-file", secret, "--ca-file", postern_practice_server_get_ca_file (fixture->smtp));
  id = read_id (added);
  test = ctl_run ("test", "--record", id, "--sign-in-only");
  g_assert_cmpint (test->status, ==, 0);
  assert_asked (fixture, 0, "grant_type=client_credentials");
  assert_asked (fixture, 0, "client_secret=" CTL_PASSWORD "-client");
  /* The token counts for a while yet. */
  g_assert_cmpuint (postern_test_https_count (fixture->https), ==, 1);
}

/* What a browser does after the person has signed in. */
static void
come_back (const char *page)
{
  g_autoptr (GHashTable) values = g_uri_parse_params (strchr (page, '?') + 1, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  g_autoptr (GUri) redirect = g_uri_parse (g_hash_table_lookup (values, "redirect_uri"), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *request = g_strdup_printf ("GET /?code=c1&state=%s HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                              (char *) g_hash_table_lookup (values, "state"));
  g_autoptr (GError) error = NULL;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (redirect), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                                            strlen (request), NULL, NULL, &error));
  g_assert_no_error (error);
}

static JsonObject *
read_json_line (GDataInputStream  *output,
                JsonParser       **parser)
{
  g_autofree char *line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, NULL);

  g_assert_nonnull (line);
  ctl_assert_no_secret_in (line, strlen (line));
  *parser = json_parser_new ();
  g_assert_true (json_parser_load_from_data (*parser, line, -1, NULL));

  return json_node_get_object (json_parser_get_root (*parser));
}

static void
test_browser (Fixture       *fixture,
              gconstpointer  data)
{
  const char *const arguments[] = { "records", "add", "--oauth", "--browser", SERVER, "--client-id", "1111", "--tenant",
                                    "contoso.example", "--json", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *event;

  LAY_OUT (TOKENS ("1"));
  process = ctl_program_start (arguments);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  event = read_json_line (output, &parser);
  g_assert_cmpstr (json_object_get_string_member (event, "event"), ==, "page");
  come_back (json_object_get_string_member (event, "uri"));
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  assert_asked (fixture, 0, "grant_type=authorization_code");
  assert_asked (fixture, 0, "code=c1");
}

/* What goes wrong leaves no record behind. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (CtlRun) declined = NULL;
  g_autoptr (CtlRun) no_id = NULL;
  g_autoptr (CtlRun) bad_tenant = NULL;
  g_autoptr (CtlRun) no_oauth = NULL;
  g_autoptr (CtlRun) before = ctl_run ("records", "list");
  g_autoptr (CtlRun) after = NULL;

  LAY_OUT ("{\"error\":\"access_denied\"}");
  declined = ctl_run ("records", "add", "--oauth", SERVER, "--client-id", "1111", "--tenant", "contoso.example",
                      "--json");
  assert_finding (declined, "oauth-declined");
  no_id = ctl_run ("records", "add", "--oauth", SERVER, "--tenant", "contoso.example");
  ctl_run_assert_refused (no_id, 2, "client id");
  bad_tenant = ctl_run ("records", "add", "--oauth", SERVER, "--client-id", "1111", "--tenant", "evil.example/x");
  ctl_run_assert_refused (bad_tenant, 2, "tenant");
  no_oauth = ctl_run ("records", "add", "--oauth", "--provider", "practice", "--account", "ok@practice.example",
                      "--client-id", "1111");
  ctl_run_assert_refused (no_oauth, 2, "OAuth 2.0");
  after = ctl_run ("records", "list");
  g_assert_cmpstr (before->output, ==, after->output);
}

/* Tokens are no password: they are written into no settings and are not shown. */
static void
test_no_password (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autoptr (CtlRun) settings = NULL;
  g_autoptr (CtlRun) shown = NULL;

  LAY_OUT (TOKENS ("1"));
  id = add_with_code (fixture);
  settings = ctl_run ("settings", "generic-device", "--record", id, "--reveal");
  ctl_run_assert_refused (settings, 2, "OAuth 2.0");
  shown = ctl_run ("records", "show", id, "--reveal");
  ctl_run_assert_refused (shown, 2, "OAuth 2.0");
}

#define ADD(name, func) g_test_add ("/ctl/oauth/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  PosternTestKeyring *keyring = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  if (postern_test_keyring_get_missing () != NULL)
    {
      g_print ("1..0 # SKIP %s\n", postern_test_keyring_get_missing ());
      return 0;
    }
  data_home = postern_test_scratch ();
  g_setenv ("XDG_DATA_HOME", data_home, TRUE);
  certificates = postern_test_scratch ();
  postern_test_certificate_make_authority (certificates, "authority");
  postern_test_certificate_make_server (certificates, "good", "authority", "localhost", POSTERN_TEST_VALID);
  keyring = postern_test_keyring_new (TRUE);

  ADD ("code", test_code);
  ADD ("revoked", test_revoked);
  ADD ("app-only", test_app_only);
  ADD ("browser", test_browser);
  ADD ("refused", test_refused);
  ADD ("no-password", test_no_password);

  result = g_test_run ();
  postern_test_keyring_free (keyring);

  return result;
}
