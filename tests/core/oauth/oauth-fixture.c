/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oauth-fixture.h"

#include "support/postern-test-certificate.h"
#include "support/postern-test-wait.h"

static char *folder;

void
oauth_fixture_set_up (void)
{
  folder = postern_test_scratch ();
  postern_test_certificate_make_authority (folder, "authority");
  postern_test_certificate_make_server (folder, "good", "authority", "localhost", POSTERN_TEST_VALID);
}

PosternTestHttps *
oauth_fixture_new_server (void)
{
  return postern_test_https_new (folder, "good");
}

PosternOauthClient *
oauth_fixture_new_client (PosternTestHttps *server)
{
  PosternOauthClient *client = g_new0 (PosternOauthClient, 1);

  client->device_uri = postern_test_https_dup_uri (server, "/devicecode");
  client->authorize_uri = postern_test_https_dup_uri (server, "/authorize");
  client->token_uri = postern_test_https_dup_uri (server, "/token");
  client->scope = g_strdup ("https://outlook.office.com/SMTP.Send offline_access");
  client->client_id = g_strdup ("11111111-2222-3333-4444-555555555555");
  client->ca_file = g_build_filename (folder, "authority.pem", NULL);

  return client;
}

void
oauth_fixture_add (PosternTestHttps *server,
                   const char       *path,
                   guint             status,
                   const char       *body)
{
  postern_test_https_add (server, path, status, OAUTH_FIXTURE_JSON, NULL, body);
}

void
oauth_fixture_add_error (PosternTestHttps *server,
                         const char       *name,
                         const char       *description)
{
  g_autofree char *body = g_strdup_printf (
      "{\"error\":\"%s\",\"error_description\":\"%s\",\"error_codes\":[70016],\"timestamp\":\"2026-11-27 10:00:00Z\","
      "\"trace_id\":\"b7b1\",\"correlation_id\":\"4a3e\"}",
      name, description);

  oauth_fixture_add (server, "/token", 400, body);
}
