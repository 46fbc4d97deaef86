/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "smtp-session-fixture.h"

#include <string.h>

#include "support/postern-test-certificate.h"
#include "support/postern-test-wait.h"

static char *
make_folder (void)
{
  char *folder = postern_test_scratch ();

  postern_test_certificate_make_authority (folder, "ca");
  postern_test_certificate_make_authority (folder, "unknown");
  postern_test_certificate_make_server (folder, "good", "ca", "localhost,127.0.0.1", POSTERN_TEST_VALID);
  postern_test_certificate_make_server (folder, "other", "ca", "cpanel.example.net", POSTERN_TEST_VALID);
  postern_test_certificate_make_server (folder, "expired", "ca", "localhost,127.0.0.1", POSTERN_TEST_EXPIRED);
  postern_test_certificate_make_server (folder, "early", "ca", "localhost,127.0.0.1", POSTERN_TEST_NOT_YET_VALID);
  postern_test_certificate_make_server (folder, "self", NULL, "localhost,127.0.0.1", POSTERN_TEST_VALID);
  postern_test_certificate_make_server (folder, "stranger", "unknown", "localhost,127.0.0.1", POSTERN_TEST_VALID);

  return folder;
}

const char *
smtp_fixture_get_folder (void)
{
  static char *folder = NULL;

  if (folder == NULL)
    folder = make_folder ();

  return folder;
}

PosternTestServer *
smtp_fixture_serve (const char *script)
{
  return postern_test_server_new (script, smtp_fixture_get_folder (), "good");
}

PosternTestPlan *
smtp_fixture_plan (PosternTestServer *server,
                   PosternSecurity    security)
{
  g_autoptr (PosternEndpoint) endpoint = NULL;
  g_autoptr (PosternSecret) secret = postern_secret_new (PASSWORD, -1);
  PosternTestPlan *plan = NULL;

  endpoint = postern_endpoint_new ("127.0.0.1", postern_test_server_get_port (server), security);
  plan = postern_test_plan_new (endpoint, ACCOUNT, secret);
  plan->ca_file = g_build_filename (smtp_fixture_get_folder (), "ca.pem", NULL);
  plan->step_timeout = 5;

  return plan;
}

PosternTestReport *
smtp_fixture_run (PosternTestPlan *plan)
{
  g_autoptr (GError) error = NULL;
  PosternTestReport *report = postern_smtp_session_run (plan, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
  g_test_message ("%s", report->transcript);
  smtp_fixture_assert_discreet (report, plan);

  return report;
}

PosternTestReport *
smtp_fixture_try (const char      *script,
                  PosternSecurity  security)
{
  g_autoptr (PosternTestServer) server = smtp_fixture_serve (script);
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, security);
  g_autoptr (PosternTestReport) report = smtp_fixture_run (plan);

  postern_test_server_stop (server);

  return g_steal_pointer (&report);
}

void
smtp_fixture_assert_failed (PosternTestReport *report,
                            PosternStep        step,
                            PosternSmtpError   code)
{
  const PosternTestEvent *failed = postern_test_report_get_failed (report);

  g_assert_false (report->accepted);
  g_assert_nonnull (failed);
  g_assert_cmpstr (postern_step_to_nick (failed->step), ==, postern_step_to_nick (step));
  g_assert_error (failed->error, POSTERN_SMTP_ERROR, (int) code);
}

const PosternTestEvent *
smtp_fixture_find_event (PosternTestReport *report,
                         PosternStep        step)
{
  for (guint i = 0; i < report->events->len; i++)
    {
      const PosternTestEvent *event = g_ptr_array_index (report->events, i);

      if (event->step == step)
        return event;
    }
  g_assert_not_reached ();
}

static void
assert_absent (PosternTestReport *report,
               const char        *text)
{
  g_assert_null (strstr (report->transcript, text));
  for (guint i = 0; i < report->events->len; i++)
    {
      const PosternTestEvent *event = g_ptr_array_index (report->events, i);
      g_autofree char *reply = event->reply == NULL ? NULL : postern_smtp_reply_to_text (event->reply);

      g_assert_true (reply == NULL || strstr (reply, text) == NULL);
      g_assert_true (event->error == NULL || strstr (event->error->message, text) == NULL);
    }
}

void
smtp_fixture_assert_discreet (PosternTestReport *report,
                              PosternTestPlan   *plan)
{
  const char *secret = postern_secret_peek (plan->secret);
  g_autofree char *encoded = g_base64_encode ((const guchar *) secret, strlen (secret));
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree char *plain_encoded = NULL;

  g_string_append_c (plain, '\0');
  g_string_append (plain, plan->user);
  g_string_append_c (plain, '\0');
  g_string_append (plain, secret);
  plain_encoded = g_base64_encode ((const guchar *) plain->str, plain->len);
  assert_absent (report, secret);
  assert_absent (report, encoded);
  assert_absent (report, plain_encoded);
}
