/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/oauth/postern-oauth-async.h"
#include "core/oauth/postern-oauth-error.h"
#include "core/oauth/postern-oauth-request.h"
#include "oauth-fixture.h"

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static PosternOauthTokens *
make_tokens (const char *access,
             const char *refresh,
             gint64      expires)
{
  g_autoptr (PosternSecret) a = access == NULL ? NULL : postern_secret_new (access, -1);
  g_autoptr (PosternSecret) r = refresh == NULL ? NULL : postern_secret_new (refresh, -1);

  return postern_oauth_tokens_new (a, r, expires);
}

static void
test_pack (void)
{
  g_autoptr (PosternOauthTokens) full = make_tokens ("access", "refresh", 1234);
  g_autoptr (PosternOauthTokens) alone = make_tokens ("access", NULL, now () + 3600);
  g_autoptr (PosternSecret) packed_full = postern_oauth_tokens_pack (full);
  g_autoptr (PosternSecret) packed_alone = postern_oauth_tokens_pack (alone);
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternOauthTokens) a = postern_oauth_tokens_unpack (packed_full, &error);
  g_autoptr (PosternOauthTokens) b = postern_oauth_tokens_unpack (packed_alone, &error);

  g_assert_no_error (error);
  g_assert_null (a->access);
  g_assert_cmpstr (postern_secret_peek (a->refresh), ==, "refresh");
  g_assert_false (postern_oauth_tokens_is_fresh (a));
  g_assert_cmpstr (postern_secret_peek (b->access), ==, "access");
  g_assert_null (b->refresh);
  g_assert_cmpint (b->expires, ==, alone->expires);
  g_assert_true (postern_oauth_tokens_is_fresh (b));
}

static void
test_unpack_refused (void)
{
  static const char *const others[] = {
    "a password", "", "postern-oauth-1", "postern-oauth-1 refresh", "postern-oauth-1 refresh x y",
    "postern-oauth-1 refresh 99999999999999999999 y", "postern-oauth-1 refresh 12 ", "postern-oauth-1 other 12 y",
    "postern-oauth-12 refresh 12 y",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (PosternSecret) secret = postern_secret_new (others[i], -1);
      g_autoptr (GError) error = NULL;

      g_assert_null (postern_oauth_tokens_unpack (secret, &error));
      g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_REVOKED);
    }
}

static void
test_freshness (void)
{
  g_autoptr (PosternOauthTokens) soon = make_tokens ("a", NULL, now () + POSTERN_OAUTH_TOKENS_MARGIN - 1);
  g_autoptr (PosternOauthTokens) later = make_tokens ("a", NULL, now () + POSTERN_OAUTH_TOKENS_MARGIN + 60);

  g_assert_false (postern_oauth_tokens_is_fresh (soon));
  g_assert_true (postern_oauth_tokens_is_fresh (later));
}

static void
test_refreshed (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (PosternOauthTokens) old = make_tokens (NULL, "ref+resh/0", 0);
  g_autoptr (PosternOauthTokens) kept = NULL;
  g_autoptr (PosternOauthTokens) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *request = NULL;

  oauth_fixture_add (server, "/token", 200, "{\"access_token\":\"access-2\",\"token_type\":\"bearer\"}");
  oauth_fixture_add (server, "/token", 200, OAUTH_FIXTURE_TOKENS);
  kept = postern_oauth_request_refreshed (client, old, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (postern_secret_peek (kept->access), ==, "access-2");
  g_assert_cmpstr (postern_secret_peek (kept->refresh), ==, "ref+resh/0");
  g_assert_true (postern_oauth_tokens_is_fresh (kept));
  changed = postern_oauth_request_refreshed (client, kept, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (postern_secret_peek (changed->refresh), ==, "refresh-1");
  request = postern_test_https_dup_request (server, 0);
  g_assert_nonnull (strstr (request, "grant_type=refresh_token&refresh_token=ref%2Bresh%2F0&scope="));
}

static void
test_revoked (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (PosternOauthTokens) old = make_tokens (NULL, "refresh-0", 0);
  g_autoptr (PosternOauthTokens) none = make_tokens ("access", NULL, 0);
  g_autoptr (GError) error = NULL;

  oauth_fixture_add_error (server, "invalid_grant", "AADSTS50173: The provided grant has expired due to it being "
                                                    "revoked.\\r\\nTrace ID: 1");
  g_assert_null (postern_oauth_request_refreshed (client, old, NULL, &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_REVOKED);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_null (strstr (error->message, "refresh-0"));
  g_clear_error (&error);
  g_assert_null (postern_oauth_request_refreshed (client, none, NULL, &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_REVOKED);
  g_assert_cmpuint (postern_test_https_count (server), ==, 1);
}

/* A refusal while the server's clock says something else is put down to the clock, a yes is not. */
static void
test_clock (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (PosternOauthTokens) old = make_tokens (NULL, "refresh-0", 0);
  g_autoptr (PosternOauthTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;
  const char *date = "Date: Sun, 06 Nov 1994 08:49:37 GMT";

  postern_test_https_add (server, "/token", 400, "application/json", date, "{\"error\":\"invalid_grant\"}");
  postern_test_https_add (server, "/token", 200, "application/json", date, OAUTH_FIXTURE_TOKENS);
  g_assert_null (postern_oauth_request_refreshed (client, old, NULL, &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_CLOCK);
  g_clear_error (&error);
  tokens = postern_oauth_request_refreshed (client, old, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (postern_oauth_tokens_is_fresh (tokens));
}

static void
test_app_only (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (PosternOauthTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *request = NULL;

  g_assert_null (postern_oauth_request_app_only (client, NULL, &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_INPUT);
  g_assert_cmpuint (postern_test_https_count (server), ==, 0);
  g_clear_error (&error);

  client->client_secret = postern_secret_new ("s3cret~&=", -1);
  client->app_scope = g_strdup ("https://outlook.office365.com/.default");
  oauth_fixture_add (server, "/token", 200,
                     "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"app-1\"}");
  tokens = postern_oauth_request_app_only (client, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (tokens->refresh);
  request = postern_test_https_dup_request (server, 0);
  g_assert_cmpstr (request, ==,
                   "POST /token\ngrant_type=client_credentials&"
                   "scope=https%3A%2F%2Foutlook.office365.com%2F.default&"
                   "client_id=11111111-2222-3333-4444-555555555555&client_secret=s3cret~%26%3D");
}

/* What is no token, or could break an SMTP line, is not taken for one. */
static void
test_bad_tokens (gconstpointer data)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (PosternOauthTokens) old = make_tokens (NULL, "refresh-0", 0);
  g_autoptr (GError) error = NULL;

  oauth_fixture_add (server, "/token", 200, data);
  g_assert_null (postern_oauth_request_refreshed (client, old, NULL, &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_ANSWER);
}

static void
test_unknown_life (void)
{
  g_autoptr (PosternTestHttps) server = oauth_fixture_new_server ();
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autoptr (PosternOauthTokens) old = make_tokens (NULL, "refresh-0", 0);
  g_autoptr (PosternOauthTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;

  oauth_fixture_add (server, "/token", 200, "{\"access_token\":\"a\",\"expires_in\":-5}");
  tokens = postern_oauth_request_refreshed (client, old, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tokens->expires, >=, now () + 3590);
  g_assert_cmpint (tokens->expires, <=, now () + 3600);
}

int
main (int    argc,
      char **argv)
{
  static const char *const bad[] = {
    "{}", "{\"access_token\":\"\"}", "{\"access_token\":7}", "{\"access_token\":\"a\\r\\nMAIL\"}",
    "{\"access_token\":\"\\u00e9\"}", "{\"access_token\":\"a\",\"token_type\":\"mac\"}", "{\"access_token\":[\"a\"]}",
  };

  g_test_init (&argc, &argv, NULL);
  oauth_fixture_set_up ();

  g_test_add_func ("/oauth-tokens/pack", test_pack);
  g_test_add_func ("/oauth-tokens/unpack-refused", test_unpack_refused);
  g_test_add_func ("/oauth-tokens/freshness", test_freshness);
  g_test_add_func ("/oauth-tokens/refreshed", test_refreshed);
  g_test_add_func ("/oauth-tokens/revoked", test_revoked);
  g_test_add_func ("/oauth-tokens/clock", test_clock);
  g_test_add_func ("/oauth-tokens/app-only", test_app_only);
  g_test_add_func ("/oauth-tokens/unknown-life", test_unknown_life);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *name = g_strdup_printf ("/oauth-tokens/bad-tokens/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (name, bad[i], test_bad_tokens);
    }

  return g_test_run ();
}
