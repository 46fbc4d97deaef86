/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/signin/postern-sign-in.h"

#include <string.h>

#include "core/oauth/postern-oauth-error.h"
#include "core/records/postern-records.h"
#include "core/records/postern-vault.h"
#include "../oauth/oauth-fixture.h"
#include "support/postern-test-keyring.h"
#include "support/postern-test-process.h"
#include "support/postern-test-wait.h"

#define APP_TOKEN "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"app-access\"}"
#define RENEWED \
  "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"access-2\",\"refresh_token\":\"refresh-2\"}"

static PosternTestKeyring *keyring;
static char *data_home;

typedef struct
{
  PosternTestHttps *server;
  PosternCatalogue *catalogue;
  PosternStore     *store;
  PosternRecord    *record;
  GCancellable     *cancellable;
} Fixture;

/* A provider of an organisation's own, whose authorisation server is @server. */
static void
write_provider (PosternTestHttps *server)
{
  g_autoptr (PosternOauthClient) client = oauth_fixture_new_client (server);
  g_autofree char *folder = g_build_filename (data_home, "postern", "providers", NULL);
  g_autofree char *path = g_build_filename (folder, "standin.xml", NULL);
  g_autofree char *xml = g_strdup_printf (
      "<provider id=\"standin\" kind=\"mailbox\"><name>Stand-in</name><summary>A stand-in.</summary>"
      "<endpoint host=\"smtp.contoso.org\" port=\"587\" security=\"starttls\"/>"
      "<oauth authorize=\"%s/{tenant}\" token=\"%s\" device=\"%s\" scope=\"mail\" app-scope=\"app\" ca-file=\"%s\">"
      "<reason>Because.</reason></oauth></provider>",
      client->authorize_uri, client->token_uri, client->device_uri, client->ca_file);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("smtp.contoso.org", 587, POSTERN_SECURITY_STARTTLS);
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (GError) error = NULL;

  fixture->server = oauth_fixture_new_server ();
  write_provider (fixture->server);
  fixture->catalogue = postern_catalogue_new ();
  fixture->store = postern_store_open (folder, &error);
  g_assert_no_error (error);
  fixture->record = postern_record_new ();
  postern_record_set_account (fixture->record, "web@contoso.org");
  postern_record_set_provider (fixture->record, "standin");
  postern_record_set_endpoint (fixture->record, endpoint);
  postern_record_set_client_id (fixture->record, "11111111-2222");
  postern_record_set_sign_in (fixture->record, data == NULL ? POSTERN_SIGN_IN_OAUTH : POSTERN_SIGN_IN_OAUTH_APP);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->record);
  g_object_unref (fixture->store);
  g_object_unref (fixture->catalogue);
  postern_test_https_free (fixture->server);
}

static void
keep (Fixture    *fixture,
      const char *access,
      const char *refresh,
      const char *client_secret)
{
  g_autoptr (PosternSecret) a = access == NULL ? NULL : postern_secret_new (access, -1);
  g_autoptr (PosternSecret) r = refresh == NULL ? NULL : postern_secret_new (refresh, -1);
  g_autoptr (PosternSecret) s = client_secret == NULL ? NULL : postern_secret_new (client_secret, -1);
  g_autoptr (PosternOauthTokens) tokens = postern_oauth_tokens_new (a, r, 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (postern_sign_in_keep (fixture->store, fixture->record, tokens, s, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (postern_record_get_password_recorded (fixture->record));
}

static void
assert_access (Fixture    *fixture,
               const char *access)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) secret = postern_sign_in_obtain (fixture->catalogue, fixture->record, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (postern_secret_peek (secret), ==, access);
}

static void
assert_packed (Fixture    *fixture,
               const char *ending)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) packed = postern_vault_lookup (fixture->record, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (postern_secret_peek (packed), ending));
}

/* The new refresh token is in the keyring by the time that the access token is there, and the record stays proven. */
static void
test_renewed (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 password_time;
  g_autofree char *request = NULL;

  keep (fixture, NULL, "refresh-1", NULL);
  password_time = postern_record_get_password_time (fixture->record);
  oauth_fixture_add (fixture->server, "/token", 200, RENEWED);
  assert_access (fixture, "access-2");
  assert_packed (fixture, " refresh-2");
  g_assert_cmpint (postern_record_get_password_time (fixture->record), ==, password_time);
  request = postern_test_https_dup_request (fixture->server, 0);
  g_assert_nonnull (strstr (request, "refresh_token=refresh-1"));
  g_assert_null (strstr (request, "client_secret"));
}

/* What can't be kept is not used: the next start would have no way back. */
static void
test_not_kept (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) secret = NULL;

  keep (fixture, NULL, "refresh-1", NULL);
  postern_test_keyring_lock (keyring);
  secret = postern_sign_in_obtain (fixture->catalogue, fixture->record, NULL, &error);
  g_assert_null (secret);
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED);
  g_assert_cmpuint (postern_test_https_count (fixture->server), ==, 0);
  postern_test_keyring_unlock (keyring);
}

static void
test_revoked (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) secret = NULL;

  keep (fixture, NULL, "refresh-1", NULL);
  oauth_fixture_add_error (fixture->server, "invalid_grant", "Token has been expired or revoked.");
  secret = postern_sign_in_obtain (fixture->catalogue, fixture->record, NULL, &error);
  g_assert_null (secret);
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_REVOKED);
  assert_packed (fixture, " refresh-1");
}

/* The secret of the registration is an item of its own, and goes with the record. */
static void
test_app (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) secret = NULL;
  g_autofree char *request = NULL;

  keep (fixture, "old-access", NULL, "s3cret");
  oauth_fixture_add (fixture->server, "/token", 200, APP_TOKEN);
  assert_access (fixture, "app-access");
  assert_access (fixture, "app-access");
  g_assert_cmpuint (postern_test_https_count (fixture->server), ==, 1);
  request = postern_test_https_dup_request (fixture->server, 0);
  g_assert_nonnull (strstr (request, "grant_type=client_credentials"));
  g_assert_nonnull (strstr (request, "client_secret=s3cret"));

  g_assert_true (postern_records_remove (fixture->store, fixture->record, NULL, &error));
  secret = postern_vault_lookup_client (fixture->record, NULL, &error);
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND);
}

/* Other programs, which want a password, don't take tokens for one. */
static void
test_attributes (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PosternSecret) password = postern_secret_new ("abcdefghijklmnop", -1);
  g_autoptr (PosternSecret) found = NULL;
  g_autoptr (GError) error = NULL;

  postern_record_set_sign_in (fixture->record, POSTERN_SIGN_IN_PASSWORD);
  g_assert_true (postern_records_keep_password (fixture->store, fixture->record, password, NULL, &error));
  postern_record_set_sign_in (fixture->record, POSTERN_SIGN_IN_OAUTH);
  keep (fixture, NULL, "refresh-1", NULL);
  assert_packed (fixture, " refresh-1");
  postern_record_set_sign_in (fixture->record, POSTERN_SIGN_IN_PASSWORD);
  g_assert_true (postern_records_keep_password (fixture->store, fixture->record, password, NULL, &error));
  found = postern_sign_in_obtain (fixture->catalogue, fixture->record, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (postern_secret_equal (found, password));
}

static gboolean
was_asked (gpointer data)
{
  return postern_test_https_count (((Fixture *) data)->server) > 0;
}

static gpointer
cancel_when_asked_thread (gpointer data)
{
  Fixture *fixture = data;

  postern_test_poll (was_asked, fixture, 20);
  g_cancellable_cancel (fixture->cancellable);

  return NULL;
}

/* Given up in the middle of it: the new refresh token is not lost for that. */
static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PosternSecret) secret = NULL;
  GThread *thread;

  keep (fixture, NULL, "refresh-1", NULL);
  postern_test_https_add_for (fixture->server, "/token", "refresh-1", 1000, 200, OAUTH_FIXTURE_JSON, RENEWED);
  fixture->cancellable = cancellable;
  thread = g_thread_new ("cancel", cancel_when_asked_thread, fixture);
  secret = postern_sign_in_obtain (fixture->catalogue, fixture->record, cancellable, NULL);
  g_thread_join (thread);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  assert_packed (fixture, " refresh-2");
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (postern_sign_in_keep_finish (POSTERN_STORE (source), result, &error));
  g_assert_no_error (error);
  g_main_loop_quit (data);
}

static void
obtained_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) secret = postern_sign_in_obtain_finish (result, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (postern_secret_peek (secret), ==, "access-2");
  g_main_loop_quit (data);
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (PosternSecret) refresh = postern_secret_new ("refresh-1", -1);
  g_autoptr (PosternSecret) client_secret = postern_secret_new ("s3cret", -1);
  g_autoptr (PosternOauthTokens) tokens = postern_oauth_tokens_new (NULL, refresh, 1);
  g_autofree char *request = NULL;

  postern_sign_in_keep_async (fixture->store, fixture->record, tokens, client_secret, NULL, kept_cb, loop);
  g_main_loop_run (loop);
  oauth_fixture_add (fixture->server, "/token", 200, RENEWED);
  postern_sign_in_obtain_async (fixture->catalogue, fixture->record, NULL, obtained_cb, loop);
  g_main_loop_run (loop);
  request = postern_test_https_dup_request (fixture->server, 0);
  g_assert_nonnull (strstr (request, "client_secret=s3cret"));
}

static void
test_client (void)
{
  static const char *const bad[] = { NULL, "", "contoso/../x", "a b", ".com", "x@y" };
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  PosternProvider *microsoft = postern_catalogue_get_provider (catalogue, "microsoft365");
  g_autoptr (PosternOauthClient) client = NULL;
  g_autoptr (GError) error = NULL;

  client = postern_sign_in_make_client (microsoft, "1111", "contoso.com", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (client->token_uri, ==, "https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) refused = NULL;

      g_assert_null (postern_sign_in_make_client (microsoft, "1111", bad[i], NULL, &refused));
      g_assert_error (refused, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_INPUT);
    }
  g_assert_null (postern_sign_in_make_client (postern_catalogue_get_provider (catalogue, "gmail"), "1", NULL, NULL,
                                              &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (postern_sign_in_make_client (NULL, "1", NULL, NULL, &error));
  g_assert_error (error, POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_INPUT);
}

static void
test_missing (void)
{
  g_test_skip (postern_test_keyring_get_missing ());
}

#define ADD(name, data, func) g_test_add ("/sign-in/" name, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("SECRET_BACKEND");
  data_home = postern_test_scratch ();
  g_setenv ("XDG_DATA_HOME", data_home, TRUE);
  oauth_fixture_set_up ();
  g_test_add_func ("/sign-in/client", test_client);
  if (postern_test_keyring_get_missing () != NULL)
    {
      g_test_add_func ("/sign-in/keyring", test_missing);
      return g_test_run ();
    }

  keyring = postern_test_keyring_new (TRUE);
  ADD ("renewed", NULL, test_renewed);
  ADD ("not-kept", NULL, test_not_kept);
  ADD ("revoked", NULL, test_revoked);
  ADD ("app", "app", test_app);
  ADD ("attributes", NULL, test_attributes);
  ADD ("async", NULL, test_async);
  ADD ("given-up", NULL, test_given_up);
  result = g_test_run ();
  postern_test_keyring_free (keyring);

  return result;
}
