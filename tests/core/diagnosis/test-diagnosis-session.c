/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/smtp/smtp-session-fixture.h"
#include "postern-diagnosis-fixture.h"

static PosternCatalogue *catalogue;

static void
assert_explained (PosternTestPlan *plan,
                  const char      *id,
                  PosternWho       who)
{
  g_autoptr (PosternTestReport) report = smtp_fixture_run (plan);
  g_autoptr (PosternFinding) finding = postern_diagnosis_explain (catalogue, report, NULL);

  postern_diagnosis_fixture_check (finding);
  g_assert_cmpstr (finding->id, ==, id);
  g_assert_cmpint (finding->who, ==, who);
}

/* Real sessions with a server that fails in its own way each time. */
static void
test_faults (void)
{
  static const struct { const char *script; const char *id; PosternWho who; } cases[] = {
    { "S HTTP/1.1 400 Bad Request\nWAIT", "not-smtp", POSTERN_WHO_YOU },
    { GREETING EHLO ("S 250 AUTH PLAIN\n") QUIT, "no-starttls", POSTERN_WHO_NETWORK },
    { GREETING STARTTLS EHLO ("S 250 SIZE\n") QUIT, "no-auth", POSTERN_WHO_YOU },
    { GREETING STARTTLS EHLO ("S 250 AUTH XOAUTH2\n") QUIT, "no-mechanism", POSTERN_WHO_PROVIDER },
    { GREETING STARTTLS OFFER_PLAIN "C ^AUTH\nS 535-5.7.8 Username and Password not accepted. Learn more at\n"
      "S 535 5.7.8 https://support.google.com/mail/?p=BadCredentials x - gsmtp\n" QUIT, "gmail-wrong-password",
      POSTERN_WHO_YOU },
    { GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN MAIL RCPT "C ^DATA$\nS 354 Send it\nBODY\n"
      "S 554 5.2.252 SendAsDenied; a not allowed to send as b\n" QUIT, "send-as-denied", POSTERN_WHO_YOU },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestServer) server = smtp_fixture_serve (cases[i].script);
      g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_STARTTLS);

      assert_explained (plan, cases[i].id, cases[i].who);
    }
}

static void
test_certificates (void)
{
  static const struct { const char *name; const char *id; PosternWho who; } cases[] = {
    { "other", "certificate-other-name", POSTERN_WHO_NETWORK },
    { "expired", "certificate-expired", POSTERN_WHO_PROVIDER },
    { "early", "certificate-not-yet-valid", POSTERN_WHO_YOU },
    { "self", "certificate-self-signed", POSTERN_WHO_ADMIN },
    { "stranger", "certificate-unknown-issuer", POSTERN_WHO_NETWORK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestServer) server = NULL;
      g_autoptr (PosternTestPlan) plan = NULL;

      server = postern_test_server_new ("TLS\n" GREETING, smtp_fixture_get_folder (), cases[i].name);
      plan = smtp_fixture_plan (server, POSTERN_SECURITY_TLS);
      assert_explained (plan, cases[i].id, cases[i].who);
    }
}

static void
test_encryption_mismatch (void)
{
  g_autoptr (PosternTestServer) server = smtp_fixture_serve (GREETING "WAIT");
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_TLS);

  assert_explained (plan, "handshake", POSTERN_WHO_YOU);
}

static void
test_nobody_listens (void)
{
  g_autoptr (PosternTestServer) server = smtp_fixture_serve ("WAIT");
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_STARTTLS);

  g_clear_pointer (&server, postern_test_server_free);
  assert_explained (plan, "connection-refused", POSTERN_WHO_YOU);
}

static void
test_accepted (void)
{
  g_autoptr (PosternTestReport) report = smtp_fixture_try (ALL_OF_STARTTLS, POSTERN_SECURITY_STARTTLS);
  g_autoptr (PosternFinding) finding = postern_diagnosis_explain (catalogue, report, NULL);

  g_assert_cmpstr (finding->id, ==, "accepted");
  g_assert_true (finding->accepted);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_diagnosis_fixture_catalogue ();

  g_test_add_func ("/diagnosis/session/faults", test_faults);
  g_test_add_func ("/diagnosis/session/certificates", test_certificates);
  g_test_add_func ("/diagnosis/session/encryption-mismatch", test_encryption_mismatch);
  g_test_add_func ("/diagnosis/session/nobody-listens", test_nobody_listens);
  g_test_add_func ("/diagnosis/session/accepted", test_accepted);

  status = g_test_run ();
  g_object_unref (catalogue);

  return status;
}
