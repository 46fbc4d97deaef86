/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "postern-diagnosis-fixture.h"

static PosternCatalogue *catalogue;

static const PosternAction *
find_action (const PosternFinding *finding,
             PosternActionKind     kind)
{
  for (guint i = 0; i < finding->actions->len; i++)
    {
      const PosternAction *action = g_ptr_array_index (finding->actions, i);

      if (action->kind == kind)
        return action;
    }

  return NULL;
}

static PosternFinding *
explain_refused (PosternStep  step,
                 const char  *reply,
                 const char  *user)
{
  g_autoptr (PosternTestReport) report = postern_diagnosis_fixture_refused (step, reply);

  g_free (report->user);
  report->user = g_strdup (user);

  return postern_diagnosis_explain (catalogue, report, "microsoft365");
}

static void
test_passed (void)
{
  g_autoptr (PosternTestReport) report = NULL;
  g_autoptr (PosternFinding) accepted = NULL;
  g_autoptr (PosternFinding) signed_in = NULL;

  report = postern_diagnosis_fixture_failed (POSTERN_STEP_QUIT, POSTERN_SMTP_ERROR_CLOSED);
  report->accepted = TRUE;
  accepted = postern_diagnosis_explain (catalogue, report, NULL);
  report->sign_in_only = TRUE;
  signed_in = postern_diagnosis_explain (catalogue, report, "gmail");

  postern_diagnosis_fixture_check (accepted);
  g_assert_cmpstr (accepted->id, ==, "accepted");
  g_assert_true (accepted->accepted);
  g_assert_cmpint (accepted->confidence, ==, POSTERN_CONFIDENCE_CERTAIN);
  postern_diagnosis_fixture_check (signed_in);
  g_assert_cmpstr (signed_in->id, ==, "signed-in");
  g_assert_true (signed_in->accepted);
}

static void
test_nothing_failed (void)
{
  g_autoptr (PosternTestReport) report = NULL;
  g_autoptr (PosternFinding) finding = NULL;

  report = postern_diagnosis_fixture_failed (POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_CLOSED);
  g_ptr_array_set_size (report->events, 0);
  finding = postern_diagnosis_explain (catalogue, report, NULL);

  postern_diagnosis_fixture_check (finding);
  g_assert_cmpstr (finding->id, ==, "unknown");
}

static void
test_values (void)
{
  g_autoptr (PosternTestReport) report = NULL;
  g_autoptr (PosternFinding) refused = NULL;
  g_autoptr (PosternFinding) blocked = NULL;
  g_autoptr (PosternFinding) input = NULL;

  refused = explain_refused (POSTERN_STEP_DATA, "554 5.2.252 SendAsDenied; a not allowed to send as b",
                             "web@contoso.example");
  g_assert_nonnull (strstr (refused->explanation, "web@contoso.example"));
  g_assert_nonnull (strstr (refused->explanation, "info@contoso.example"));
  g_assert_cmpstr (refused->reply, ==, "554 5.2.252 SendAsDenied; a not allowed to send as b");

  report = postern_diagnosis_fixture_failed (POSTERN_STEP_CONNECT, POSTERN_SMTP_ERROR_TIMED_OUT);
  blocked = postern_diagnosis_explain (catalogue, report, NULL);
  g_assert_cmpstr (blocked->id, ==, "port-blocked");
  g_assert_cmpint (blocked->who, ==, POSTERN_WHO_NETWORK);
  g_assert_nonnull (strstr (blocked->title, "smtp.example.net"));
  g_assert_nonnull (strstr (blocked->title, "587"));
  g_assert_null (blocked->reply);

  g_clear_pointer (&report, postern_test_report_unref);
  report = postern_diagnosis_fixture_failed (POSTERN_STEP_RESOLVE, POSTERN_SMTP_ERROR_INPUT);
  input = postern_diagnosis_explain (catalogue, report, NULL);
  g_assert_nonnull (strstr (input->explanation, "The test’s own words about input."));
}

/* PowerShell takes four typographic quotes for a single one. */
static void
test_commands (void)
{
  static const struct { const char *user; const char *command; } cases[] = {
    { "web@contoso.example",
      "Set-CASMailbox -Identity 'web@contoso.example' -SmtpClientAuthenticationDisabled $false" },
    { "o'brien@contoso.example",
      "Set-CASMailbox -Identity 'o''brien@contoso.example' -SmtpClientAuthenticationDisabled $false" },
    { "x' ; Remove-Mailbox 'all",
      "Set-CASMailbox -Identity 'x'' ; Remove-Mailbox ''all' -SmtpClientAuthenticationDisabled $false" },
    { "a\342\200\231b\nc",
      "Set-CASMailbox -Identity 'a\342\200\231\342\200\231b c' -SmtpClientAuthenticationDisabled $false" },
    { "$(calc) {host}",
      "Set-CASMailbox -Identity '$(calc) {host}' -SmtpClientAuthenticationDisabled $false" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternFinding) finding = NULL;
      const PosternAction *action;

      finding = explain_refused (POSTERN_STEP_AUTH, "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication "
                                 "is disabled for the Mailbox.", cases[i].user);
      action = find_action (finding, POSTERN_ACTION_COMMAND);
      g_assert_nonnull (action);
      g_assert_cmpstr (action->value, ==, cases[i].command);
    }
}

static void
test_names (void)
{
  g_autoptr (PosternTestReport) report = NULL;
  g_autoptr (PosternFinding) finding = NULL;

  report = postern_diagnosis_fixture_certificate (G_TLS_CERTIFICATE_BAD_IDENTITY, FALSE);
  finding = postern_diagnosis_explain (catalogue, report, NULL);

  g_assert_nonnull (strstr (finding->explanation, "*.host.example, host.example"));
  g_assert_cmpint (finding->who, ==, POSTERN_WHO_NETWORK);
}

static void
test_unknown (void)
{
  static const struct
  {
    PosternStep  step;
    const char  *reply;
    const char  *id;
    PosternWho   who;
    const char  *word;
  } cases[] = {
    { POSTERN_STEP_RCPT, "451 4.9.99 So odd", "unknown-temporary", POSTERN_WHO_PROVIDER, "4.9.99 So odd" },
    { POSTERN_STEP_DATA, "499 Never seen", "unknown-temporary", POSTERN_WHO_PROVIDER, "499 Never seen" },
    { POSTERN_STEP_MAIL, "550 5.1.99 Odd address", "unknown-permanent", POSTERN_WHO_YOU, "about an address" },
    { POSTERN_STEP_DATA, "554 5.6.99 Odd content", "unknown-permanent", POSTERN_WHO_YOU, "content of the message" },
    { POSTERN_STEP_AUTH, "550 5.7.99 Odd rule", "unknown-permanent", POSTERN_WHO_ADMIN, "security or a rule" },
    { POSTERN_STEP_EHLO, "599 Never seen", "unknown-permanent", POSTERN_WHO_PROVIDER, "599 Never seen" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternFinding) finding = explain_refused (cases[i].step, cases[i].reply, "web@contoso.example");

      postern_diagnosis_fixture_check (finding);
      g_assert_cmpstr (finding->id, ==, cases[i].id);
      g_assert_cmpint (finding->who, ==, cases[i].who);
      g_assert_cmpint (finding->confidence, ==, POSTERN_CONFIDENCE_POSSIBLE);
      g_assert_cmpstr (finding->reply, ==, cases[i].reply);
      g_assert_nonnull (strstr (finding->explanation, cases[i].word));
    }
}

static void
test_copy (void)
{
  g_autoptr (PosternFinding) finding = explain_refused (POSTERN_STEP_AUTH, "535 5.7.3 Unsuccessful", "u");
  g_autoptr (PosternFinding) copy = g_boxed_copy (POSTERN_TYPE_FINDING, finding);

  postern_diagnosis_fixture_check (copy);
  g_assert_cmpstr (copy->id, ==, finding->id);
  g_assert_cmpstr (copy->reply, ==, finding->reply);
  g_assert_cmpuint (copy->actions->len, ==, finding->actions->len);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_diagnosis_fixture_catalogue ();

  g_test_add_func ("/diagnosis/report/passed", test_passed);
  g_test_add_func ("/diagnosis/report/nothing-failed", test_nothing_failed);
  g_test_add_func ("/diagnosis/report/values", test_values);
  g_test_add_func ("/diagnosis/report/commands", test_commands);
  g_test_add_func ("/diagnosis/report/names", test_names);
  g_test_add_func ("/diagnosis/report/unknown", test_unknown);
  g_test_add_func ("/diagnosis/report/copy", test_copy);

  status = g_test_run ();
  g_object_unref (catalogue);

  return status;
}
