/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "refusals.h"

#include "core/diagnosis/postern-diagnosis-fixture.h"

static PosternTestPlan *
make_plan (const Refusal *self)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("localhost", self->port, self->security);
  g_autoptr (PosternSecret) secret = postern_secret_new (self->password != NULL ? self->password : PASSWORD, -1);
  PosternTestPlan *plan = postern_test_plan_new (endpoint, ACCOUNT, secret);

  plan->ca_file = g_strdup (self->ca_file);
  if (self->from != NULL)
    {
      g_free (plan->from);
      plan->from = g_strdup (self->from);
    }
  if (self->to != NULL)
    {
      g_free (plan->to);
      plan->to = g_strdup (self->to);
    }

  return plan;
}

void
refusals_assert (const Refusal *self,
                 PosternStep    step,
                 const char    *id)
{
  g_autoptr (PosternCatalogue) catalogue = postern_diagnosis_fixture_catalogue ();
  g_autoptr (PosternTestPlan) plan = make_plan (self);
  g_autoptr (PosternTestReport) report = NULL;
  g_autoptr (PosternFinding) finding = NULL;
  g_autoptr (GError) error = NULL;

  report = postern_smtp_session_run (plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s", report->transcript);
  finding = postern_diagnosis_explain (catalogue, report, NULL);
  postern_diagnosis_fixture_check (finding);
  g_assert_cmpstr (finding->id, ==, id);
  g_assert_cmpstr (postern_step_to_nick (postern_test_report_get_failed (report)->step), ==,
                   postern_step_to_nick (step));
}
