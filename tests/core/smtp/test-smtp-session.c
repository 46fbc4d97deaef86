/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "smtp-session-fixture.h"

#include <string.h>

#include "support/postern-test-wait.h"

static void
assert_accepted (PosternTestReport *report)
{
  g_assert_null (postern_test_report_get_failed (report));
  g_assert_true (report->accepted);
}

static void
test_starttls (void)
{
  g_autoptr (PosternTestReport) report = smtp_fixture_try (ALL_OF_STARTTLS, POSTERN_SECURITY_STARTTLS);

  assert_accepted (report);
  g_assert_cmpuint (report->events->len, ==, POSTERN_N_STEPS);
  for (guint i = 0; i < report->events->len; i++)
    {
      const PosternTestEvent *event = g_ptr_array_index (report->events, i);

      g_assert_cmpint (event->step, ==, i);
      g_assert_cmpint (event->state, ==, POSTERN_STEP_STATE_OK);
    }
  g_assert_cmpstr (report->tls_version, ==, "TLS 1.3");
  g_assert_nonnull (report->tls_cipher);
  g_assert_cmpstr (report->mechanism, ==, "PLAIN");
  g_assert_cmpuint (report->certificate->flags, ==, 0);
  g_assert_cmpstr (report->certificate->dns_names[0], ==, "localhost");
  g_assert_cmpstr (report->certificate->dns_names[1], ==, "127.0.0.1");
  g_assert_false (report->certificate->self_signed);
  g_assert_cmpstr (report->capabilities[0], ==, "AUTH LOGIN PLAIN");
  g_assert_true (g_str_has_prefix (report->address, "127.0.0.1:"));
  g_assert_cmpstr (smtp_fixture_find_event (report, POSTERN_STEP_DATA)->reply->enhanced, ==, "2.0.0");
  g_assert_nonnull (strstr (report->transcript, "→ AUTH PLAIN ••••\n"));
}

static void
test_tls (void)
{
  static const PosternStep order[] = {
    POSTERN_STEP_RESOLVE, POSTERN_STEP_CONNECT, POSTERN_STEP_TLS, POSTERN_STEP_GREETING, POSTERN_STEP_EHLO,
    POSTERN_STEP_AUTH, POSTERN_STEP_MAIL, POSTERN_STEP_RCPT, POSTERN_STEP_DATA, POSTERN_STEP_QUIT,
  };
  g_autoptr (PosternTestReport) report = smtp_fixture_try ("TLS\n" GREETING OFFER_PLAIN AUTH_PLAIN MAIL RCPT DATA QUIT,
                                                           POSTERN_SECURITY_TLS);

  assert_accepted (report);
  g_assert_cmpuint (report->events->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpint (((PosternTestEvent *) g_ptr_array_index (report->events, i))->step, ==, order[i]);
}

static void
test_none (void)
{
  g_autoptr (PosternTestReport) report = smtp_fixture_try (GREETING OFFER_PLAIN AUTH_PLAIN MAIL RCPT DATA QUIT,
                                                           POSTERN_SECURITY_NONE);

  assert_accepted (report);
  g_assert_null (report->tls_version);
  g_assert_null (report->certificate);
  g_assert_cmpint (smtp_fixture_find_event (report, POSTERN_STEP_STARTTLS)->state, ==, POSTERN_STEP_STATE_SKIPPED);
  g_assert_cmpint (smtp_fixture_find_event (report, POSTERN_STEP_TLS)->state, ==, POSTERN_STEP_STATE_SKIPPED);
}

static void
test_sign_in_only (void)
{
  g_autoptr (PosternTestServer) server = smtp_fixture_serve (GREETING OFFER_PLAIN AUTH_PLAIN QUIT);
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_NONE);
  g_autoptr (PosternTestReport) report = NULL;

  plan->sign_in_only = TRUE;
  g_clear_pointer (&plan->to, g_free);
  report = smtp_fixture_run (plan);
  postern_test_server_stop (server);
  assert_accepted (report);
  g_assert_true (report->sign_in_only);
  g_assert_null (report->subject);
  g_assert_cmpint (smtp_fixture_find_event (report, POSTERN_STEP_MAIL)->state, ==, POSTERN_STEP_STATE_SKIPPED);
  g_assert_cmpint (smtp_fixture_find_event (report, POSTERN_STEP_DATA)->state, ==, POSTERN_STEP_STATE_SKIPPED);
  g_assert_cmpint (smtp_fixture_find_event (report, POSTERN_STEP_QUIT)->state, ==, POSTERN_STEP_STATE_OK);
}

/* Dot-stuffing undone, what arrives is the message of the report. */
static void
test_message_arrives (void)
{
  static const char *const scripts[] = {
    GREETING OFFER_PLAIN AUTH_PLAIN MAIL RCPT DATA QUIT,
    GREETING EHLO ("S 250-CHUNKING\nS 250 AUTH PLAIN\n") AUTH_PLAIN MAIL RCPT "BDAT\nS 250 2.0.0 Queued\n" QUIT,
    GREETING EHLO ("S 250-CHUNKING\nS 250-PIPELINING\nS 250 AUTH PLAIN\n") AUTH_PLAIN MAIL RCPT
      "BDAT\nS 250 Queued\n" QUIT,
    GREETING EHLO ("S 250-PIPELINING\nS 250-SIZE 1000000\nS 250 AUTH PLAIN\n") AUTH_PLAIN
      "C ^MAIL FROM:<webmaster@example\\.org> SIZE=[0-9]+$\nS 250 OK\n" RCPT DATA QUIT,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (PosternTestServer) server = smtp_fixture_serve (scripts[i]);
      g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_NONE);
      g_autoptr (PosternTestReport) report = smtp_fixture_run (plan);
      g_autoptr (GBytes) message = NULL;
      g_autofree char *text = NULL;

      postern_test_server_stop (server);
      assert_accepted (report);
      message = postern_test_server_dup_message (server);
      text = g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
      g_assert_nonnull (strstr (text, report->subject));
      g_assert_nonnull (strstr (text, report->message_id));
      g_assert_true (g_str_has_suffix (text, "--\r\n"));
    }
}

static void
test_conversations (void)
{
  static const struct { const char *name; const char *script; } cases[] = {
    { "multi-line greeting, bare line feeds",
      "RAW 220-mail.example\\n220-says\\n220 hello\\n\n" OFFER_PLAIN AUTH_PLAIN MAIL RCPT DATA QUIT },
    { "AUTH= and lower case",
      GREETING EHLO ("S 250 auth=plain login\n") AUTH_PLAIN MAIL RCPT DATA QUIT },
    { "LOGIN with the name at once",
      GREETING EHLO ("S 250 AUTH LOGIN\n") "C ^AUTH LOGIN d2VibWFzdGVyQGV4YW1wbGUub3Jn$\nS 334 Anything at all\n"
      "C ^SG9yc2U0QmF0dGVyeSFTdGFwbGU=$\nS 235 2.7.0 OK\n" MAIL RCPT DATA QUIT },
    { "LOGIN, the name overlooked",
      GREETING EHLO ("S 250 AUTH LOGIN\n") "C ^AUTH LOGIN d2\nS 334 VXNlcm5hbWU6\nC ^d2VibWFzdGVy\nS 334 UGFzc3dvcmQ6\n"
      "C ^SG9yc2U0QmF0dGVyeSFTdGFwbGU=$\nS 235 2.7.0 OK\n" MAIL RCPT DATA QUIT },
    { "LOGIN, the form with the name unknown",
      GREETING EHLO ("S 250 AUTH LOGIN\n") "C ^AUTH LOGIN d2\nS 501 5.5.4 No argument allowed\nC ^AUTH LOGIN$\n"
      "S 334 VXNlcm5hbWU6\nC ^d2VibWFzdGVy\nS 334 UGFzc3dvcmQ6\nC ^SG9yc2U0\nS 235 OK\n" MAIL RCPT DATA QUIT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestReport) report = NULL;

      g_test_message ("%s", cases[i].name);
      report = smtp_fixture_try (cases[i].script, POSTERN_SECURITY_NONE);
      assert_accepted (report);
    }
}

static void
test_helo (void)
{
  g_autoptr (PosternTestReport) report = NULL;

  report = smtp_fixture_try (GREETING "C ^EHLO \nS 502 5.5.1 Unknown\nC ^HELO \\[127.0.0.1\\]$\nS 250 Hello\n" QUIT,
                             POSTERN_SECURITY_NONE);
  smtp_fixture_assert_failed (report, POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_NO_AUTH);
  g_assert_cmpstr (smtp_fixture_find_event (report, POSTERN_STEP_EHLO)->reply->lines[0], ==, "Hello");
}

static void
test_helo_not_after_4xx (void)
{
  g_autoptr (PosternTestReport) report = NULL;

  report = smtp_fixture_try (GREETING "C ^EHLO \nS 421 4.7.0 Too busy\n" QUIT, POSTERN_SECURITY_NONE);
  smtp_fixture_assert_failed (report, POSTERN_STEP_EHLO, POSTERN_SMTP_ERROR_REFUSED);
}

static void
test_refused (void)
{
  static const struct { PosternStep step; const char *script; } cases[] = {
    { POSTERN_STEP_GREETING, "S 554 5.7.1 Go away\n" QUIT },
    { POSTERN_STEP_GREETING, "S 421-busy\nS 421 come back later\n" QUIT },
    { POSTERN_STEP_EHLO, GREETING "C ^EHLO\nS 550 No\nC ^HELO\nS 550 No\n" QUIT },
    { POSTERN_STEP_STARTTLS, GREETING EHLO ("S 250 STARTTLS\n") "C ^STARTTLS$\nS 454 4.7.0 TLS not available\n" QUIT },
    { POSTERN_STEP_AUTH, GREETING STARTTLS OFFER_PLAIN "C ^AUTH\nS 454 4.7.0 Temporary\n" QUIT },
    { POSTERN_STEP_MAIL, GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN "C ^MAIL\nS 550 5.7.60 Send as denied\n" QUIT },
    { POSTERN_STEP_RCPT, GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN MAIL "C ^RCPT\nS 550 5.1.1 Who\n" QUIT },
    { POSTERN_STEP_DATA, GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN MAIL RCPT "C ^DATA\nS 451 4.3.0 Not now\n" QUIT },
    { POSTERN_STEP_DATA, GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN MAIL RCPT
                         "C ^DATA\nS 354 go\nBODY\nS 554 5.2.0 Spam\n" QUIT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestReport) report = smtp_fixture_try (cases[i].script, POSTERN_SECURITY_STARTTLS);
      const PosternTestEvent *last = NULL;

      smtp_fixture_assert_failed (report, cases[i].step, POSTERN_SMTP_ERROR_REFUSED);
      g_assert_nonnull (smtp_fixture_find_event (report, cases[i].step)->reply);
      g_assert_cmpuint (report->events->len, ==, POSTERN_N_STEPS);
      last = g_ptr_array_index (report->events, POSTERN_N_STEPS - 1);
      g_assert_cmpint (last->state, ==, POSTERN_STEP_STATE_SKIPPED);
    }
}

/* What was pipelined behind a refused command is still answered, and read. */
static void
test_refused_in_pipeline (void)
{
  static const struct { PosternStep step; const char *script; } cases[] = {
    { POSTERN_STEP_RCPT, GREETING EHLO ("S 250-CHUNKING\nS 250-PIPELINING\nS 250 AUTH PLAIN\n") AUTH_PLAIN MAIL
                         "C ^RCPT\nS 550 5.1.1 Who\nBDAT\nS 503 5.5.1 No recipients\n" QUIT },
    { POSTERN_STEP_RCPT, GREETING EHLO ("S 250-PIPELINING\nS 250 AUTH PLAIN\n") AUTH_PLAIN MAIL
                         "C ^RCPT\nS 550 5.1.1 Who\nC ^DATA$\nS 354 go\nBODY\nS 554 5.5.1 No recipients\n" QUIT },
    { POSTERN_STEP_MAIL, GREETING EHLO ("S 250-PIPELINING\nS 250 AUTH PLAIN\n") AUTH_PLAIN
                         "C ^MAIL\nS 550 No\nC ^RCPT\nS 503 No\nC ^DATA$\nS 503 No\n" QUIT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestReport) report = smtp_fixture_try (cases[i].script, POSTERN_SECURITY_NONE);

      smtp_fixture_assert_failed (report, cases[i].step, POSTERN_SMTP_ERROR_REFUSED);
    }
}

typedef struct
{
  GThread   *thread;
  GString   *states;
  gboolean   destroyed;
} Heard;

static void
heard_cb (const PosternTestEvent *event,
          gpointer                data)
{
  Heard *heard = data;

  g_assert_true (g_thread_self () == heard->thread);
  g_assert_false (heard->destroyed);
  g_string_append_printf (heard->states, "%s=%s ", postern_step_to_nick (event->step),
                          postern_step_state_to_nick (event->state));
}

static void
forgotten_cb (gpointer data)
{
  Heard *heard = data;

  g_assert_true (g_thread_self () == heard->thread);
  heard->destroyed = TRUE;
}

static void
test_async (void)
{
  g_autoptr (PosternTestServer) server = smtp_fixture_serve (GREETING OFFER_PLAIN "C ^AUTH\nS 535 No\n" QUIT);
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_NONE);
  g_autoptr (GString) states = g_string_new (NULL);
  Heard heard = { g_thread_self (), states, FALSE };
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PosternTestReport) report = NULL;
  g_autoptr (GError) error = NULL;

  postern_smtp_session_run_async (plan, heard_cb, &heard, forgotten_cb, NULL, postern_test_store_result, &slot);
  result = postern_test_wait_result (&slot);
  report = postern_smtp_session_run_finish (result, &error);
  g_assert_no_error (error);
  smtp_fixture_assert_failed (report, POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_REFUSED);
  g_assert_true (heard.destroyed);
  g_assert_cmpstr (states->str, ==,
                   "resolve=running resolve=ok connect=running connect=ok greeting=running greeting=ok "
                   "ehlo=running ehlo=ok starttls=skipped tls=skipped ehlo-tls=skipped auth=running auth=failed "
                   "mail=skipped rcpt=skipped data=skipped quit=skipped ");
}

static void
test_plan_refused (void)
{
  g_autoptr (PosternTestServer) server = smtp_fixture_serve (GREETING);
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_NONE);
  g_autoptr (GError) error = NULL;

  g_free (plan->to);
  plan->to = g_strdup ("a@b.example>\r\nRCPT TO:<c@d.example");
  g_assert_null (postern_smtp_session_run (plan, NULL, NULL, NULL, &error));
  g_assert_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/smtp/session/starttls", test_starttls);
  g_test_add_func ("/smtp/session/tls", test_tls);
  g_test_add_func ("/smtp/session/none", test_none);
  g_test_add_func ("/smtp/session/sign-in-only", test_sign_in_only);
  g_test_add_func ("/smtp/session/message-arrives", test_message_arrives);
  g_test_add_func ("/smtp/session/conversations", test_conversations);
  g_test_add_func ("/smtp/session/helo", test_helo);
  g_test_add_func ("/smtp/session/helo-not-after-4xx", test_helo_not_after_4xx);
  g_test_add_func ("/smtp/session/refused", test_refused);
  g_test_add_func ("/smtp/session/refused-in-pipeline", test_refused_in_pipeline);
  g_test_add_func ("/smtp/session/async", test_async);
  g_test_add_func ("/smtp/session/plan-refused", test_plan_refused);

  return g_test_run ();
}
