/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "postern-diagnosis-corpus.h"
#include "postern-diagnosis-fixture.h"

typedef struct
{
  const char *text;
  const char *id;
  const char *stage;
} Row;

#define EXO "535 5.7.139 Authentication unsuccessful, "

/* Replies as servers send them, with the host names, dates and session numbers that they carry. */
static const Row replies[] = {
  { "550 Administrative prohibition", "sender-prohibited", "mail" },
  { "530 Sender rejected", "sender-not-of-account", "mail" },
  { "550 Invalid recipient: <bob@elsewhere.example>", "recipient-not-taken", "rcpt" },
  { "524 5.2.4 Mailing list expansion problem: <nobody@contoso.example>", "recipient-not-expanded", "rcpt" },
  { "535 5.7.3 Authentication unsuccessful", "wrong-password", "auth" },
  { "535 5.7.3 Authentication unsuccessful [AM0PR01CA0099.eurprd01.prod.exchangelabs.com 2026-11-24T09:05:49.952Z "
    "08DD78DC148941BA]", "wrong-password", "auth" },
  { EXO "the user credentials were incorrect. [PH0PR07CA0004.namprd07.prod.outlook.com]",
    "microsoft-credentials", "auth" },
  { EXO "SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more "
    "information. [MN2PR05CA0004.namprd05.prod.outlook.com 2023-09-12T20:59:57.214Z 08DBB276B7E699C4]",
    "tenant-disabled", "auth" },
  { EXO "SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more "
    "information.", "mailbox-disabled", "auth" },
  { EXO "basic authentication is disabled. [BL1P222CA0027.NAMP222.PROD.OUTLOOK.COM 2025-04-12T09:05:49.952Z "
    "08DD78DC148941BA]", "basic-blocked", "auth" },
  { "550 5.7.30 Basic authentication is not supported for Client Submission.", "basic-retired", "auth" },
  { EXO "user is locked by your organization's security defaults policy. Contact your administrator.",
    "security-defaults", "auth" },
  { EXO "the request did not meet the criteria to be authenticated successfully. Contact your administrator. "
    "[BN9PR03CA0716.namprd03.prod.outlook.com 2026-07-01T01:57:31.695Z 08DED6A3FAA75B29]",
    "conditional-access", "auth" },
  { EXO "federated STS service was unreachable.", "federation-unreachable", "auth" },
  { EXO "something that nobody has seen yet", "microsoft-sign-in-refused", "auth" },
  { "554 5.2.252 SendAsDenied; web@contoso.example not allowed to send as info@contoso.example; STOREDRV.Submission."
    "Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent "
    "exception with message Cannot submit message. 0.35250:1F009983, 1.36674:0A000000", "send-as-denied", "data" },
  { "554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process "
    "message due to a permanent exception with message Cannot submit message.", "send-as-denied", "data" },
  { "550 5.7.60 SMTP; Client does not have permissions to send as this sender", "send-as-not-permitted", "data" },
  { "530 5.7.57 Client not authenticated to send mail. [AM0PR01CA0099.eurprd01.prod.exchangelabs.com]",
    "not-signed-in", "mail" },
  { "530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM", "not-signed-in", "mail" },
  { "504 5.7.4 Unrecognized authentication type [SN1NAM02FT025.eop-nam02.prod.protection.outlook.com]",
    "mechanism-refused", "auth" },
  { "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.",
    "too-many-connections", "data" },
  { "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded", "too-many-connections", "data" },
  { "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message",
    "too-many-messages", "data" },
  { "550 5.1.8 Access denied, bad outbound sender", "account-restricted", "data" },
  { "550 5.7.705 Access denied, tenant has exceeded threshold", "organisation-over-threshold", "data" },
  { "550 5.7.708 Access denied, traffic not accepted from this IP.", "new-organisation-limited", "data" },
  { "421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2. Visit "
    "https://aka.ms/smtp_auth_tls. [SA9P221CA0019.NAMP221.PROD.OUTLOOK.COM]", "old-tls", "mail" },
  { "501 5.5.4 Invalid domain name [AM0PR01CA0099.eurprd01.prod.exchangelabs.com]", "ehlo-name-refused", "ehlo" },
  { "535-5.7.8 Username and Password not accepted. Learn more at\n"
    "535 5.7.8 https://support.google.com/mail/?p=BadCredentials b29-c34543 - gsmtp", "gmail-wrong-password", "auth" },
  { "535-5.7.8 Username and Password not accepted. For more information, go to\n"
    "535 5.7.8  https://support.google.com/mail/?p=BadCredentials t20sm3124937ejd.124 - gsmtp",
    "gmail-wrong-password", "auth" },
  { "534-5.7.9 Application-specific password required. Learn more at\n"
    "534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor lf4-200 - gsmtp",
    "gmail-app-password-required", "auth" },
  { "534-5.7.14 <https://accounts.google.com/signin/continue?sarp=1&scc=1&plt=AKgnsbtP\n"
    "534-5.7.14 UXUJqxDDJgQ1fbaeAVXXjMiIIB9Wj_troKHiFFVzhbyGZMsdrmZq6eoque02bX9Yct2Uq4>\n"
    "534-5.7.14 Please log in via your web browser and then try again.\n"
    "534-5.7.14 Learn more at\n"
    "534 5.7.14 https://support.google.com/mail/answer/78754 q6 - gsmtp", "gmail-web-sign-in", "auth" },
  { "550 5.4.5 Daily user sending quota exceeded. o65sm25351206pga.71 - gsmtp", "gmail-daily-limit", "data" },
  { "454 4.7.0 Too many login attempts, please try again later. b9-20020adfe309000000b0020d0c9c95d3 - gsmtp",
    "gmail-too-many-sign-ins", "auth" },
  { "421-4.7.0 Our system has detected an unusual rate of unsolicited mail originating\n"
    "421 4.7.0 from your IP address. To protect our users from spam, mail has been temporarily blocked.",
    "gmail-unusual-rate", "data" },
  { "535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6", "sign-in-refused", "auth" },
  { "535 Incorrect authentication data", "sign-in-refused", "auth" },
  { "534 5.7.9 Authentication mechanism is too weak", "stronger-sign-in-needed", "auth" },
  { "538 5.7.11 Encryption required for requested authentication mechanism", "sign-in-needs-encryption", "auth" },
  { "530 5.7.0 Must issue a STARTTLS command first", "starttls-first", "mail" },
  { "530-5.7.0 Authentication Required. Learn more at\n"
    "530 5.7.0 https://support.google.com/mail/?p=WantAuthError q6 - gsmtp", "sign-in-required", "mail" },
  { "454 4.7.0 Temporary authentication failure: Connection lost to authentication server",
    "sign-in-temporarily-failed", "auth" },
  { "553 5.7.1 <info@contoso.example>: Sender address rejected: not owned by user web@contoso.example",
    "sender-not-owned", "rcpt" },
  { "550 5.1.0 <info@contoso.example>: Sender address rejected: Domain not found", "sender-refused", "mail" },
  { "550 5.1.1 <bob@contoso.example>: Recipient address rejected: User unknown in virtual mailbox table",
    "recipient-unknown", "rcpt" },
  { "452 4.2.2 The email account that you tried to reach is over quota.", "recipient-mailbox-full", "rcpt" },
  { "554 5.7.1 <bob@elsewhere.example>: Relay access denied", "relay-denied", "rcpt" },
  { "552 5.3.4 Message size exceeds fixed limit", "message-too-large", "data" },
  { "450 4.2.0 <bob@contoso.example>: Recipient address rejected: Greylisted, see http://postgrey.example",
    "greylisted", "rcpt" },
  { "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org", "address-block-listed",
    "rcpt" },
  { "550-We do not authorize the use of this system to transport unsolicited,\n550 and/or bulk e-mail.",
    "host-intercepts", "mail" },
  { "421 Service not available, closing transmission channel", "server-busy", "mail" },
  { "454 TLS currently unavailable", "encryption-unavailable", "starttls" },
};

/* What websites and devices show: a reply inside other words, or no reply at all. */
static const Row elsewhere[] = {
  { "SMTP Error: Could not authenticate. SERVER -> CLIENT: 535 5.7.139 Authentication unsuccessful, "
    "SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled", "tenant-disabled" },
  { "smtplib.SMTPAuthenticationError: (535, b'5.7.139 Authentication unsuccessful, basic authentication is disabled. "
    "[FR4P281CA0026.DEUP281.PROD.OUTLOOK.COM]')", "basic-blocked" },
  { "The SMTP server requires a secure connection or the client was not authenticated. The server response was: 5.7.57 "
    "Client not authenticated to send mail. Error: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication "
    "is disabled for the Tenant.", "tenant-disabled" },
  { "authentication unsuccessful, smtpclientauthentication is DISABLED for the\n   mailbox", "mailbox-disabled" },
  { "MailKit.Security.AuthenticationException: 535: 5.7.3 Authentication unsuccessful", "wrong-password" },
  { "Error: Invalid login: 535-5.7.8 Username and Password\n535-5.7.8 not accepted. Learn more at\n535 5.7.8 "
    "https://support.google.com/mail/", "gmail-wrong-password" },
  { "Mail Error on Auth: 454 4.7.0 Too many login attempts", "gmail-too-many-sign-ins" },
  { "554 5.2.252 SENDASDENIED; A NOT ALLOWED TO SEND AS B", "send-as-denied" },
  { "SMTP ERROR: Failed to connect to server: Connection timed out (110)", "elsewhere-timed-out" },
  { "Error: connect ETIMEDOUT 52.97.1.2:587", "elsewhere-timed-out" },
  { "SMTP ERROR: Failed to connect to server: Connection refused (111) SMTP connect() failed.",
    "elsewhere-connection-refused" },
  { "No connection could be made because the target machine actively refused it 127.0.0.1:465",
    "elsewhere-connection-refused" },
  { "stream_socket_client(): unable to connect to ssl://smtp.gmail.com:465 (Network is unreachable)",
    "elsewhere-unreachable" },
  { "SMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Troubleshooting", "elsewhere-connect-failed" },
  { "php_network_getaddresses: getaddrinfo failed: Name or service not known", "elsewhere-host-not-found" },
  { "Peer certificate CN=`*.hostingfirm.example' did not match expected CN=`smtp.office365.com'",
    "elsewhere-other-name" },
  { "SSL operation failed with code 1. OpenSSL Error messages: error:1416F086:SSL routines:"
    "tls_process_server_certificate:certificate verify failed", "elsewhere-certificate" },
  { "140735:error:1408F10B:SSL routines:ssl3_get_record:wrong version number:../ssl/record/ssl3_record.c:332:",
    "elsewhere-encryption-mismatch" },
  { "javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake failure", "elsewhere-handshake" },
  { "smtplib.SMTPNotSupportedError: SMTP AUTH extension not supported by server.", "elsewhere-no-mechanism" },
  { "SMTP Error: Could not authenticate.", "elsewhere-sign-in-failed" },
};

static PosternCatalogue *catalogue;
static GHashTable *winners;

static void
assert_finding (PosternFinding *finding,
                const char     *text,
                const char     *id)
{
  g_test_message ("%s", text);
  postern_diagnosis_fixture_check (finding);
  g_assert_cmpstr (finding->id, ==, id);
  g_assert_false (finding->accepted);
  g_hash_table_add (winners, g_strdup (finding->id));
}

static void
test_replies_in_reports (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      PosternStep step = POSTERN_STEP_QUIT;
      g_autoptr (PosternTestReport) report = NULL;
      g_autoptr (PosternFinding) finding = NULL;

      g_assert_true (postern_step_from_nick (replies[i].stage, &step));
      report = postern_diagnosis_fixture_refused (step, replies[i].text);
      finding = postern_diagnosis_explain (catalogue, report, "practice");
      assert_finding (finding, replies[i].text, replies[i].id);
      g_assert_cmpint (strncmp (finding->reply, replies[i].text, 3), ==, 0);
    }
}

static void
test_replies_as_text (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autofree char *wrapped = g_strdup_printf ("Your site says:\n\t“%s”", replies[i].text);
      g_autoptr (PosternFinding) finding = NULL;
      g_autoptr (PosternFinding) with_stage = NULL;

      finding = postern_diagnosis_explain_reply (catalogue, wrapped, NULL, NULL);
      assert_finding (finding, wrapped, replies[i].id);
      with_stage = postern_diagnosis_explain_reply (catalogue, replies[i].text, "microsoft365", replies[i].stage);
      assert_finding (with_stage, replies[i].text, replies[i].id);
    }
}

static void
test_elsewhere (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    {
      g_autoptr (PosternFinding) finding = NULL;

      finding = postern_diagnosis_explain_reply (catalogue, elsewhere[i].text, NULL, NULL);
      assert_finding (finding, elsewhere[i].text, elsewhere[i].id);
    }
}

/* Every way in which a test can fail, in every step, has an explanation of its own. */
static void
test_conditions (void)
{
  for (int condition = POSTERN_SMTP_ERROR_INPUT; condition < POSTERN_SMTP_ERROR_REFUSED; condition++)
    {
      for (int step = POSTERN_STEP_RESOLVE; step < POSTERN_N_STEPS; step++)
        {
          g_autoptr (PosternTestReport) report = postern_diagnosis_fixture_failed (step, condition);
          g_autoptr (PosternFinding) finding = postern_diagnosis_explain (catalogue, report, NULL);

          g_test_message ("%s in %s", postern_smtp_error_to_nick (condition), postern_step_to_nick (step));
          postern_diagnosis_fixture_check (finding);
          g_assert_false (g_str_has_prefix (finding->id, "unknown"));
          g_hash_table_add (winners, g_strdup (finding->id));
        }
    }
}

/* The names of the catalogue are right: when one is not found, the fault is elsewhere. */
static void
test_known_names (void)
{
  static const struct { const char *provider; const char *id; PosternWho who; } cases[] = {
    { NULL, "host-not-found", POSTERN_WHO_YOU },
    { "custom", "host-not-found", POSTERN_WHO_YOU },
    { "microsoft365", "microsoft-not-found", POSTERN_WHO_NETWORK },
    { "gmail", "gmail-not-found", POSTERN_WHO_NETWORK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestReport) report = NULL;
      g_autoptr (PosternFinding) finding = NULL;

      report = postern_diagnosis_fixture_failed (POSTERN_STEP_RESOLVE, POSTERN_SMTP_ERROR_NOT_FOUND);
      finding = postern_diagnosis_explain (catalogue, report, cases[i].provider);
      assert_finding (finding, "not found", cases[i].id);
      g_assert_cmpint (finding->who, ==, cases[i].who);
    }
}

static void
test_certificates (void)
{
  static const struct { GTlsCertificateFlags flags; gboolean self_signed; const char *id; } cases[] = {
    { G_TLS_CERTIFICATE_EXPIRED, FALSE, "certificate-expired" },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, FALSE, "certificate-not-yet-valid" },
    { G_TLS_CERTIFICATE_BAD_IDENTITY, FALSE, "certificate-other-name" },
    { G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_UNKNOWN_CA, TRUE, "certificate-other-name" },
    { G_TLS_CERTIFICATE_UNKNOWN_CA, FALSE, "certificate-unknown-issuer" },
    { G_TLS_CERTIFICATE_UNKNOWN_CA, TRUE, "certificate-self-signed" },
    { G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_EXPIRED, TRUE, "certificate-expired" },
    { G_TLS_CERTIFICATE_REVOKED, FALSE, "certificate" },
    { G_TLS_CERTIFICATE_GENERIC_ERROR, FALSE, "certificate" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestReport) report = NULL;
      g_autoptr (PosternFinding) finding = NULL;

      report = postern_diagnosis_fixture_certificate (cases[i].flags, cases[i].self_signed);
      finding = postern_diagnosis_explain (catalogue, report, NULL);
      assert_finding (finding, cases[i].id, cases[i].id);
    }
}

static void
find_corpus_winners (void)
{
  g_autoptr (GPtrArray) cases = postern_diagnosis_corpus_read ();

  for (guint i = 0; i < cases->len; i++)
    {
      const PosternDiagnosisCase *one = g_ptr_array_index (cases, i);
      g_autoptr (PosternFinding) finding = postern_diagnosis_explain_reply (catalogue, one->text, NULL, NULL);

      g_hash_table_add (winners, g_strdup (finding->id));
    }
}

/* A rule that no row above and no case of the corpus reaches needs one, or stands in the shade of another. */
static void
test_all_reached (void)
{
  GListModel *rules = postern_catalogue_get_rules (catalogue);

  g_hash_table_remove_all (winners);
  test_replies_in_reports ();
  test_elsewhere ();
  test_conditions ();
  test_known_names ();
  test_certificates ();
  find_corpus_winners ();

  g_assert_cmpuint (g_list_model_get_n_items (rules), >=, 50);
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (PosternRule) rule = g_list_model_get_item (rules, i);

      /* test-diagnosis-host-probe.c, test-trial-facts.c and test-diagnosis-oauth.c reach those. */
      if (g_str_has_prefix (rule->id, "host-probe-") || g_str_has_prefix (rule->id, "oauth-") ||
          rule->evidence[0] != NULL)
        continue;
      if (!g_hash_table_contains (winners, rule->id))
        {
          g_test_message ("No row reaches the rule “%s”", rule->id);
          g_test_fail ();
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_diagnosis_fixture_catalogue ();
  winners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_test_add_func ("/diagnosis/rules/replies-in-reports", test_replies_in_reports);
  g_test_add_func ("/diagnosis/rules/replies-as-text", test_replies_as_text);
  g_test_add_func ("/diagnosis/rules/elsewhere", test_elsewhere);
  g_test_add_func ("/diagnosis/rules/conditions", test_conditions);
  g_test_add_func ("/diagnosis/rules/known-names", test_known_names);
  g_test_add_func ("/diagnosis/rules/certificates", test_certificates);
  g_test_add_func ("/diagnosis/rules/all-reached", test_all_reached);

  status = g_test_run ();
  g_hash_table_unref (winners);
  g_object_unref (catalogue);

  return status;
}
