/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "postern-diagnosis-fixture.h"

#include <string.h>

#include "core/diagnosis/postern-diagnosis-private.h"
#include "core/oauth/postern-oauth-error.h"

#define GOOGLE "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}"
#define SMTP_AUTH_OFF "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox."

static PosternCatalogue *catalogue;
static GHashTable *winners;

static void
assert_finding (PosternFinding *finding,
                const char     *id)
{
  g_assert_nonnull (finding);
  postern_diagnosis_fixture_check (finding);
  g_assert_cmpstr (finding->id, ==, id);
  g_hash_table_add (winners, g_strdup (id));
}

static PosternTestReport *
refuse (const char *reply,
        const char *mechanism,
        const char *challenge)
{
  PosternTestReport *report = postern_diagnosis_fixture_refused (POSTERN_STEP_AUTH, reply);

  report->mechanism = g_strdup (mechanism);
  report->challenge = g_strdup (challenge);

  return report;
}

/* The same reply means another thing with a token than with a password. */
static void
test_tokens (void)
{
  static const struct { const char *reply; const char *mechanism; const char *challenge; const char *id; } cases[] = {
    { "535 5.7.3 Authentication unsuccessful", "XOAUTH2", NULL, "oauth-token-refused" },
    { "535 5.7.3 Authentication unsuccessful", "LOGIN", NULL, "wrong-password" },
    { SMTP_AUTH_OFF, "XOAUTH2", NULL, "oauth-smtp-auth-off" },
    { SMTP_AUTH_OFF, "LOGIN", NULL, "mailbox-disabled" },
    { "535 5.7.139 Authentication unsuccessful, for a reason of our own.", "XOAUTH2", NULL, "oauth-blocked" },
    { "535 5.7.8 Username and Password not accepted. Learn more at https://support.google.com/mail/?p=BadCredentials",
      "XOAUTH2", GOOGLE, "oauth-google-refused" },
    { "535 5.7.8 Username and Password not accepted. Learn more at https://support.google.com/mail/?p=BadCredentials",
      "PLAIN", NULL, "gmail-wrong-password" },
    { "535 5.7.8 Error: authentication failed:", "OAUTHBEARER", "{\"status\":\"invalid_token\"}",
      "oauth-refused-by-server" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestReport) report = refuse (cases[i].reply, cases[i].mechanism, cases[i].challenge);
      g_autoptr (PosternFinding) finding = postern_diagnosis_explain (catalogue, report, NULL);

      g_test_message ("%s %s", cases[i].mechanism, cases[i].reply);
      assert_finding (finding, cases[i].id);
      if (cases[i].challenge != NULL)
        g_assert_nonnull (strstr (finding->reply, cases[i].challenge));
    }
}

/* Nobody signed in: then it is Exchange that does not know the app. */
static void
test_app_only (void)
{
  g_autoptr (PosternTestReport) report = refuse ("535 5.7.3 Authentication unsuccessful", "XOAUTH2", NULL);
  g_autoptr (PosternEvidence) evidence = postern_evidence_new_from_report (report, "microsoft365");
  g_autoptr (PosternFinding) finding = NULL;
  PosternPlaceholders nothing_more = { 0 };

  g_assert_cmpstr (evidence->sign_in, ==, "oauth");
  g_free (evidence->sign_in);
  evidence->sign_in = g_strdup ("oauth-app");
  finding = postern_diagnosis_explain_evidence (catalogue, report, evidence, &nothing_more);
  assert_finding (finding, "oauth-app-not-known");
}

static PosternFinding *
explain_answer (const char *name,
                const char *description,
                gint64      skew)
{
  g_autoptr (GError) error = NULL;

  postern_oauth_error_set (&error, name, description, skew);

  return postern_diagnosis_explain_oauth (catalogue, error, "microsoft365", "web@contoso.example");
}

/* What the authorisation server answers, in its documented words. */
static void
test_answers (void)
{
  static const struct { const char *name; const char *description; gint64 skew; const char *id; } cases[] = {
    { "access_denied", NULL, 0, "oauth-declined" },
    { "authorization_declined", NULL, 0, "oauth-declined" },
    { "expired_token", NULL, 0, "oauth-expired" },
    { "invalid_client", "AADSTS7000215: Invalid client secret provided.", 0, "oauth-client" },
    { "unauthorized_client", "AADSTS700016: Application with identifier '1' was not found in the directory.", 0,
      "oauth-client" },
    { "invalid_grant", "AADSTS65001: The user or administrator has not consented to use the application.", 0,
      "oauth-consent" },
    { "invalid_grant", "Token has been expired or revoked.", 0, "oauth-revoked" },
    { "invalid_grant", "AADSTS7000012: The grant was obtained for a different tenant.", 0, "oauth-other-tenant" },
    { "invalid_grant", "Token has been expired or revoked.", 86400, "oauth-clock" },
    { "invalid_request", "AADSTS90002: Tenant 'contoso' not found.", 0, "oauth-wrong-tenant" },
    { "invalid_tenant", "AADSTS90002: Tenant 'contoso' not found.", 0, "oauth-wrong-tenant" },
    { "invalid_scope", "The scope is not valid.", 0, "oauth-refused" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternFinding) finding = explain_answer (cases[i].name, cases[i].description, cases[i].skew);

      g_test_message ("%s %s", cases[i].name, cases[i].description);
      assert_finding (finding, cases[i].id);
    }
}

/* What is no answer of the provider's is no finding. */
static void
test_no_finding (void)
{
  g_autoptr (GError) input = g_error_new_literal (POSTERN_OAUTH_ERROR, POSTERN_OAUTH_ERROR_INPUT, "No client id.");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "Something else.");

  g_assert_null (postern_diagnosis_explain_oauth (catalogue, input, NULL, NULL));
  g_assert_null (postern_diagnosis_explain_oauth (catalogue, other, NULL, NULL));
}

static void
test_all_reached (void)
{
  GListModel *rules = postern_catalogue_get_rules (catalogue);
  guint n_seen = 0;

  g_hash_table_remove_all (winners);
  test_tokens ();
  test_app_only ();
  test_answers ();
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (PosternRule) rule = g_list_model_get_item (rules, i);

      if (!g_str_has_prefix (rule->id, "oauth-"))
        continue;
      n_seen++;
      g_test_message ("%s", rule->id);
      g_assert_true (g_hash_table_contains (winners, rule->id));
    }
  g_assert_cmpuint (n_seen, >=, 14);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_diagnosis_fixture_catalogue ();
  winners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_test_add_func ("/diagnosis/oauth/tokens", test_tokens);
  g_test_add_func ("/diagnosis/oauth/app-only", test_app_only);
  g_test_add_func ("/diagnosis/oauth/answers", test_answers);
  g_test_add_func ("/diagnosis/oauth/no-finding", test_no_finding);
  g_test_add_func ("/diagnosis/oauth/all-reached", test_all_reached);

  status = g_test_run ();
  g_hash_table_unref (winners);
  g_object_unref (catalogue);

  return status;
}
