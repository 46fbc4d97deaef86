/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "postern-diagnosis-fixture.h"

#include <string.h>

#include "core/smtp/postern-test-report-private.h"
#include "support/postern-test-wait.h"

static const char *const placeholders[] = {
  "{host}", "{port}", "{user}", "{from}", "{provider}", "{names}", "{reply}",
};

static PosternTestEvent *
add_failed_event (PosternTestReport *report,
                  PosternStep        step,
                  PosternSmtpError   condition)
{
  PosternTestEvent *event = g_new0 (PosternTestEvent, 1);

  event->step = step;
  event->state = POSTERN_STEP_STATE_FAILED;
  event->error = g_error_new (POSTERN_SMTP_ERROR, condition, "The test’s own words about %s.",
                              postern_smtp_error_to_nick (condition));
  g_ptr_array_add (report->events, event);

  return event;
}

static void
assert_filled (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpstr (text, !=, "");
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (placeholders); i++)
    {
      if (strstr (text, placeholders[i]) != NULL)
        g_error ("%s is left in “%s”", placeholders[i], text);
    }
}

PosternCatalogue *
postern_diagnosis_fixture_catalogue (void)
{
  g_autofree char *nowhere = postern_test_scratch ();

  g_setenv ("XDG_DATA_HOME", nowhere, TRUE);
  g_setenv ("XDG_DATA_DIRS", nowhere, TRUE);

  return postern_catalogue_new ();
}

PosternTestReport *
postern_diagnosis_fixture_failed (PosternStep      step,
                                  PosternSmtpError condition)
{
  PosternTestReport *report = postern_test_report_new ();

  report->host = g_strdup ("smtp.example.net");
  report->port = 587;
  report->user = g_strdup ("web@contoso.example");
  report->from = g_strdup ("info@contoso.example");
  add_failed_event (report, step, condition);

  return report;
}

PosternTestReport *
postern_diagnosis_fixture_refused (PosternStep  step,
                                   const char  *reply)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = g_strconcat (reply, "\n", NULL);
  g_auto (GStrv) parts = g_strsplit (lines, "\n", -1);
  g_autofree char *bytes = g_strjoinv ("\r\n", parts);
  PosternTestReport *report = postern_diagnosis_fixture_failed (step, POSTERN_SMTP_ERROR_REFUSED);
  PosternTestEvent *event = g_ptr_array_index (report->events, 0);

  event->reply = postern_smtp_reply_parse (bytes, strlen (bytes), &error);
  g_assert_no_error (error);

  return report;
}

PosternTestReport *
postern_diagnosis_fixture_certificate (GTlsCertificateFlags flags,
                                       gboolean             self_signed)
{
  static const char *const names[] = { "*.host.example", "host.example", NULL };
  PosternTestReport *report = postern_diagnosis_fixture_failed (POSTERN_STEP_TLS, POSTERN_SMTP_ERROR_CERTIFICATE);

  report->certificate = g_new0 (PosternCertificateFacts, 1);
  report->certificate->dns_names = g_strdupv ((char **) names);
  report->certificate->chain_length = 1;
  report->certificate->self_signed = self_signed;
  report->certificate->flags = flags;

  return report;
}

void
postern_diagnosis_fixture_check (const PosternFinding *finding)
{
  g_assert_nonnull (finding);
  assert_filled (finding->id);
  assert_filled (finding->title);
  assert_filled (finding->explanation);
  g_assert_cmpuint (finding->actions->len, >, 0);
  for (guint i = 0; i < finding->actions->len; i++)
    {
      const PosternAction *action = g_ptr_array_index (finding->actions, i);

      assert_filled (action->text);
      g_assert_true ((action->value == NULL) == (action->kind == POSTERN_ACTION_TEXT));
      if (action->value != NULL)
        assert_filled (action->value);
    }
}
