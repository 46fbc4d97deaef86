/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oauth-stand-in.h"

#include <string.h>

#include "support/postern-test-keyring.h"

#define GOOD "ok@contoso.example"
#define GONE "ok@gone.example"
#define APP "ok@app.example"
#define CLOSED "mailbox-disabled@contoso.example"
#define PLAIN "ok@plain.example"

/* The provider takes each refresh token once; after that all are void, for one was stolen (RFC 9700 §4.14.2). */
static void
lay_out_strict (OauthStandIn *fixture)
{
  static const char *const tokens[] = { OAUTH_TOKENS ("2"), OAUTH_TOKENS ("3"), OAUTH_TOKENS ("4") };

  oauth_stand_in_answer (fixture, OAUTH_TOKENS ("1"));
  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autofree char *used = g_strdup_printf ("refresh_token=" CTL_PASSWORD "-r%" G_GSIZE_FORMAT, i + 1);

      postern_test_https_add_for (fixture->https, OAUTH_TOKEN_PATH, used, 1000, 200, OAUTH_JSON, tokens[i]);
      postern_test_https_add_for (fixture->https, OAUTH_TOKEN_PATH, used, 0, 400, OAUTH_JSON, OAUTH_REVOKED);
    }
}

/* The timer's run and two by hand, at the same moment: each renews with what the one before has left in the keyring. */
static void
test_at_once (OauthStandIn  *fixture,
              gconstpointer  data)
{
  GSubprocess *processes[3];
  g_autofree char *id = (lay_out_strict (fixture), oauth_stand_in_add (fixture, GOOD));
  const char *const test[] = { "test", "--record", id, "--sign-in-only", NULL };
  const char *const test_all[] = { "test-all", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (processes); i++)
    processes[i] = ctl_program_start (i == 0 ? test_all : test);
  for (gsize i = 0; i < G_N_ELEMENTS (processes); i++)
    {
      g_autoptr (CtlRun) run = ctl_program_end (processes[i]);

      g_assert_cmpint (run->status, ==, 0);
      ctl_run_assert_no_secret (run);
    }
  /* The code, its tokens, and three times new ones. */
  g_assert_cmpuint (postern_test_https_count (fixture->https), ==, 5);
  oauth_stand_in_assert_asked (fixture, 4, "refresh_token=" CTL_PASSWORD "-r3");
}

/* One that died in the middle of it does not keep the others out. */
static void
test_killed (OauthStandIn  *fixture,
             gconstpointer  data)
{
  g_autofree char *id = NULL;
  const char *arguments[] = { "test-all", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (CtlRun) run = NULL;

  oauth_stand_in_answer (fixture, OAUTH_TOKENS ("1"));
  postern_test_https_add_for (fixture->https, OAUTH_TOKEN_PATH, "refresh_token", 30000, 200, OAUTH_JSON,
                              OAUTH_TOKENS ("2"));
  postern_test_https_add_for (fixture->https, OAUTH_TOKEN_PATH, "refresh_token", 0, 200, OAUTH_JSON,
                              OAUTH_TOKENS ("3"));
  id = oauth_stand_in_add (fixture, GOOD);
  process = ctl_program_start (arguments);
  oauth_stand_in_wait_asked (fixture, 3);
  g_subprocess_force_exit (process);
  run = ctl_run ("test-all");
  g_assert_cmpint (run->status, ==, 0);
}

static char *
add_app (OauthStandIn *fixture)
{
  g_autofree char *secret = ctl_program_write (CTL_PASSWORD "-client\n");
  g_autoptr (CtlRun) run = ctl_run ("records", "add", "--oauth", "--provider", "standin", "--account", APP, "--name",
                                    APP, "--client-id", "1111", "--tenant", "contoso.example", "--client-secret-file",
                                    secret, "--ca-file", postern_practice_server_get_ca_file (fixture->smtp));

  return oauth_stand_in_read_id (run);
}

static char *
add_password (OauthStandIn *fixture)
{
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  g_autoptr (CtlRun) run = ctl_run ("records", "add", "--provider", "standin", "--account", PLAIN, "--name", PLAIN,
                                    "--password-file", password, "--ca-file",
                                    postern_practice_server_get_ca_file (fixture->smtp));

  return oauth_stand_in_read_id (run);
}

/* Checks the line about the record of that name. */
static void
assert_line (CtlRun     *run,
             const char *name,
             const char *result,
             const char *finding)
{
  g_auto (GStrv) lines = g_strsplit (run->output, "\n", -1);
  g_autofree char *wanted = g_strdup_printf ("\"name\":\"%s\"", name);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = strstr (lines[i], wanted) == NULL ? NULL : json_from_string (lines[i], NULL);

      if (node == NULL)
        continue;
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "result"), ==, result);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "finding"), ==, finding);
      return;
    }
  g_error ("No line about %s in: %s", name, run->output);
}

/* One whose sign-in was withdrawn is found out, kept in its record, and stops none of the others; nobody is there. */
static void
test_kinds (OauthStandIn  *fixture,
            gconstpointer  data)
{
  g_autofree char *good = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *app = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (CtlRun) run = NULL;
  g_autoptr (CtlRun) shown = NULL;

  oauth_stand_in_answer (fixture, OAUTH_TOKENS ("1"), OAUTH_TOKENS ("8"), OAUTH_APP_TOKENS);
  good = oauth_stand_in_add (fixture, GOOD);
  gone = oauth_stand_in_add (fixture, GONE);
  app = add_app (fixture);
  plain = add_password (fixture);
  postern_test_https_add_for (fixture->https, OAUTH_TOKEN_PATH, "refresh_token=" CTL_PASSWORD "-r1", 0, 200, OAUTH_JSON,
                              OAUTH_TOKENS ("2"));
  postern_test_https_add_for (fixture->https, OAUTH_TOKEN_PATH, "refresh_token=" CTL_PASSWORD "-r8", 0, 400, OAUTH_JSON,
                              OAUTH_REVOKED);
  run = ctl_run ("test-all", "--json");
  g_assert_cmpstr (run->errors, ==, "");
  g_assert_cmpint (run->status, ==, 1);
  ctl_run_assert_no_secret (run);
  assert_line (run, GOOD, "passed", "signed-in");
  assert_line (run, GONE, "failed", "oauth-revoked");
  assert_line (run, APP, "passed", "signed-in");
  assert_line (run, PLAIN, "passed", "signed-in");
  shown = ctl_run ("records", "show", gone, "--json");
  g_assert_nonnull (strstr (shown->output, "oauth-revoked"));
}

/* The registration's token has ended: a new one is asked for with its secret, unattended. */
static void
test_app_renewed (OauthStandIn  *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autoptr (CtlRun) first = NULL;
  g_autoptr (CtlRun) second = NULL;

  oauth_stand_in_answer (fixture,
                         "{\"token_type\":\"Bearer\",\"expires_in\":60,\"access_token\":\"" CTL_PASSWORD "-1\"}",
                         OAUTH_APP_TOKENS);
  id = add_app (fixture);
  first = ctl_run ("test-all");
  g_assert_cmpint (first->status, ==, 0);
  oauth_stand_in_assert_asked (fixture, 1, "client_secret=" CTL_PASSWORD "-client");
  second = ctl_run ("test-all");
  g_assert_cmpint (second->status, ==, 0);
  g_assert_cmpuint (postern_test_https_count (fixture->https), ==, 2);
}

/* A token that is refused locks no account: the next run tries again, and sees it as soon as somebody has mended it. */
static void
test_refused (OauthStandIn  *fixture,
              gconstpointer  data)
{
  g_autofree char *id = NULL;

  oauth_stand_in_answer (fixture, OAUTH_TOKENS ("1"));
  id = oauth_stand_in_add (fixture, CLOSED);
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (CtlRun) run = ctl_run ("test-all", "--json");

      assert_line (run, CLOSED, "failed", "oauth-smtp-auth-off");
      g_assert_cmpint (run->status, ==, 1);
    }
}

/* No authorisation server: said of this record, and the others go on. */
static void
test_unreachable (OauthStandIn  *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (CtlRun) run = NULL;

  oauth_stand_in_answer (fixture, OAUTH_TOKENS ("1"));
  id = oauth_stand_in_add (fixture, GOOD);
  plain = add_password (fixture);
  g_clear_pointer (&fixture->https, postern_test_https_free);
  run = ctl_run ("test-all", "--json");
  g_assert_cmpint (run->status, ==, 1);
  assert_line (run, GOOD, "failed", NULL);
  assert_line (run, PLAIN, "passed", "signed-in");
}

#define ADD(name, func) \
  g_test_add ("/ctl/oauth-all/" name, OauthStandIn, NULL, oauth_stand_in_set_up, func, oauth_stand_in_tear_down)

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

  ADD ("at-once", test_at_once);
  ADD ("killed", test_killed);
  ADD ("kinds", test_kinds);
  ADD ("app-renewed", test_app_renewed);
  ADD ("refused", test_refused);
  ADD ("unreachable", test_unreachable);

  result = g_test_run ();
  postern_test_keyring_free (keyring);

  return result;
}
