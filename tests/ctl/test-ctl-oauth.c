/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oauth-stand-in.h"

#include <string.h>

#include "support/postern-test-keyring.h"

#define ACCOUNT "ok@practice.example"
#define SERVER "--provider", "standin", "--account", ACCOUNT

static void
assert_finding (CtlRun     *run,
                const char *id)
{
  g_autoptr (JsonNode) node = ctl_run_parse_last_line (run);

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "id"), ==, id);
  g_assert_cmpint (run->status, ==, 1);
  ctl_run_assert_no_secret (run);
}

/* From the code to a message that the mail server took. */
static void
test_code (OauthStandIn  *fixture,
           gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autoptr (CtlRun) test = NULL;
  g_autoptr (CtlRun) shown = NULL;

  oauth_stand_in_answer (fixture, OAUTH_PENDING, OAUTH_TOKENS ("1"), OAUTH_TOKENS ("2"));
  id = oauth_stand_in_add (fixture, ACCOUNT);
  test = ctl_run ("test", "--record", id, "--json");
  g_assert_cmpint (test->status, ==, 0);
  g_assert_nonnull (strstr (test->output, "\"accepted\":true"));
  ctl_run_assert_no_secret (test);
  oauth_stand_in_assert_asked (fixture, 3, "refresh_token=" CTL_PASSWORD "-r1");
  shown = ctl_run ("records", "show", id, "--json");
  ctl_run_assert_no_secret (shown);
  g_assert_nonnull (strstr (shown->output, "\"oauth\""));
}

/* Withdrawn at the provider: the finding says so, and a new sign-in mends it. */
static void
test_revoked (OauthStandIn  *fixture,
              gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autoptr (CtlRun) revoked = NULL;
  g_autoptr (CtlRun) shown = NULL;
  g_autoptr (CtlRun) signed_in = NULL;
  g_autoptr (CtlRun) test = NULL;

  oauth_stand_in_answer (fixture, OAUTH_TOKENS ("1"), OAUTH_REVOKED, OAUTH_TOKENS ("2"), OAUTH_TOKENS ("3"));
  id = oauth_stand_in_add (fixture, ACCOUNT);
  revoked = ctl_run ("test", "--record", id, "--json");
  assert_finding (revoked, "oauth-revoked");
  shown = ctl_run ("records", "show", id, "--json");
  g_assert_nonnull (strstr (shown->output, "oauth-revoked"));
  signed_in = ctl_run ("records", "sign-in", id);
  g_assert_cmpint (signed_in->status, ==, 0);
  test = ctl_run ("test", "--record", id, "--json");
  g_assert_cmpint (test->status, ==, 0);
  oauth_stand_in_assert_asked (fixture, 5, "refresh_token=" CTL_PASSWORD "-r2");
}

/* Nobody signs in: the registration's own secret is enough. */
static void
test_app_only (OauthStandIn  *fixture,
               gconstpointer  data)
{
  g_autofree char *secret = ctl_program_write (CTL_PASSWORD "-client\n");
  g_autofree char *id = NULL;
  g_autoptr (CtlRun) added = NULL;
  g_autoptr (CtlRun) test = NULL;

  oauth_stand_in_answer (fixture, OAUTH_APP_TOKENS);
  added = ctl_run ("records", "add", "--oauth", SERVER, "--client-id", "1111", "--tenant", "contoso.example",
                   "--client-secret-file", secret, "--ca-file", postern_practice_server_get_ca_file (fixture->smtp));
  id = oauth_stand_in_read_id (added);
  test = ctl_run ("test", "--record", id, "--sign-in-only");
  g_assert_cmpint (test->status, ==, 0);
  oauth_stand_in_assert_asked (fixture, 0, "grant_type=client_credentials");
  oauth_stand_in_assert_asked (fixture, 0, "client_secret=" CTL_PASSWORD "-client");
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
test_browser (OauthStandIn  *fixture,
              gconstpointer  data)
{
  const char *const arguments[] = { "records", "add", "--oauth", "--browser", SERVER, "--client-id", "1111", "--tenant",
                                    "contoso.example", "--json", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *event;

  oauth_stand_in_answer (fixture, OAUTH_TOKENS ("1"));
  process = ctl_program_start (arguments);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  event = read_json_line (output, &parser);
  g_assert_cmpstr (json_object_get_string_member (event, "event"), ==, "page");
  come_back (json_object_get_string_member (event, "uri"));
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  oauth_stand_in_assert_asked (fixture, 0, "grant_type=authorization_code");
  oauth_stand_in_assert_asked (fixture, 0, "code=c1");
}

/* What goes wrong leaves no record behind. */
static void
test_refused (OauthStandIn  *fixture,
              gconstpointer  data)
{
  g_autoptr (CtlRun) declined = NULL;
  g_autoptr (CtlRun) no_id = NULL;
  g_autoptr (CtlRun) bad_tenant = NULL;
  g_autoptr (CtlRun) no_oauth = NULL;
  g_autoptr (CtlRun) before = ctl_run ("records", "list");
  g_autoptr (CtlRun) after = NULL;

  oauth_stand_in_answer (fixture, "{\"error\":\"access_denied\"}");
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
test_no_password (OauthStandIn  *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autoptr (CtlRun) settings = NULL;
  g_autoptr (CtlRun) shown = NULL;

  oauth_stand_in_answer (fixture, OAUTH_TOKENS ("1"));
  id = oauth_stand_in_add (fixture, ACCOUNT);
  settings = ctl_run ("settings", "generic-device", "--record", id, "--reveal");
  ctl_run_assert_refused (settings, 2, "OAuth 2.0");
  shown = ctl_run ("records", "show", id, "--reveal");
  ctl_run_assert_refused (shown, 2, "OAuth 2.0");
}

#define ADD(name, func) \
  g_test_add ("/ctl/oauth/" name, OauthStandIn, NULL, oauth_stand_in_set_up, func, oauth_stand_in_tear_down)

int
main (int   argc,
      char *argv[])
{
  PosternTestKeyring *keyring = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  if (postern_test_keyring_skip ())
    return 0;
  oauth_stand_in_prepare ();
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
