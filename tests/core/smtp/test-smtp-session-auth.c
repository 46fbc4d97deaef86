/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "smtp-session-fixture.h"

#include <string.h>

/* A local part outside ASCII needs SMTPUTF8 (RFC 6531); a domain outside ASCII does not. */
static void
test_utf8 (void)
{
  static const struct { const char *from; const char *script; gboolean accepted; } cases[] = {
    { "webmaster@exämple.org", GREETING OFFER_PLAIN AUTH_PLAIN
                               "C ^MAIL FROM:<webmaster@xn--exmple-cua\\.org>$\nS 250 OK\n" RCPT DATA QUIT, TRUE },
    { "zoë@example.org", GREETING EHLO ("S 250-8BITMIME\nS 250-SMTPUTF8\nS 250 AUTH PLAIN\n") AUTH_PLAIN
                         "C ^MAIL FROM:<zoë@example\\.org> BODY=8BITMIME SMTPUTF8$\nS 250 OK\n" RCPT DATA QUIT, TRUE },
    { "zoë@example.org", GREETING OFFER_PLAIN AUTH_PLAIN QUIT, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestServer) server = smtp_fixture_serve (cases[i].script);
      g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_NONE);
      g_autoptr (PosternTestReport) report = NULL;

      g_free (plan->from);
      plan->from = g_strdup (cases[i].from);
      report = smtp_fixture_run (plan);
      postern_test_server_stop (server);
      g_assert_cmpint (report->accepted, ==, cases[i].accepted);
      if (!cases[i].accepted)
        smtp_fixture_assert_failed (report, POSTERN_STEP_MAIL, POSTERN_SMTP_ERROR_INPUT);
    }
}

static void
test_xoauth2 (void)
{
  g_autoptr (PosternTestServer) server = NULL;
  g_autoptr (PosternTestPlan) plan = NULL;
  g_autoptr (PosternTestReport) report = NULL;

  /* {"status":"401"} */
  server = smtp_fixture_serve (GREETING EHLO ("S 250 AUTH LOGIN XOAUTH2\n")
                               "C ^AUTH XOAUTH2 dXNlcj1\nS 334 eyJzdGF0dXMiOiI0MDEifQ==\nC ^$\n"
                               "S 535 5.7.3 Authentication unsuccessful\n" QUIT);
  plan = smtp_fixture_plan (server, POSTERN_SECURITY_NONE);
  plan->auth = POSTERN_AUTH_XOAUTH2;
  report = smtp_fixture_run (plan);
  postern_test_server_stop (server);
  smtp_fixture_assert_failed (report, POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_REFUSED);
  g_assert_cmpuint (smtp_fixture_find_event (report, POSTERN_STEP_AUTH)->reply->code, ==, 535);
  g_assert_cmpstr (smtp_fixture_find_event (report, POSTERN_STEP_AUTH)->reply->enhanced, ==, "5.7.3");
  g_assert_nonnull (strstr (report->transcript, "· {\"status\":\"401\"}"));
}

/* A refused password is not tried in another way: accounts lock. */
static void
test_one_sign_in (void)
{
  g_autoptr (PosternTestReport) report = NULL;

  report = smtp_fixture_try (GREETING OFFER_PLAIN "C ^AUTH PLAIN \nS 535 5.7.8 Wrong\nC ^QUIT$\nWAIT\n",
                             POSTERN_SECURITY_NONE);
  smtp_fixture_assert_failed (report, POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_REFUSED);
}

/* Servers echo what they don't understand. */
static void
test_echoed_secret (void)
{
  static const char *const echoes[] = {
    "S 535 5.7.8 " PASSWORD " is wrong",
    "S 535 5.7.8 SG9yc2U0QmF0dGVyeSFTdGFwbGU= is wrong",
    "S 500 AUTH PLAIN AHdlYm1hc3RlckBleGFtcGxlLm9yZwBIb3JzZTRCYXR0ZXJ5IVN0YXBsZQ== what",
    "S 500 AUTH PLAIN AHdlYm1hc3RlckBleGFtcGxlLm9yZwBIb3JzZTRCYXR0ZXJ5IVN0",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (echoes); i++)
    {
      g_autofree char *script = g_strconcat (GREETING OFFER_PLAIN "C ^AUTH PLAIN \n", echoes[i], "\n" QUIT, NULL);
      g_autoptr (PosternTestReport) report = smtp_fixture_try (script, POSTERN_SECURITY_NONE);

      smtp_fixture_assert_failed (report, POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_REFUSED);
      g_assert_nonnull (strstr (smtp_fixture_find_event (report, POSTERN_STEP_AUTH)->reply->lines[0], "••••"));
      g_assert_null (strstr (report->transcript, "Cb29r"));
      g_assert_null (strstr (report->transcript, "BIb3JzZTRCYXR0"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/smtp/session/utf8", test_utf8);
  g_test_add_func ("/smtp/session/xoauth2", test_xoauth2);
  g_test_add_func ("/smtp/session/one-sign-in", test_one_sign_in);
  g_test_add_func ("/smtp/session/echoed-secret", test_echoed_secret);

  return g_test_run ();
}
