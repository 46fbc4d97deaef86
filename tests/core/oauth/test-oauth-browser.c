/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/oauth/postern-oauth-async.h"
#include "core/oauth/postern-oauth-error.h"
#include "oauth-fixture.h"
#include "support/postern-test-wait.h"

/* What stands behind NAME= in the address that the browser opens, unescaped. */
static char *
get_parameter (const char *uri,
               const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) parameters = g_uri_parse_params (strchr (uri, '?') + 1, -1, "&", G_URI_PARAMS_NONE, &error);

  g_assert_no_error (error);

  return g_strdup (g_hash_table_lookup (parameters, name));
}

/* As a browser does after the sign-in; returns the whole answer. */
static char *
visit (const char *redirect_uri,
       const char *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GString) answer = g_string_new (NULL);
  const char *port = strrchr (redirect_uri, ':') + 1;
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%s", port);
  char buffer[512];
  gssize n;

  connection = g_socket_client_connect_to_host (client, address, 0, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request), NULL,
                             NULL, &error);
  g_assert_no_error (error);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer, NULL,
                                   NULL)) > 0)
    g_string_append_len (answer, buffer, n);

  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static char *
come_back (PosternOauthBrowser *browser,
           const char          *query)
{
  g_autofree char *redirect = get_parameter (postern_oauth_browser_get_uri (browser), "redirect_uri");
  g_autofree char *state = get_parameter (postern_oauth_browser_get_uri (browser), "state");
  g_autofree char *request = g_strdup_printf ("GET /?%s&state=%s HTTP/1.1\r\nHost: localhost\r\n\r\n", query, state);

  return visit (redirect, request);
}

static PosternOauthBrowser *
begin (PosternTestHttps *server)
{
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (GError) error = NULL;
  PosternOauthBrowser *browser = postern_oauth_browser_begin (client, "web@example.org", &error);

  g_assert_no_error (error);

  return browser;
}

static PosternOauthTokens *
wait_for_tokens (GAsyncResult **slot,
                 GError       **error)
{
  g_autoptr (GAsyncResult) result = postern_test_wait_result (slot);

  return postern_oauth_finish (result, error);
}

/* RFC 7636 §4.6: what the server would check. */
static void
check_challenge (const char *challenge,
                 const char *verifier)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, verifier, -1);
  g_autofree char *padded = g_strconcat (challenge, "=", NULL);
  g_autofree guchar *bytes = NULL;
  g_autoptr (GString) hex = g_string_new (NULL);
  gsize length;

  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  bytes = g_base64_decode (padded, &length);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  g_assert_cmpstr (hex->str, ==, digest);
}

static void
test_accepted (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  PosternOauthBrowser *browser = begin (server);
  g_autofree char *challenge = get_parameter (postern_oauth_browser_get_uri (browser), "code_challenge");
  g_autofree char *hint = get_parameter (postern_oauth_browser_get_uri (browser), "login_hint");
  g_autofree char *redirect = get_parameter (postern_oauth_browser_get_uri (browser), "redirect_uri");
  g_autofree char *favicon = NULL;
  g_autofree char *page = NULL;
  g_autofree char *request = NULL;
  g_autofree char *body = NULL;
  g_autofree char *verifier = NULL;
  g_autofree char *code = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (PosternOauthTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;

  oauth_fixture_add (server, "/token", 200, OAUTH_FIXTURE_TOKENS);
  g_assert_cmpstr (hint, ==, "web@example.org");
  /* Other visitors come first, and do no harm. */
  postern_oauth_browser_wait_async (browser, NULL, postern_test_store_result, &result);
  favicon = visit (redirect, "GET /favicon.ico HTTP/1.1\r\n\r\n");
  g_assert_true (g_str_has_prefix (favicon, "HTTP/1.1 404"));
  page = come_back (browser, "code=the%2Fcode+1");
  g_assert_true (g_str_has_prefix (page, "HTTP/1.1 200"));
  g_assert_null (strstr (page, "the/code"));
  tokens = wait_for_tokens (&result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (postern_secret_peek (tokens->access), ==, "access-1");

  request = postern_test_https_dup_request (server, 0);
  body = g_strdelimit (g_strdup (request), "\n", '?');
  code = get_parameter (body, "code");
  g_assert_cmpstr (code, ==, "the/code 1");
  verifier = get_parameter (body, "code_verifier");
  g_assert_cmpuint (strlen (verifier), ==, 43);
  check_challenge (challenge, verifier);
}

static void
test_other_state (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  PosternOauthBrowser *browser = begin (server);
  g_autofree char *redirect = get_parameter (postern_oauth_browser_get_uri (browser), "redirect_uri");
  g_autofree char *page = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  postern_oauth_browser_wait_async (browser, NULL, postern_test_store_result, &result);
  page = visit (redirect, "GET /?code=evil&state=guessed HTTP/1.1\r\n\r\n");
  g_assert_null (wait_for_tokens (&result, &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_STATE);
  g_assert_cmpuint (postern_test_https_count (server), ==, 0);
}

static void
test_declined (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  PosternOauthBrowser *browser = begin (server);
  g_autofree char *page = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  postern_oauth_browser_wait_async (browser, NULL, postern_test_store_result, &result);
  page = come_back (browser, "error=access_denied&error_description=AADSTS65004%3a+User+declined+to+consent.");
  g_assert_null (wait_for_tokens (&result, &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_DECLINED);
  g_assert_nonnull (strstr (error->message, "User declined"));
}

static void
test_garbage (void)
{
  static const char *const requests[] = { "\r\n\r\n", "POST /?code=1 HTTP/1.1\r\n\r\n", "GET /?a b\r\n\r\n", "x" };
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  PosternOauthBrowser *browser = begin (server);
  g_autofree char *redirect = get_parameter (postern_oauth_browser_get_uri (browser), "redirect_uri");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  postern_oauth_browser_wait_async (browser, cancellable, postern_test_store_result, &result);
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autofree char *page = visit (redirect, requests[i]);

      g_assert_true (g_str_has_prefix (page, "HTTP/1.1 404") || *page == '\0');
    }
  g_cancellable_cancel (cancellable);
  g_assert_null (wait_for_tokens (&result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_differ (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthBrowser) one = begin (server);
  g_autoptr (PosternOauthBrowser) two = begin (server);

  for (const char *const *name = (const char *const[]) { "state", "code_challenge", "redirect_uri", NULL };
       *name != NULL; name++)
    {
      g_autofree char *a = get_parameter (postern_oauth_browser_get_uri (one), *name);
      g_autofree char *b = get_parameter (postern_oauth_browser_get_uri (two), *name);

      g_assert_cmpstr (a, !=, b);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  oauth_fixture_set_up ();

  g_test_add_func ("/oauth-browser/accepted", test_accepted);
  g_test_add_func ("/oauth-browser/other-state", test_other_state);
  g_test_add_func ("/oauth-browser/declined", test_declined);
  g_test_add_func ("/oauth-browser/garbage", test_garbage);
  g_test_add_func ("/oauth-browser/differ", test_differ);

  return g_test_run ();
}
