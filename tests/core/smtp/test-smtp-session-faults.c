/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "smtp-session-fixture.h"

#include <string.h>

#include "support/postern-test-wait.h"

/* How soon a cancelled run has to end, in microseconds. */
#define PROMPT (5 * G_TIME_SPAN_SECOND)

/* Where a server can fall silent: the script's last line stands for it. */
static const struct
{
  PosternStep step;
  const char *script;
} silences[] = {
  { POSTERN_STEP_GREETING, "WAIT" },
  { POSTERN_STEP_GREETING, "DRIBBLE 100 220-mail.example ESMTP and so on and so on and so on and so on and so on" },
  { POSTERN_STEP_EHLO, GREETING "C ^EHLO\nWAIT" },
  { POSTERN_STEP_EHLO, GREETING "C ^EHLO\nRAW 250-mail.example\\r\\n250-SI\nWAIT" },
  { POSTERN_STEP_STARTTLS, GREETING EHLO ("S 250 STARTTLS\n") "C ^STARTTLS$\nWAIT" },
  { POSTERN_STEP_TLS, GREETING EHLO ("S 250 STARTTLS\n") "C ^STARTTLS$\nS 220 Go\nWAIT" },
  { POSTERN_STEP_EHLO_TLS, GREETING STARTTLS "C ^EHLO\nWAIT" },
  { POSTERN_STEP_AUTH, GREETING STARTTLS OFFER_PLAIN "C ^AUTH\nWAIT" },
  { POSTERN_STEP_MAIL, GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN "C ^MAIL\nWAIT" },
  { POSTERN_STEP_RCPT, GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN MAIL "C ^RCPT\nWAIT" },
  { POSTERN_STEP_DATA, GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN MAIL RCPT "C ^DATA\nWAIT" },
  { POSTERN_STEP_DATA, GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN MAIL RCPT "C ^DATA\nS 354 go\nBODY\nWAIT" },
};

static guint
count_actions (const char *script)
{
  g_auto (GStrv) lines = g_strsplit (script, "\n", -1);

  return g_strv_length (lines);
}

typedef struct
{
  PosternTestServer *server;
  guint              last;
} Place;

static gboolean
has_fallen_silent (gpointer data)
{
  Place *place = data;

  return postern_test_server_has_reached (place->server, place->last);
}

static void
test_cancel (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (PosternTestServer) server = smtp_fixture_serve (silences[i].script);
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_STARTTLS);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Place place = { server, count_actions (silences[i].script) - 1 };
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began;

  postern_smtp_session_run_async (plan, NULL, NULL, NULL, cancellable, postern_test_store_result, &slot);
  postern_test_wait (has_fallen_silent, &place);
  began = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  result = postern_test_wait_result (&slot);
  g_assert_cmpint (g_get_monotonic_time () - began, <, PROMPT);
  g_assert_null (postern_smtp_session_run_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
cancel_at_end_cb (const PosternTestEvent *event,
                  gpointer                data)
{
  if (event->step == POSTERN_STEP_QUIT)
    g_cancellable_cancel (data);
}

/* The message is on its way: who stops now must not read that nothing was sent. */
static void
test_cancelled_after (void)
{
  g_autoptr (PosternTestServer) server = smtp_fixture_serve (GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN MAIL RCPT DATA);
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_STARTTLS);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PosternTestReport) report = NULL;
  g_autoptr (GError) error = NULL;

  postern_smtp_session_run_async (plan, cancel_at_end_cb, cancellable, NULL, cancellable, postern_test_store_result,
                                  &slot);
  result = postern_test_wait_result (&slot);
  report = postern_smtp_session_run_finish (result, &error);
  g_assert_no_error (error);
  g_assert_true (report->accepted);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
}

static void
note_cancelled_cb (const PosternTestEvent *event,
                   gpointer                data)
{
  if (event->state == POSTERN_STEP_STATE_FAILED)
    *(gboolean *) data = g_error_matches (event->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_before (void)
{
  g_autoptr (PosternTestServer) server = smtp_fixture_serve ("WAIT");
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_STARTTLS);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gboolean told = FALSE;

  g_cancellable_cancel (cancellable);
  g_assert_null (postern_smtp_session_run (plan, note_cancelled_cb, &told, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (told);
}

/* What goes wrong in the conversation; tests/faults has what may happen at every step. */
static void
test_faults (void)
{
  static const struct { PosternStep step; PosternSmtpError code; const char *script; } cases[] = {
    { POSTERN_STEP_GREETING, POSTERN_SMTP_ERROR_NOT_SMTP, "S HTTP/1.1 400 Bad Request\nS \nWAIT" },
    { POSTERN_STEP_GREETING, POSTERN_SMTP_ERROR_NOT_SMTP, "S SSH-2.0-OpenSSH_9.2\nWAIT" },
    { POSTERN_STEP_GREETING, POSTERN_SMTP_ERROR_NOT_SMTP, "S +OK POP3 ready\nWAIT" },
    { POSTERN_STEP_GREETING, POSTERN_SMTP_ERROR_NOT_SMTP, "S 220-one\nS 221 two\nWAIT" },
    { POSTERN_STEP_GREETING, POSTERN_SMTP_ERROR_NOT_SMTP, "S 334 what\nWAIT" },
    { POSTERN_STEP_EHLO, POSTERN_SMTP_ERROR_NOT_SMTP, GREETING "C ^EHLO\nRAW \\025\\003\\001\nWAIT" },
    { POSTERN_STEP_EHLO, POSTERN_SMTP_ERROR_CLOSED, GREETING "C ^EHLO\nS 250-mail.example\nRESET" },
    { POSTERN_STEP_STARTTLS, POSTERN_SMTP_ERROR_NO_STARTTLS, GREETING EHLO ("S 250 AUTH PLAIN\n") QUIT },
    { POSTERN_STEP_TLS, POSTERN_SMTP_ERROR_HANDSHAKE,
      GREETING EHLO ("S 250 STARTTLS\n") "C ^STARTTLS$\nS 220 Go\nAWAIT\nS what is this\nWAIT" },
    { POSTERN_STEP_TLS, POSTERN_SMTP_ERROR_CLOSED,
      GREETING EHLO ("S 250 STARTTLS\n") "C ^STARTTLS$\nS 220 Go\nAWAIT\nCLOSE" },
    { POSTERN_STEP_TLS, POSTERN_SMTP_ERROR_CLOSED,
      GREETING EHLO ("S 250 STARTTLS\n") "C ^STARTTLS$\nS 220 Go\nAWAIT\nRESET" },
    { POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_NO_AUTH, GREETING STARTTLS EHLO ("S 250 SIZE\n") QUIT },
    { POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_NO_MECHANISM, GREETING STARTTLS EHLO ("S 250 AUTH XOAUTH2\n") QUIT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestServer) server = smtp_fixture_serve (cases[i].script);
      g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_STARTTLS);
      g_autoptr (PosternTestReport) report = smtp_fixture_run (plan);

      smtp_fixture_assert_failed (report, cases[i].step, cases[i].code);
    }
}

/* The system says the same of all of them. A reset at once may overtake the connection. */
static void
test_tls_faults (void)
{
  static const struct { PosternSmtpError code; const char *script; } cases[] = {
    { POSTERN_SMTP_ERROR_CLOSED, "CLOSE" },
    { POSTERN_SMTP_ERROR_CLOSED, "AWAIT\nCLOSE" },
    { POSTERN_SMTP_ERROR_CLOSED, "AWAIT\nRESET" },
    { POSTERN_SMTP_ERROR_HANDSHAKE, GREETING "WAIT" },
    { POSTERN_SMTP_ERROR_HANDSHAKE, GREETING "AWAIT\nCLOSE" },
    { POSTERN_SMTP_ERROR_HANDSHAKE, "AWAIT\n" GREETING "CLOSE" },
    { POSTERN_SMTP_ERROR_HANDSHAKE, "AWAIT\nS 421 Go away\nCLOSE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestServer) server = smtp_fixture_serve (cases[i].script);
      g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_TLS);
      g_autoptr (PosternTestReport) report = smtp_fixture_run (plan);

      smtp_fixture_assert_failed (report, POSTERN_STEP_TLS, cases[i].code);
    }
}

static void
test_certificates (void)
{
  static const struct { const char *name; GTlsCertificateFlags flags; gboolean self_signed; } cases[] = {
    { "other", G_TLS_CERTIFICATE_BAD_IDENTITY, FALSE },
    { "expired", G_TLS_CERTIFICATE_EXPIRED, FALSE },
    { "early", G_TLS_CERTIFICATE_NOT_ACTIVATED, FALSE },
    { "self", G_TLS_CERTIFICATE_UNKNOWN_CA, TRUE },
    { "stranger", G_TLS_CERTIFICATE_UNKNOWN_CA, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestServer) server = postern_test_server_new ("TLS\n" GREETING, smtp_fixture_get_folder (),
                                                                      cases[i].name);
      g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_TLS);
      g_autoptr (PosternTestReport) report = smtp_fixture_run (plan);

      smtp_fixture_assert_failed (report, POSTERN_STEP_TLS, POSTERN_SMTP_ERROR_CERTIFICATE);
      g_assert_nonnull (report->certificate);
      g_assert_cmphex (report->certificate->flags, ==, cases[i].flags);
      g_assert_cmpint (report->certificate->self_signed, ==, cases[i].self_signed);
      g_assert_cmpuint (report->certificate->chain_length, ==, 1);
      g_assert_nonnull (report->certificate->not_after);
      g_assert_nonnull (strstr (report->certificate->subject, cases[i].name));
      if (i == 0)
        g_assert_cmpstr (report->certificate->dns_names[0], ==, "cpanel.example.net");
    }
}

/* The system's authorities alone don't know ours: there is no other way in than the file. */
static void
test_no_ca_file (void)
{
  g_autoptr (PosternTestServer) server = smtp_fixture_serve ("TLS\n" GREETING);
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_TLS);
  g_autoptr (PosternTestReport) report = NULL;

  g_clear_pointer (&plan->ca_file, g_free);
  report = smtp_fixture_run (plan);
  smtp_fixture_assert_failed (report, POSTERN_STEP_TLS, POSTERN_SMTP_ERROR_CERTIFICATE);
  g_assert_cmphex (report->certificate->flags, ==, G_TLS_CERTIFICATE_UNKNOWN_CA);
}

static void
test_plain_server_for_tls (void)
{
  g_autoptr (PosternTestServer) server = smtp_fixture_serve (GREETING "WAIT");
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_TLS);
  g_autoptr (PosternTestReport) report = smtp_fixture_run (plan);

  smtp_fixture_assert_failed (report, POSTERN_STEP_TLS, POSTERN_SMTP_ERROR_HANDSHAKE);
}

static void
add_table (const char     *folder,
           GTestDataFunc   func)
{
  for (gsize i = 0; i < G_N_ELEMENTS (silences); i++)
    {
      g_autofree char *path = g_strdup_printf ("/smtp/session/%s/%s-%" G_GSIZE_FORMAT, folder,
                                               postern_step_to_nick (silences[i].step), i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), func);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_table ("cancel", test_cancel);
  g_test_add_func ("/smtp/session/cancelled-before", test_cancelled_before);
  g_test_add_func ("/smtp/session/cancelled-after", test_cancelled_after);
  g_test_add_func ("/smtp/session/faults", test_faults);
  g_test_add_func ("/smtp/session/tls-faults", test_tls_faults);
  g_test_add_func ("/smtp/session/certificates", test_certificates);
  g_test_add_func ("/smtp/session/no-ca-file", test_no_ca_file);
  g_test_add_func ("/smtp/session/plain-server-for-tls", test_plain_server_for_tls);

  return g_test_run ();
}
