/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-talk.h"

#include <string.h>

static void
test_greeting (void)
{
  g_autoptr (PosternPracticeDialogue) dialogue = practice_talk_new (FALSE, NULL);
  g_autoptr (GString) reply = g_string_new (NULL);

  g_assert_cmpint (postern_practice_dialogue_greet (dialogue, reply), ==, POSTERN_PRACTICE_ACTION_GO_ON);
  g_assert_true (g_regex_match_simple ("^220 smtp\\.practice\\.example Microsoft ESMTP MAIL Service ready at "
                                       "[MTWFS][a-z]{2}, \\d{1,2} [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000 "
                                       "\\[[0-9A-F]{16}\\]\\r\\n$",
                                       reply->str, 0, 0));
}

static void
test_capabilities (void)
{
  g_autoptr (PosternPracticeDialogue) dialogue = practice_talk_new (FALSE, NULL);
  g_autoptr (GString) reply = g_string_new (NULL);

  practice_talk_say (dialogue, "ehlo here", reply);
  g_assert_cmpstr (reply->str, ==,
                   "250-smtp.practice.example Hello [127.0.0.1]\r\n250-SIZE 157286400\r\n250-PIPELINING\r\n250-DSN\r\n"
                   "250-ENHANCEDSTATUSCODES\r\n250-STARTTLS\r\n250-8BITMIME\r\n250-BINARYMIME\r\n250-CHUNKING\r\n"
                   "250 SMTPUTF8\r\n");
  g_assert_cmpint (practice_talk_say (dialogue, "STARTTLS", reply), ==, POSTERN_PRACTICE_ACTION_START_TLS);
  g_assert_cmpstr (reply->str, ==, "220 2.0.0 SMTP server ready\r\n");
  postern_practice_dialogue_tls_started (dialogue);
  practice_talk_say (dialogue, "EHLO here", reply);
  g_assert_nonnull (strstr (reply->str, "250-AUTH LOGIN XOAUTH2\r\n"));
  g_assert_null (strstr (reply->str, "STARTTLS"));
}

static void
test_order (void)
{
  static const PracticeExchange plain[] = {
    { "MAIL FROM:<a@b.example>", "503 5.5.2 Send hello first" },
    { "AUTH LOGIN", "503 5.5.2 Send hello first" },
    { "EHLO here", "250-" },
    { "AUTH LOGIN", "504 5.7.4 Unrecognized authentication type [smtp.practice.example 2" },
    { "MAIL FROM:<a@b.example>", "451 5.7.3 STARTTLS is required to send mail" },
    { NULL },
  };
  static const PracticeExchange encrypted[] = {
    { "EHLO here", "250-" },
    { "MAIL FROM:<a@b.example>", "530 5.7.57 Client not authenticated to send mail." },
    { "AUTH PLAIN AG9rAGhvcnNl", "504 5.7.4 Unrecognized authentication type" },
    { "STARTTLS", "503 5.5.2 Only one STARTTLS" },
    { "RCPT TO:<a@b.example>", "503 5.5.2 Need mail command" },
    { NULL },
  };
  g_autoptr (PosternPracticeDialogue) first = practice_talk_new (FALSE, NULL);
  g_autoptr (PosternPracticeDialogue) second = practice_talk_new (TRUE, NULL);

  practice_talk_play (first, plain);
  practice_talk_play (second, encrypted);
}

static void
test_login (void)
{
  static const PracticeExchange exchanges[] = {
    { "EHLO here", "250-" },
    { "AUTH LOGIN", "334 VXNlcm5hbWU6\r\n" },
    { "*", "501 5.5.4 Authentication cancelled" },
    { "AUTH LOGIN " OK_ACCOUNT, "334 UGFzc3dvcmQ6\r\n" },
    { "", "535 5.7.3 Authentication unsuccessful" },
    { "AUTH LOGIN !!!!", "501 5.5.4 Invalid arguments" },
    { "auth login", "334 VXNlcm5hbWU6\r\n" },
    { OK_ACCOUNT, "334 UGFzc3dvcmQ6\r\n" },
    { "aG9yc2U=", "235 2.7.0 Authentication successful\r\n" },
    { "AUTH LOGIN", "503 5.5.2 Auth command already specified" },
    { NULL },
  };
  g_autoptr (PosternPracticeDialogue) dialogue = practice_talk_new (TRUE, NULL);

  practice_talk_play (dialogue, exchanges);
}

/* Signs in as @account with a password and, anew, with a token. */
static void
check_sign_in (const char *account,
               const char *password_answer,
               const char *token_answer)
{
  g_autofree char *user = g_base64_encode ((const guchar *) account, strlen (account));
  g_autofree char *text = g_strdup_printf ("user=%s\001auth=Bearer horse\001\001", account);
  g_autofree char *token = g_base64_encode ((const guchar *) text, strlen (text));
  g_autofree char *login = g_strconcat ("AUTH LOGIN ", user, NULL);
  const PracticeExchange with_password[] = {
    { "EHLO here", "250-" }, { login, "334 UGFzc3dvcmQ6\r\n" }, { "aG9yc2U=", password_answer }, { NULL }
  };
  const PracticeExchange with_token[] = {
    { "EHLO here", "250-" }, { "AUTH XOAUTH2", "334 \r\n" }, { token, token_answer }, { NULL }
  };
  g_autoptr (PosternPracticeDialogue) first = practice_talk_new (TRUE, NULL);
  g_autoptr (PosternPracticeDialogue) second = practice_talk_new (TRUE, NULL);

  practice_talk_play (first, with_password);
  practice_talk_play (second, with_token);
}

static void
test_sign_in_scenarios (void)
{
  const char *welcome = "235 2.7.0 Authentication successful\r\n";
  const char *wrong = "535 5.7.3 Authentication unsuccessful [";
  const char *tenant = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the "
                       "Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [";
  const char *mailbox = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the "
                        "Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information. [";

  check_sign_in ("ok@practice.example", welcome, welcome);
  check_sign_in ("OK@other.example", welcome, welcome);
  check_sign_in ("wrong-password@practice.example", wrong, wrong);
  check_sign_in ("okk@practice.example", wrong, wrong);
  check_sign_in ("ok", wrong, wrong);
  check_sign_in ("drops-at-greeting@practice.example", wrong, wrong);
  check_sign_in ("tenant-disabled@practice.example", tenant, tenant);
  check_sign_in ("mailbox-disabled@practice.example", mailbox, mailbox);
  check_sign_in ("basic-blocked@practice.example",
                 "535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [", welcome);
  check_sign_in ("security-defaults@practice.example",
                 "535 5.7.139 Authentication unsuccessful, user is locked by your organization's", welcome);
  check_sign_in ("basic-retired@practice.example",
                 "550 5.7.30 Basic authentication is not supported for Client Submission. [", welcome);
  check_sign_in ("drops-at-auth@practice.example", NULL, NULL);
}

static void
test_token_refused (void)
{
  static const char *const texts[] = {
    "user=ok@practice.example\001auth=Bearer \001\001", "user=ok@practice.example\001auth=Bearer horse\001",
    "ok@practice.example\001auth=Bearer horse\001\001", "user=ok@practice.example", "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *token = g_base64_encode ((const guchar *) texts[i], strlen (texts[i]));
      const PracticeExchange exchanges[] = {
        { "EHLO here", "250-" }, { "AUTH XOAUTH2", "334 \r\n" }, { token, "535 5.7.3 Authentication" }, { NULL }
      };
      g_autoptr (PosternPracticeDialogue) dialogue = practice_talk_new (TRUE, NULL);

      practice_talk_play (dialogue, exchanges);
    }
}

static void
test_envelope (void)
{
  static const PracticeExchange exchanges[] = {
    SIGNED_IN,
    { "DATA", "503 5.5.2 Need mail command" },
    { "MAIL FROM:<ok@practice.example> SIZE=157286401", "552 5.3.4 Message size exceeds" },
    { "MAIL FROM:<p\303\244@practice.example>", "501 5.1.6 SMTPUTF8" },
    { "MAIL FROM:<p\303\244@practice.example> SMTPUTF8", "250 2.1.0 Sender OK\r\n" },
    { "RSET", "250 2.0.0 Resetting\r\n" },
    { "mail from: <ok@practice.example> SIZE=1000 BODY=8BITMIME RET=HDRS", "250 2.1.0 Sender OK\r\n" },
    { "RCPT TO:<\"x y\"@z>", "501 5.1.3 Invalid address" },
    { "RCPT TO:<bob@example.org> NOTIFY=NEVER", "250 2.1.5 Recipient OK\r\n" },
    { "NOOP", "250 2.0.0 OK\r\n" },
    { "VRFY bob", "252 2.1.5" },
    { "HELP", "214-" },
    { NULL },
  };
  g_autoptr (PosternPracticeDialogue) dialogue = practice_talk_new (TRUE, NULL);

  practice_talk_play (dialogue, exchanges);
}

static void
test_refused_addresses (void)
{
  static const char *const lines[] = {
    "MAIL FROM:ok@practice.example", "MAIL FROM:<ok>", "MAIL FROM:<@>", "MAIL FROM:<a@b", "MAIL FROM:<a@b>x",
    "MAIL FROM:<a@\377>", "MAIL FROM:<a b@c>", "MAIL", "MAIL TO:<a@b>", "MAIL FROM:<a@b> SIZE=-1",
    "MAIL FROM:<a@b> BODY=9BIT", "MAIL FROM:<a@b> WHAT",
  };
  static const PracticeExchange sign_in[] = { SIGNED_IN, { NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const PracticeExchange refusal[] = { { lines[i], "501 5." }, { NULL } };
      g_autoptr (PosternPracticeDialogue) dialogue = practice_talk_new (TRUE, NULL);

      practice_talk_play (dialogue, sign_in);
      practice_talk_play (dialogue, refusal);
    }
}

static void
test_errors (void)
{
  g_autoptr (PosternPracticeDialogue) dialogue = practice_talk_new (TRUE, NULL);
  g_autoptr (GString) reply = g_string_new (NULL);

  postern_practice_dialogue_take_line (dialogue, "NOOP\0x", 6, reply);
  g_assert_true (g_str_has_prefix (reply->str, "500 5.3.3 Unrecognized command ["));
  g_string_truncate (reply, 0);
  g_assert_cmpint (postern_practice_dialogue_refuse_line (dialogue, reply), ==, POSTERN_PRACTICE_ACTION_GO_ON);
  g_assert_true (g_str_has_prefix (reply->str, "500 5.5.2 Command too long"));
  for (guint i = 3; i <= POSTERN_PRACTICE_MAX_ERRORS; i++)
    g_assert_cmpint (practice_talk_say (dialogue, "EHLO two words", reply), ==, POSTERN_PRACTICE_ACTION_GO_ON);
  g_assert_true (g_str_has_prefix (reply->str, "501 5.5.4 Invalid domain name"));
  g_assert_cmpint (practice_talk_say (dialogue, "", reply), ==, POSTERN_PRACTICE_ACTION_CLOSE);
  g_assert_true (g_str_has_prefix (reply->str, "421 4.7.0 Too many errors on this connection"));
}

static void
test_too_many_recipients (void)
{
  static const PracticeExchange begin[] = { SIGNED_IN, { "MAIL FROM:<>", "250" }, { NULL } };
  g_autoptr (PosternPracticeDialogue) dialogue = practice_talk_new (TRUE, NULL);

  practice_talk_play (dialogue, begin);
  for (guint i = 0; i < POSTERN_PRACTICE_MAX_RECIPIENTS; i++)
    practice_talk_play (dialogue, (const PracticeExchange[]) { { "RCPT TO:<bob@example.org>", "250" }, { NULL } });
  practice_talk_play (dialogue, (const PracticeExchange[]) { { "RCPT TO:<bob@example.org>", "452 4.5.3" }, { NULL } });
}

static void
test_drops (void)
{
  static const struct { const char *forced; const char *line; } cases[] = {
    { "drops-at-ehlo", "EHLO here" }, { "drops-at-starttls", "STARTTLS" }, { "drops-at-mail", "MAIL FROM:<a@b>" },
    { "drops-at-rcpt", "RCPT TO:<a@b>" }, { "drops-at-quit", "QUIT" },
  };
  g_autoptr (GString) reply = g_string_new (NULL);
  g_autoptr (PosternPracticeDialogue) silent = practice_talk_new (FALSE, "drops-at-greeting");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternPracticeDialogue) dialogue = practice_talk_new (FALSE, cases[i].forced);

      g_assert_cmpint (postern_practice_dialogue_greet (dialogue, reply), ==, POSTERN_PRACTICE_ACTION_GO_ON);
      g_assert_cmpint (practice_talk_say (dialogue, cases[i].line, reply), ==, POSTERN_PRACTICE_ACTION_DROP);
    }
  g_assert_cmpint (postern_practice_dialogue_greet (silent, reply), ==, POSTERN_PRACTICE_ACTION_DROP);
  g_assert_null (postern_practice_script_lookup ("drops-at-lunch"));
}

static void
test_scenario_list (void)
{
  gsize n = 0;
  const PosternPracticeScenario *scenarios = postern_practice_get_scenarios (&n);

  g_assert_cmpuint (n, >=, 8);
  g_assert_cmpstr (scenarios[0].id, ==, "ok");
  for (gsize i = 0; i < n; i++)
    {
      g_assert_nonnull (postern_practice_script_lookup (scenarios[i].id));
      g_assert_nonnull (scenarios[i].title);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice/dialogue/greeting", test_greeting);
  g_test_add_func ("/practice/dialogue/capabilities", test_capabilities);
  g_test_add_func ("/practice/dialogue/order", test_order);
  g_test_add_func ("/practice/dialogue/login", test_login);
  g_test_add_func ("/practice/dialogue/sign-in-scenarios", test_sign_in_scenarios);
  g_test_add_func ("/practice/dialogue/token-refused", test_token_refused);
  g_test_add_func ("/practice/dialogue/envelope", test_envelope);
  g_test_add_func ("/practice/dialogue/refused-addresses", test_refused_addresses);
  g_test_add_func ("/practice/dialogue/errors", test_errors);
  g_test_add_func ("/practice/dialogue/too-many-recipients", test_too_many_recipients);
  g_test_add_func ("/practice/dialogue/drops", test_drops);
  g_test_add_func ("/practice/dialogue/scenario-list", test_scenario_list);

  return g_test_run ();
}
