/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gmime/gmime.h>
#include <string.h>

#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-smtp-session.h"
#include "support/postern-test-certificate.h"
#include "support/postern-test-postfix.h"

/* The session against a real Postfix with Dovecot's SASL: what Postfix says and keeps is the measure. */

#define ACCOUNT "webform@postern.test"
#define PASSWORD "p\"a's$s\\w#o rd;%{}<>&é:"
#define FROM_NAME "Łucja “Büro” O'Neil, 営業"
/* Long, and with a dot at every other place, so that folding puts a dot at the beginning of a line. */
#define DOTTED_ACCOUNT "w.e.b.f.o.r.m.o.f.t.h.e.g.r.e.a.t.s.i.t.e.b.o.b@postern.test"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)

static PosternTestPostfix *postfix;

static PosternTestPlan *
make_plan (PosternTestPostfix *server,
           PosternSecurity     security,
           const char         *account)
{
  gboolean tls = security == POSTERN_SECURITY_TLS;
  guint16 port = tls ? postern_test_postfix_get_tls_port (server) : postern_test_postfix_get_port (server);
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("localhost", port, security);
  g_autoptr (PosternSecret) secret = postern_secret_new (PASSWORD, -1);
  PosternTestPlan *plan = postern_test_plan_new (endpoint, account, secret);

  plan->ca_file = g_strdup (postern_test_postfix_get_ca_file (server));

  return plan;
}

static PosternTestReport *
run (PosternTestPlan *plan)
{
  g_autoptr (GError) error = NULL;
  PosternTestReport *report = postern_smtp_session_run (plan, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s", report->transcript);
  g_assert_null (strstr (report->transcript, postern_secret_peek (plan->secret)));

  return report;
}

static void
assert_accepted (PosternTestReport *report)
{
  if (!report->accepted)
    g_error ("Not accepted:\n%s", report->transcript);
}

static void
assert_refused (PosternTestReport *report,
                PosternStep        step,
                guint              code,
                const char        *enhanced)
{
  const PosternTestEvent *failed = postern_test_report_get_failed (report);

  g_assert_false (report->accepted);
  g_assert_nonnull (failed);
  g_assert_cmpstr (postern_step_to_nick (failed->step), ==, postern_step_to_nick (step));
  g_assert_error (failed->error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_REFUSED);
  g_assert_nonnull (failed->reply);
  g_assert_cmpuint (failed->reply->code, ==, code);
  g_assert_cmpstr (failed->reply->enhanced, ==, enhanced);
}

/* How Postfix summed up the connection that just ended, "… ehlo=2 starttls=1 auth=1 quit=1 commands=5". */
static void
assert_commands (PosternTestPostfix *server,
                 const char         *expected)
{
  g_autofree char *line = postern_test_postfix_wait_for_log (server, "disconnect from");
  const char *commands = strrchr (line, ']');

  g_assert_nonnull (commands);
  g_assert_cmpstr (commands + 2, ==, expected);
}

static GMimeMessage *
parse (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_buffer (data, length);
  g_autoptr (GMimeParser) parser = g_mime_parser_new_with_stream (stream);

  return g_mime_parser_construct_message (parser, NULL);
}

static char *
get_part (GMimeMessage *message,
          int           index)
{
  GMimeObject *body = g_mime_message_get_mime_part (message);

  g_assert_true (GMIME_IS_MULTIPART (body));
  g_assert_cmpint (g_mime_multipart_get_count (GMIME_MULTIPART (body)), ==, 2);

  return g_mime_text_part_get_text (GMIME_TEXT_PART (g_mime_multipart_get_part (GMIME_MULTIPART (body), index)));
}

static void
assert_addresses (GMimeMessage *message)
{
  InternetAddress *from = internet_address_list_get_address (g_mime_message_get_from (message), 0);
  InternetAddress *to = internet_address_list_get_address (g_mime_message_get_to (message), 0);

  g_assert_cmpstr (internet_address_get_name (from), ==, FROM_NAME);
  g_assert_cmpstr (internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (from)), ==, ACCOUNT);
  g_assert_cmpstr (internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (to)), ==, ACCOUNT);
}

/* What lies in the mailbox is what was sent, down to the name in the header. */
static void
assert_delivered (PosternTestReport *report)
{
  g_autoptr (GBytes) bytes = postern_test_postfix_wait_for_message (postfix);
  g_autoptr (GMimeMessage) message = parse (bytes);
  g_autofree char *text = get_part (message, 0);
  g_autofree char *html = get_part (message, 1);

  assert_addresses (message);
  g_assert_cmpstr (g_mime_message_get_subject (message), ==, report->subject);
  g_assert_cmpstr (g_mime_message_get_message_id (message), ==, report->message_id);
  g_assert_cmpstr (g_mime_object_get_header (GMIME_OBJECT (message), "Auto-Submitted"), ==, "auto-generated");
  g_assert_nonnull (g_mime_message_get_date (message));
  g_assert_nonnull (strstr (text, ACCOUNT));
  g_assert_nonnull (strstr (text, "localhost"));
  g_assert_nonnull (strstr (html, ACCOUNT));
}

static void
test_starttls_plain (void)
{
  g_autoptr (PosternTestPlan) plan = make_plan (postfix, POSTERN_SECURITY_STARTTLS, ACCOUNT);
  g_autoptr (PosternTestReport) report = NULL;

  plan->from_name = g_strdup (FROM_NAME);
  plan->auth = POSTERN_AUTH_PLAIN;
  report = run (plan);
  assert_accepted (report);
  g_assert_cmpstr (report->mechanism, ==, "PLAIN");
  g_assert_cmpstr (report->tls_version, ==, "TLS 1.3");
  g_assert_cmpuint (report->certificate->flags, ==, 0);
  assert_delivered (report);
  assert_commands (postfix, "ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 bdat=1 quit=1 commands=8");
}

static void
test_tls_login (void)
{
  g_autoptr (PosternTestPlan) plan = make_plan (postfix, POSTERN_SECURITY_TLS, ACCOUNT);
  g_autoptr (PosternTestReport) report = NULL;

  plan->from_name = g_strdup (FROM_NAME);
  plan->auth = POSTERN_AUTH_LOGIN;
  report = run (plan);
  assert_accepted (report);
  g_assert_cmpstr (report->mechanism, ==, "LOGIN");
  assert_delivered (report);
  assert_commands (postfix, "ehlo=1 auth=1 mail=1 rcpt=1 bdat=1 quit=1 commands=6");
}

static void
test_no_pipelining (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTestPostfix) server =
      postern_test_postfix_start (ACCOUNT, PASSWORD, POSTERN_TEST_POSTFIX_NO_PIPELINING, &error);
  g_autoptr (PosternTestPlan) plan = NULL;
  g_autoptr (PosternTestReport) report = NULL;
  g_autoptr (GBytes) message = NULL;

  g_assert_no_error (error);
  plan = make_plan (server, POSTERN_SECURITY_STARTTLS, ACCOUNT);
  report = run (plan);
  assert_accepted (report);
  g_assert_false (g_strv_contains ((const char *const *) report->capabilities, "PIPELINING"));
  g_assert_false (g_strv_contains ((const char *const *) report->capabilities, "CHUNKING"));
  message = postern_test_postfix_wait_for_message (server);
}

static void
test_sign_in_only (void)
{
  g_autoptr (PosternTestPlan) plan = make_plan (postfix, POSTERN_SECURITY_STARTTLS, ACCOUNT);
  g_autoptr (PosternTestReport) report = NULL;

  plan->sign_in_only = TRUE;
  report = run (plan);
  assert_accepted (report);
  assert_commands (postfix, "ehlo=2 starttls=1 auth=1 quit=1 commands=5");
  g_assert_cmpuint (postern_test_postfix_count_messages (postfix), ==, 0);
}

/* One attempt, not one for each mechanism: accounts lock. */
static void
test_wrong_password (void)
{
  g_autoptr (PosternTestPlan) plan = make_plan (postfix, POSTERN_SECURITY_STARTTLS, ACCOUNT);
  g_autoptr (PosternTestReport) report = NULL;

  postern_secret_unref (plan->secret);
  plan->secret = postern_secret_new ("another", -1);
  report = run (plan);
  assert_refused (report, POSTERN_STEP_AUTH, 535, "5.7.8");
  assert_commands (postfix, "ehlo=2 starttls=1 auth=0/1 quit=1 commands=4/5");
  g_assert_cmpuint (postern_test_postfix_count_messages (postfix), ==, 0);
}

static void
assert_not_trusted (PosternTestPlan *plan)
{
  g_autoptr (PosternTestReport) report = run (plan);
  g_autofree char *line = NULL;

  g_assert_false (report->accepted);
  g_assert_error (postern_test_report_get_failed (report)->error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_CERTIFICATE);
  g_assert_true (report->certificate->flags & G_TLS_CERTIFICATE_UNKNOWN_CA);
  line = postern_test_postfix_wait_for_log (postfix, "disconnect from");
  g_assert_null (strstr (line, "auth="));
}

static void
test_unknown_authority (void)
{
  g_autoptr (PosternTestPlan) plan = make_plan (postfix, POSTERN_SECURITY_STARTTLS, ACCOUNT);

  g_clear_pointer (&plan->ca_file, g_free);
  assert_not_trusted (plan);
}

static void
test_other_authority (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternTestPlan) plan = make_plan (postfix, POSTERN_SECURITY_TLS, ACCOUNT);

  postern_test_certificate_make_authority (folder, "other");
  g_free (plan->ca_file);
  plan->ca_file = g_build_filename (folder, "other.pem", NULL);
  assert_not_trusted (plan);
}

static void
test_refused_recipient (void)
{
  g_autoptr (PosternTestPlan) plan = make_plan (postfix, POSTERN_SECURITY_STARTTLS, ACCOUNT);
  g_autoptr (PosternTestReport) report = NULL;

  g_free (plan->to);
  plan->to = g_strdup ("nobody@postern.test");
  report = run (plan);
  assert_refused (report, POSTERN_STEP_RCPT, 550, "5.1.1");
  g_free (postern_test_postfix_wait_for_log (postfix, "disconnect from"));
  g_assert_cmpuint (postern_test_postfix_count_messages (postfix), ==, 0);
}

/* Postfix keeps its judgement of the sender back until RCPT. */
static void
test_refused_sender (void)
{
  g_autoptr (PosternTestPlan) plan = make_plan (postfix, POSTERN_SECURITY_STARTTLS, ACCOUNT);
  g_autoptr (PosternTestReport) report = NULL;

  g_free (plan->from);
  plan->from = g_strdup ("boss@postern.test");
  report = run (plan);
  assert_refused (report, POSTERN_STEP_RCPT, 553, "5.7.1");
  g_free (postern_test_postfix_wait_for_log (postfix, "disconnect from"));
  g_assert_cmpuint (postern_test_postfix_count_messages (postfix), ==, 0);
}

static void
test_too_large (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTestPostfix) server =
      postern_test_postfix_start (ACCOUNT, PASSWORD, POSTERN_TEST_POSTFIX_TINY, &error);
  g_autoptr (PosternTestPlan) plan = NULL;
  g_autoptr (PosternTestReport) report = NULL;

  g_assert_no_error (error);
  plan = make_plan (server, POSTERN_SECURITY_STARTTLS, ACCOUNT);
  report = run (plan);
  assert_refused (report, POSTERN_STEP_MAIL, 552, "5.3.4");
}

/* With CHUNKING the message goes as it is, without it the dot is doubled on the way (RFC 5321 §4.5.2). */
static void
test_leading_dot (gconstpointer flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTestPostfix) server =
      postern_test_postfix_start (DOTTED_ACCOUNT, PASSWORD, GPOINTER_TO_UINT (flags), &error);
  g_autoptr (PosternTestPlan) plan = NULL;
  g_autoptr (PosternTestReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GMimeMessage) message = NULL;
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;

  g_assert_no_error (error);
  plan = make_plan (server, POSTERN_SECURITY_TLS, DOTTED_ACCOUNT);
  report = run (plan);
  assert_accepted (report);
  bytes = postern_test_postfix_wait_for_message (server);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "\n."));
  message = parse (bytes);
  text = get_part (message, 0);
  html = get_part (message, 1);
  g_assert_nonnull (strstr (text, DOTTED_ACCOUNT));
  g_assert_nonnull (strstr (html, DOTTED_ACCOUNT));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  postfix = postern_test_postfix_start (ACCOUNT, PASSWORD, POSTERN_TEST_POSTFIX_DEFAULT, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    {
      g_print ("1..0 # SKIP %s\n", error->message);
      return 0;
    }
  g_assert_no_error (error);
  g_mime_init ();
  g_test_add_func ("/session/postfix/starttls-plain", test_starttls_plain);
  g_test_add_func ("/session/postfix/tls-login", test_tls_login);
  g_test_add_func ("/session/postfix/no-pipelining", test_no_pipelining);
  g_test_add_func ("/session/postfix/sign-in-only", test_sign_in_only);
  g_test_add_func ("/session/postfix/wrong-password", test_wrong_password);
  g_test_add_func ("/session/postfix/unknown-authority", test_unknown_authority);
  g_test_add_func ("/session/postfix/other-authority", test_other_authority);
  g_test_add_func ("/session/postfix/refused-recipient", test_refused_recipient);
  g_test_add_func ("/session/postfix/refused-sender", test_refused_sender);
  g_test_add_func ("/session/postfix/too-large", test_too_large);
  g_test_add_data_func ("/session/postfix/leading-dot/bdat", GUINT_TO_POINTER (POSTERN_TEST_POSTFIX_DEFAULT),
                        test_leading_dot);
  g_test_add_data_func ("/session/postfix/leading-dot/data", GUINT_TO_POINTER (POSTERN_TEST_POSTFIX_NO_PIPELINING),
                        test_leading_dot);
  status = g_test_run ();
  g_clear_pointer (&postfix, postern_test_postfix_stop);

  return status;
}
