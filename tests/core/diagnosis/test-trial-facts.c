/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial-fixture.h"

#include <string.h>

#include "core/diagnosis/postern-diagnosis-private.h"
#include "core/diagnosis/postern-trial-private.h"
#include "postern-diagnosis-fixture.h"

#define NOW    1800000000
#define MINUTE 60
#define DAY    (24 * 60 * MINUTE)

static PosternCatalogue *built_in;
static PosternCatalogue *catalogue;

static char *
find_facts (PosternCatalogue          *providers,
            const PosternCircumstances circumstances,
            const char                *password,
            PosternAuthChoice          auth,
            gint64                     now)
{
  g_autoptr (PosternTestPlan) plan = trial_fixture_plan ("mail.example", 587, password);
  g_autoptr (PosternEvidence) evidence = g_new0 (PosternEvidence, 1);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (now);
  PosternTrialJob job = {
    .catalogue = providers, .plan = plan, .circumstances = circumstances, .now = moment, .evidence = evidence,
    .doubt = "password",
  };

  plan->auth = auth;
  if (circumstances.provider != NULL)
    job.provider = postern_catalogue_get_provider (providers, circumstances.provider);
  postern_trial_add_known (&job);

  return evidence->facts == NULL ? g_strdup ("") : g_strjoinv (" ", evidence->facts);
}

/* Times in seconds before now, 0 for none. */
typedef struct
{
  const char *provider;
  const char *password;
  gint64      made;
  gint64      passed;
  const char *facts;
} FactCase;

static const FactCase fact_cases[] = {
  { "acme", APP_PASSWORD, 0, 0, "password=fits" },
  { "acme", "abcd efgh ijkl mnop", 0, 0, "password=fits" },
  { "acme", "Secret123!", 0, 0, "password=normal" },
  { "acme", "abc", 0, 0, "password=short" },
  { "acme", APP_PASSWORD "q", 0, 0, "password=long" },
  { NULL, "Secret123!", 0, 0, "" },
  { "custom", "Secret123!", 0, 0, "" },
  { "nobody", "Secret123!", 0, 0, "" },
  /* What a scenario of the practice server is about is not covered up. */
  { "practice", "practice", MINUTE, 0, "" },
  { NULL, "x", 1, 0, "age=fresh" },
  { NULL, "x", 14 * MINUTE, 0, "age=fresh" },
  { NULL, "x", 15 * MINUTE, 0, "" },
  { NULL, "x", -5 * MINUTE, 0, "" },
  { "acme", APP_PASSWORD, MINUTE, 0, "password=fits age=fresh" },
  /* One that has worked is known everywhere. One that worked before this one was made says nothing of this one. */
  { NULL, "x", 10 * MINUTE, 5 * MINUTE, "history=passed" },
  { NULL, "x", 10 * MINUTE, DAY, "age=fresh" },
  { NULL, "x", 3 * DAY, DAY, "history=passed" },
  { NULL, "x", DAY, 3 * DAY, "" },
  { "microsoft365", APP_PASSWORD, 0, 0, "password=fits past=switch-off" },
};

static void
test_facts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fact_cases); i++)
    {
      const FactCase *one = &fact_cases[i];
      PosternCircumstances circumstances = { .provider = one->provider };
      g_autofree char *facts = NULL;

      circumstances.password_time = one->made == 0 ? 0 : NOW - one->made;
      circumstances.passed_time = one->passed == 0 ? 0 : NOW - one->passed;
      facts = find_facts (catalogue, circumstances, one->password, POSTERN_AUTH_AUTO, NOW);
      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (facts, ==, one->facts);
    }
}

/* A token has no look, and none is pasted. */
static void
test_token (void)
{
  PosternCircumstances circumstances = { .provider = "acme", .password_time = NOW - 1 };
  g_autofree char *facts = find_facts (catalogue, circumstances, "Secret123!", POSTERN_AUTH_XOAUTH2, NOW);

  g_assert_cmpstr (facts, ==, "");
}

/* With the real date of the provider. */
static void
test_switch_off (void)
{
  static const struct { int year; int month; int day; const char *facts; } cases[] = {
    { 2026, 11, 27, "password=fits" },
    { 2027, 1, 1, "password=fits past=switch-off" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PosternCircumstances circumstances = { .provider = "microsoft365" };
      g_autoptr (GDateTime) day = g_date_time_new_utc (cases[i].year, cases[i].month, cases[i].day, 12, 0, 0);
      g_autofree char *facts = find_facts (built_in, circumstances, APP_PASSWORD, POSTERN_AUTH_AUTO,
                                           g_date_time_to_unix (day));

      g_assert_cmpstr (facts, ==, cases[i].facts);
    }
}

static char *
list_elsewhere (const char *host,
                guint16     port,
                const char *provider)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (host, port, POSTERN_SECURITY_STARTTLS);
  PosternProvider *known = provider == NULL ? NULL : postern_catalogue_get_provider (built_in, provider);
  g_autoptr (GPtrArray) list = postern_trial_list_elsewhere (endpoint, known);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const PosternEndpoint *other = g_ptr_array_index (list, i);

      g_assert_cmpstr (other->host, ==, host);
      g_string_append_printf (text, " %u %s", other->port, postern_security_to_nick (other->security));
    }

  return g_string_free (text, FALSE);
}

static void
test_elsewhere (void)
{
  static const struct { const char *host; guint16 port; const char *provider; const char *list; } cases[] = {
    { "mail.example", 587, NULL, " 465 tls" },
    { "mail.example", 465, NULL, " 587 starttls" },
    { "mail.example", 25, NULL, " 587 starttls 465 tls" },
    { "mail.example", 587, "custom", " 465 tls" },
    { "smtp.gmail.com", 587, "gmail", " 465 tls" },
    { "smtp.gmail.com", 25, "gmail", " 587 starttls 465 tls" },
    { "smtp.office365.com", 587, "microsoft365", "" },
    /* Another host than the provider's: the provider's own gets no password. */
    { "relay.example", 587, "gmail", " 465 tls" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *list = list_elsewhere (cases[i].host, cases[i].port, cases[i].provider);

      g_assert_cmpstr (list, ==, cases[i].list);
    }
}

static void
test_mailbox (void)
{
  static const struct { const char *address; const char *provider; } cases[] = {
    { "bob@acme.example", "acme" },
    /* The preferred server comes last in the answer. */
    { "bob@moved.example", "gmail" },
    { "bob@filtered.example", NULL },
    { "bob@nowhere.example", NULL },
    { "bob", NULL },
    { "bob@", NULL },
    { "bob@bücher.example", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PosternProvider *found = postern_trial_find_mailbox (catalogue, cases[i].address, NULL);

      g_assert_cmpstr (found == NULL ? NULL : found->id, ==, cases[i].provider);
    }
}

/* A failure that leaves the rule's doubt. */
static PosternTestReport *
make_report (PosternRule *rule)
{
  if (g_strv_contains ((const char *const *) rule->evidence, "doubt=password"))
    return postern_diagnosis_fixture_refused (POSTERN_STEP_AUTH, "535 5.7.8 Authentication failed");

  return postern_diagnosis_fixture_failed (POSTERN_STEP_CONNECT, POSTERN_SMTP_ERROR_TIMED_OUT);
}

/* Each rule with evidence wins where its facts are known, over the text, and fills in all of its sentences. */
static void
test_rules (void)
{
  GListModel *rules = postern_catalogue_get_rules (built_in);
  PosternPlaceholders more = { .open = "465", .elsewhere = "Elsewhere", .date = "31 December 2026" };
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (PosternRule) rule = g_list_model_get_item (rules, i);
      g_autoptr (PosternTestReport) report = NULL;
      g_autoptr (PosternEvidence) evidence = NULL;
      g_autoptr (PosternFinding) finding = NULL;

      if (rule->evidence[0] == NULL)
        continue;
      n++;
      report = make_report (rule);
      evidence = postern_evidence_new_from_report (report, rule->provider);
      evidence->facts = g_strdupv (rule->evidence);
      finding = postern_diagnosis_explain_evidence (built_in, report, evidence, &more);
      postern_diagnosis_fixture_check (finding);
      g_assert_cmpstr (finding->id, ==, rule->id);
      g_assert_null (strchr (finding->title, '{'));
      g_assert_null (strchr (finding->explanation, '{'));
      g_clear_pointer (&evidence->facts, g_strfreev);
      g_clear_pointer (&finding, postern_finding_free);
      finding = postern_diagnosis_explain_evidence (built_in, report, evidence, &more);
      g_assert_cmpstr (finding->id, !=, rule->id);
    }
  g_assert_cmpuint (n, >=, 15);
}

/* What leaves nothing open is not covered up by anything that is known beside it. */
static void
test_doubts (void)
{
  static const struct { PosternStep step; const char *reply; const char *doubt; } cases[] = {
    { POSTERN_STEP_AUTH, "535 5.7.8 Authentication failed", "password" },
    { POSTERN_STEP_AUTH, "535 5.7.3 Authentication unsuccessful", "password" },
    { POSTERN_STEP_AUTH, "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.", "password" },
    { POSTERN_STEP_AUTH, "550 Nothing that anybody knows", "password" },
    { POSTERN_STEP_AUTH, "535 5.7.139 SmtpClientAuthentication is disabled for the Tenant.", NULL },
    { POSTERN_STEP_AUTH, "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.", NULL },
    { POSTERN_STEP_AUTH, "504 5.7.4 Unrecognized authentication type", NULL },
    { POSTERN_STEP_AUTH, "454 4.7.0 Temporary authentication failure", NULL },
    { POSTERN_STEP_MAIL, "535 5.7.8 Authentication failed", NULL },
    { POSTERN_STEP_DATA, "554 5.2.252 SendAsDenied", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestReport) report = postern_diagnosis_fixture_refused (cases[i].step, cases[i].reply);
      g_autoptr (PosternEvidence) evidence = postern_evidence_new_from_report (report, "microsoft365");

      g_assert_cmpstr (postern_diagnosis_find_doubt (built_in, evidence), ==, cases[i].doubt);
    }
}

static void
test_doubts_of_connections (void)
{
  static const struct { PosternStep step; PosternSmtpError condition; gboolean doubt; } cases[] = {
    { POSTERN_STEP_RESOLVE, POSTERN_SMTP_ERROR_NOT_FOUND, TRUE },
    { POSTERN_STEP_CONNECT, POSTERN_SMTP_ERROR_TIMED_OUT, TRUE },
    { POSTERN_STEP_GREETING, POSTERN_SMTP_ERROR_NOT_SMTP, TRUE },
    { POSTERN_STEP_TLS, POSTERN_SMTP_ERROR_CERTIFICATE, TRUE },
    { POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_NO_AUTH, TRUE },
    { POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_NO_MECHANISM, FALSE },
    { POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_CLOSED, FALSE },
    { POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_TIMED_OUT, FALSE },
    { POSTERN_STEP_DATA, POSTERN_SMTP_ERROR_TIMED_OUT, FALSE },
    { POSTERN_STEP_RESOLVE, POSTERN_SMTP_ERROR_INPUT, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestReport) report = postern_diagnosis_fixture_failed (cases[i].step, cases[i].condition);
      g_autoptr (PosternEvidence) evidence = postern_evidence_new_from_report (report, NULL);

      g_assert_cmpstr (postern_diagnosis_find_doubt (built_in, evidence), ==, cases[i].doubt ? "connection" : NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  trial_fixture_init ();
  built_in = postern_catalogue_new ();
  catalogue = trial_fixture_catalogue ((TrialPorts) { 587, 465, 587 });

  g_test_add_func ("/trial/facts/known", test_facts);
  g_test_add_func ("/trial/facts/token", test_token);
  g_test_add_func ("/trial/facts/switch-off", test_switch_off);
  g_test_add_func ("/trial/facts/elsewhere", test_elsewhere);
  g_test_add_func ("/trial/facts/mailbox", test_mailbox);
  g_test_add_func ("/trial/facts/rules", test_rules);
  g_test_add_func ("/trial/facts/doubts", test_doubts);
  g_test_add_func ("/trial/facts/doubts-of-connections", test_doubts_of_connections);

  status = g_test_run ();
  g_object_unref (built_in);
  g_object_unref (catalogue);

  return status;
}
