/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oauth-stand-in.h"

#include <string.h>

#include "support/postern-test-certificate.h"
#include "support/postern-test-process.h"

static char *certificates;

static void
write_provider (OauthStandIn *self)
{
  g_autofree char *data_home = postern_test_scratch ();
  g_autofree char *folder = g_build_filename (data_home, "postern", "providers", NULL);
  g_autofree char *path = g_build_filename (folder, "standin.xml", NULL);
  g_autofree char *ca = g_build_filename (certificates, "authority.pem", NULL);
  g_autofree char *base = postern_test_https_dup_uri (self->https, "");
  g_autofree char *xml = g_strdup_printf (
      "<provider id=\"standin\" kind=\"mailbox\"><name>Stand-in</name><summary>A stand-in.</summary>"
      "<endpoint host=\"localhost\" port=\"%u\" security=\"starttls\"/>"
      "<oauth authorize=\"%s/{tenant}/authorize\" token=\"%s/{tenant}/token\" device=\"%s/{tenant}/devicecode\""
      " scope=\"mail\" app-scope=\"app\" ca-file=\"%s\"><reason>Because.</reason></oauth></provider>",
      postern_practice_server_get_port (self->smtp), base, base, base, ca);

  g_setenv ("XDG_DATA_HOME", data_home, TRUE);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
}

void
oauth_stand_in_prepare (void)
{
  certificates = postern_test_scratch ();
  postern_test_certificate_make_authority (certificates, "authority");
  postern_test_certificate_make_server (certificates, "good", "authority", "localhost", POSTERN_TEST_VALID);
}

void
oauth_stand_in_set_up (OauthStandIn  *self,
                       gconstpointer  data)
{
  self->https = postern_test_https_new (certificates, "good");
  self->smtp = postern_practice_server_new ();
  g_assert_true (postern_practice_server_start (self->smtp, 0, NULL));
  write_provider (self);
}

void
oauth_stand_in_tear_down (OauthStandIn  *self,
                          gconstpointer  data)
{
  g_clear_pointer (&self->https, postern_test_https_free);
  g_object_unref (self->smtp);
}

void
oauth_stand_in_lay_out (OauthStandIn      *self,
                        const char *const *answers)
{
  postern_test_https_add (self->https, "/contoso.example/devicecode", 200, OAUTH_JSON, NULL, OAUTH_CODE);
  for (gsize i = 0; answers[i] != NULL; i++)
    postern_test_https_add (self->https, OAUTH_TOKEN_PATH, strstr (answers[i], "error") != NULL ? 400 : 200, OAUTH_JSON,
                            NULL, answers[i]);
}

char *
oauth_stand_in_read_id (CtlRun *run)
{
  g_auto (GStrv) lines = g_strsplit (g_strchomp (run->output), "\n", -1);

  g_assert_cmpstr (run->errors, ==, "");
  g_assert_cmpint (run->status, ==, 0);
  ctl_run_assert_no_secret (run);

  return g_strdup (lines[g_strv_length (lines) - 1]);
}

char *
oauth_stand_in_add (OauthStandIn *self,
                    const char   *account)
{
  const char *ca_file = postern_practice_server_get_ca_file (self->smtp);
  g_autoptr (CtlRun) run = ctl_run ("records", "add", "--oauth", "--provider", "standin", "--account", account,
                                    "--name", account, "--client-id", "1111", "--tenant", "contoso.example",
                                    "--ca-file", ca_file);

  g_assert_nonnull (strstr (run->output, "ABCD-EFGH"));
  g_assert_nonnull (strstr (run->output, "https://login.contoso.example/device"));

  return oauth_stand_in_read_id (run);
}

void
oauth_stand_in_assert_asked (OauthStandIn *self,
                             guint         n,
                             const char   *words)
{
  g_autofree char *request = postern_test_https_dup_request (self->https, n);

  g_assert_nonnull (strstr (request, words));
}

typedef struct
{
  OauthStandIn *self;
  guint         n;
} Awaited;

static gboolean
was_asked (gpointer data)
{
  const Awaited *awaited = data;

  return postern_test_https_count (awaited->self->https) >= awaited->n;
}

void
oauth_stand_in_wait_asked (OauthStandIn *self,
                           guint         n)
{
  Awaited awaited = { self, n };

  g_assert_true (postern_test_poll (was_asked, &awaited, 20));
}
