/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/network/postern-http.h"
#include "core/oauth/postern-oauth-async.h"
#include "core/oauth/postern-oauth-error.h"
#include "oauth-fixture.h"
#include "support/postern-test-wait.h"

#define CODE(rest) \
  "{\"device_code\":\"device-1\",\"user_code\":\"ABCD-1234\",\"verification_uri\":\"https://localhost/device\"" rest "}"
#define QUICK CODE (",\"expires_in\":900,\"interval\":1,\"message\":\"To sign in, use a web browser\"")

static PosternOauthDeviceCode *
begin (PosternOauthClient *client)
{
  g_autoptr (GError) error = NULL;
  PosternOauthDeviceCode *code = postern_oauth_device_begin (client, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (code);

  return code;
}

/* Microsoft's documented row of answers: pending, slow down, then tokens. */
static void
test_accepted (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (PosternOauthDeviceCode) code = NULL;
  g_autoptr (PosternOauthTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gint64 start;

  oauth_fixture_add (server, "/devicecode", 200, QUICK);
  oauth_fixture_add_error (server, "authorization_pending", "AADSTS70016: Pending end-user authorization.");
  oauth_fixture_add (server, "/token", 200, OAUTH_FIXTURE_TOKENS);
  code = begin (client);
  g_assert_cmpstr (code->user_code, ==, "ABCD-1234");
  g_assert_cmpstr (code->uri, ==, "https://localhost/device");
  g_assert_null (code->complete_uri);
  start = g_get_monotonic_time ();
  tokens = postern_oauth_device_wait (client, code, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (postern_secret_peek (tokens->access), ==, "access-1");
  g_assert_cmpstr (postern_secret_peek (tokens->refresh), ==, "refresh-1");
  g_assert_true (postern_oauth_tokens_is_fresh (tokens));
  /* It waits before each question. */
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (postern_test_https_count (server), ==, 3);
  first = postern_test_https_dup_request (server, 0);
  g_assert_cmpstr (first, ==,
                   "POST /devicecode\nclient_id=11111111-2222-3333-4444-555555555555&"
                   "scope=https%3A%2F%2Foutlook.office.com%2FSMTP.Send%20offline_access");
  second = postern_test_https_dup_request (server, 1);
  g_assert_cmpstr (second, ==,
                   "POST /token\ngrant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&"
                   "device_code=device-1&client_id=11111111-2222-3333-4444-555555555555");
}

/* RFC 8628 §3.5: five seconds more from then on. */
static void
test_slow_down (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (PosternOauthDeviceCode) code = NULL;
  g_autoptr (PosternOauthTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

  oauth_fixture_add (server, "/devicecode", 200, QUICK);
  oauth_fixture_add_error (server, "slow_down", "");
  oauth_fixture_add (server, "/token", 200, OAUTH_FIXTURE_TOKENS);
  code = begin (client);
  start = g_get_monotonic_time ();
  tokens = postern_oauth_device_wait (client, code, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 7 * G_USEC_PER_SEC);
}

typedef struct
{
  const char *name;
  const char *description;
  int         code;
} Refusal;

static const Refusal refusals[] = {
  { "authorization_declined", "", POSTERN_OAUTH_ERROR_DECLINED },
  { "access_denied", "The user denied the request", POSTERN_OAUTH_ERROR_DECLINED },
  { "access_denied", "AADSTS65004: User declined to consent to access the app.", POSTERN_OAUTH_ERROR_DECLINED },
  { "expired_token", "AADSTS70020: The device code has expired.", POSTERN_OAUTH_ERROR_EXPIRED },
  { "bad_verification_code", "", POSTERN_OAUTH_ERROR_REFUSED },
  { "invalid_client", "AADSTS7000218: The request body must contain client_assertion or client_secret.",
    POSTERN_OAUTH_ERROR_CLIENT },
  { "unauthorized_client", "AADSTS700016: Application with identifier was not found in the directory.",
    POSTERN_OAUTH_ERROR_CLIENT },
  { "invalid_grant", "AADSTS65001: The user or administrator has not consented to use the application.",
    POSTERN_OAUTH_ERROR_CONSENT },
  { "invalid_grant", "AADSTS90094: The grant requires admin permission.", POSTERN_OAUTH_ERROR_CONSENT },
  { "interaction_required", "AADSTS50076: you must use multi-factor authentication", POSTERN_OAUTH_ERROR_REVOKED },
  { "something_new", "AADSTS99999: a new thing", POSTERN_OAUTH_ERROR_REFUSED },
};

static void
test_refused (gconstpointer data)
{
  const Refusal *each = data;
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (PosternOauthDeviceCode) code = NULL;
  g_autoptr (GError) error = NULL;

  oauth_fixture_add (server, "/devicecode", 200, QUICK);
  oauth_fixture_add_error (server, each->name, each->description);
  code = begin (client);
  g_assert_null (postern_oauth_device_wait (client, code, NULL, &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, each->code);
  /* The server's own words travel with the error, and it is asked once only. */
  g_assert_nonnull (strstr (error->message, *each->description != '\0' ? each->description : each->name));
  g_assert_cmpuint (postern_test_https_count (server), ==, 2);
}

static void
test_code_ends (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (PosternOauthDeviceCode) code = NULL;
  g_autoptr (GError) error = NULL;

  oauth_fixture_add (server, "/devicecode", 200, CODE (",\"expires_in\":\"2\",\"interval\":\"1\""));
  oauth_fixture_add_error (server, "authorization_pending", "");
  code = begin (client);
  g_assert_cmpuint (code->interval, ==, 1);
  g_assert_null (postern_oauth_device_wait (client, code, NULL, &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_EXPIRED);
  g_assert_cmpuint (postern_test_https_count (server), <=, 4);
}

/* A server that is away for a moment does not end a sign-in that a person is busy with. */
static void
test_network_returns (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (PosternOauthDeviceCode) code = NULL;
  g_autoptr (GError) error = NULL;

  oauth_fixture_add (server, "/devicecode", 200, CODE (",\"expires_in\":60,\"interval\":1"));
  code = begin (client);
  g_assert_cmpuint (code->interval, ==, 1);
  g_clear_pointer (&server, postern_test_https_free);
  g_assert_null (postern_oauth_device_wait (client, code, NULL, &error));
  g_assert_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_UNREACHABLE);
}

static const char *const bad_codes[] = {
  "", "[]", "{}", "null", "{\"device_code\":1}",
  "{\"device_code\":\"d\",\"user_code\":\"A\\u0007B\",\"verification_uri\":\"https://localhost/\"}",
  "{\"device_code\":\"d\",\"user_code\":\"AB\",\"verification_uri\":\"http://localhost/\"}",
  "{\"device_code\":\"d\",\"user_code\":\"AB\",\"verification_uri\":\"javascript:alert(1)\"}",
  "{\"device_code\":\"d\\r\\nx\",\"user_code\":\"AB\",\"verification_uri\":\"https://localhost/\"}",
  "{\"device_code\":\"d\",\"user_code\":\"AB\",\"verification_uri\":\"https://localhost/\"",
};

static void
test_bad_code (gconstpointer data)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (GError) error = NULL;

  oauth_fixture_add (server, "/devicecode", 200, data);
  g_assert_null (postern_oauth_device_begin (client, NULL, &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_ANSWER);
}

static void
test_deep (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autofree char *deep = g_strnfill (250000, '[');
  g_autoptr (GError) error = NULL;

  oauth_fixture_add (server, "/devicecode", 200, deep);
  g_assert_null (postern_oauth_device_begin (client, NULL, &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_ANSWER);
}

static void
test_no_client (void)
{
  static const char *const ids[] = { NULL, "", "with space", "line\nend", "ü" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
      g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
      g_autoptr (GError) error = NULL;

      g_free (client->client_id);
      client->client_id = g_strdup (ids[i]);
      g_assert_null (postern_oauth_device_begin (client, NULL, &error));
      g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_INPUT);
      g_assert_cmpuint (postern_test_https_count (server), ==, 0);
    }
}

static PosternOauthTokens *
wait_for_tokens (GAsyncResult **slot,
                 GError       **error)
{
  g_autoptr (GAsyncResult) result = postern_test_wait_result (slot);

  return postern_oauth_finish (result, error);
}

static void
test_intervals (void)
{
  static const char *const texts[] = { CODE (",\"interval\":0"), CODE (",\"interval\":-1"), CODE (""),
                                       CODE (",\"interval\":1e9") };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
      g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
      g_autoptr (PosternOauthDeviceCode) code = NULL;

      oauth_fixture_add (server, "/devicecode", 200, texts[i]);
      code = begin (client);
      g_assert_cmpuint (code->interval, ==, 5);
    }
}

static void
code_cb (const PosternOauthDeviceCode *code,
         gpointer                      data)
{
  g_assert_null (code->device_code);
  *(char **) data = g_strdup (code->user_code);
}

static void
test_async (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  GAsyncResult *result = NULL;
  g_autoptr (PosternOauthTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;

  oauth_fixture_add (server, "/devicecode", 200, QUICK);
  oauth_fixture_add (server, "/token", 200, OAUTH_FIXTURE_TOKENS);
  postern_oauth_device_run_async (client, code_cb, &shown, NULL, postern_test_store_result, &result);
  tokens = wait_for_tokens (&result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (shown, ==, "ABCD-1234");
}

static gboolean
is_shown (gpointer shown)
{
  return *(char **) shown != NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;
  gint64 start;

  oauth_fixture_add (server, "/devicecode", 200, CODE (",\"expires_in\":900,\"interval\":60"));
  postern_oauth_device_run_async (client, code_cb, &shown, cancellable, postern_test_store_result, &result);
  postern_test_wait (is_shown, &shown);
  start = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  g_assert_null (wait_for_tokens (&result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint (postern_test_https_count (server), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  oauth_fixture_set_up ();

  g_test_add_func ("/oauth-device/accepted", test_accepted);
  g_test_add_func ("/oauth-device/slow-down", test_slow_down);
  g_test_add_func ("/oauth-device/code-ends", test_code_ends);
  g_test_add_func ("/oauth-device/network-returns", test_network_returns);
  g_test_add_func ("/oauth-device/intervals", test_intervals);
  g_test_add_func ("/oauth-device/deep", test_deep);
  g_test_add_func ("/oauth-device/no-client", test_no_client);
  g_test_add_func ("/oauth-device/async", test_async);
  g_test_add_func ("/oauth-device/cancelled", test_cancelled);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *name = g_strdup_printf ("/oauth-device/refused/%" G_GSIZE_FORMAT "-%s", i, refusals[i].name);

      g_test_add_data_func (name, &refusals[i], test_refused);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad_codes); i++)
    {
      g_autofree char *name = g_strdup_printf ("/oauth-device/bad-code/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (name, bad_codes[i], test_bad_code);
    }

  return g_test_run ();
}
