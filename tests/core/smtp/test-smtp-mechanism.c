/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/auth/postern-smtp-mechanism.h"

#include <string.h>

#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-smtp-redactor.h"
#include "core/smtp/postern-smtp-transcript.h"

static void
assert_secret (PosternSecret *secret,
               const char    *text)
{
  g_assert_cmpstr (secret == NULL ? NULL : postern_secret_peek (secret), ==, text);
  g_clear_pointer (&secret, postern_secret_unref);
}

/* RFC 4616 §4: tim, tanstaaftanstaaf. */
static void
test_plain (void)
{
  g_autoptr (PosternSecret) secret = postern_secret_new ("tanstaaftanstaaf", -1);
  const PosternSmtpMechanism *plain = &postern_smtp_mechanism_plain;

  assert_secret (plain->get_initial ("tim", secret), "AHRpbQB0YW5zdGFhZnRhbnN0YWFm");
  assert_secret (plain->respond (0, "", "tim", secret), "AHRpbQB0YW5zdGFhZnRhbnN0YWFm");
  assert_secret (plain->respond (1, "", "tim", secret), NULL);
}

static void
test_login (void)
{
  g_autoptr (PosternSecret) secret = postern_secret_new ("secret", -1);
  const PosternSmtpMechanism *login = &postern_smtp_mechanism_login;

  assert_secret (login->get_initial ("user", secret), "dXNlcg==");
  assert_secret (login->respond (0, "anything", "user", secret), "dXNlcg==");
  assert_secret (login->respond (1, "Password:", "user", secret), "c2VjcmV0");
  assert_secret (login->respond (1, "", "user", secret), "c2VjcmV0");
  assert_secret (login->respond (1, "Username:", "user", secret), "dXNlcg==");
  assert_secret (login->respond (2, "Password:", "user", secret), "c2VjcmV0");
  assert_secret (login->respond (2, "More", "user", secret), NULL);
  assert_secret (login->respond (3, "Password:", "user", secret), NULL);
}

/* The example of Google's and Microsoft's documents. */
static void
test_xoauth2 (void)
{
  g_autoptr (PosternSecret) secret = postern_secret_new ("EwBAAl3BAAUFFpUAo7J3Ve0bjLBWZWCclRC3EoAA", -1);
  const PosternSmtpMechanism *xoauth2 = &postern_smtp_mechanism_xoauth2;

  assert_secret (xoauth2->get_initial ("test@contoso.onmicrosoft.com", secret),
                 "dXNlcj10ZXN0QGNvbnRvc28ub25taWNyb3NvZnQuY29tAWF1dGg9QmVhcmVyIEV3QkFBbDNCQUFVRkZwVUFvN0ozVmUw"
                 "YmpMQldaV0NjbFJDM0VvQUEBAQ==");
  assert_secret (xoauth2->respond (1, "{}", "user", secret), "");
  assert_secret (xoauth2->respond (2, "{}", "user", secret), NULL);
}

/* RFC 7628 §4.1 without its host and port, which a bearer token does not need; and the end of a refusal, §4.3. */
static void
test_oauthbearer (void)
{
  g_autoptr (PosternSecret) secret = postern_secret_new ("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==", -1);
  const PosternSmtpMechanism *bearer = &postern_smtp_mechanism_oauthbearer;
  const char *plain = "n,a=user@example.com,\001auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\001\001";
  const char *odd = "n,a=a=3Db=2Cc,\001auth=Bearer t\001\001";
  g_autofree char *plain_encoded = g_base64_encode ((const guchar *) plain, strlen (plain));
  g_autofree char *odd_encoded = g_base64_encode ((const guchar *) odd, strlen (odd));
  g_autoptr (PosternSecret) token = postern_secret_new ("t", -1);

  assert_secret (bearer->get_initial ("user@example.com", secret), plain_encoded);
  assert_secret (bearer->get_initial ("a=b,c", token), odd_encoded);
  assert_secret (bearer->respond (1, "{}", "user", secret), "AQ==");
  assert_secret (bearer->respond (2, "{}", "user", secret), NULL);
}

static void
test_chosen (void)
{
  static const struct { PosternAuthChoice choice; const char *offer; const char *name; int code; } cases[] = {
    { POSTERN_AUTH_AUTO, "AUTH LOGIN PLAIN", "PLAIN", 0 },
    { POSTERN_AUTH_AUTO, "AUTH LOGIN XOAUTH2", "LOGIN", 0 },
    { POSTERN_AUTH_AUTO, "AUTH PLAINTEXT XOAUTH2", NULL, POSTERN_SMTP_ERROR_NO_MECHANISM },
    { POSTERN_AUTH_LOGIN, "AUTH LOGIN PLAIN", "LOGIN", 0 },
    { POSTERN_AUTH_PLAIN, "AUTH LOGIN", NULL, POSTERN_SMTP_ERROR_NO_MECHANISM },
    { POSTERN_AUTH_XOAUTH2, "AUTH LOGIN XOAUTH2", "XOAUTH2", 0 },
    { POSTERN_AUTH_TOKEN, "AUTH LOGIN OAUTHBEARER XOAUTH2", "XOAUTH2", 0 },
    { POSTERN_AUTH_TOKEN, "AUTH PLAIN OAUTHBEARER", "OAUTHBEARER", 0 },
    { POSTERN_AUTH_TOKEN, "AUTH LOGIN PLAIN", NULL, POSTERN_SMTP_ERROR_NO_MECHANISM },
    { POSTERN_AUTH_XOAUTH2, "AUTH PLAIN OAUTHBEARER", NULL, POSTERN_SMTP_ERROR_NO_MECHANISM },
    { POSTERN_AUTH_OAUTHBEARER, "AUTH PLAIN OAUTHBEARER XOAUTH2", "OAUTHBEARER", 0 },
    { POSTERN_AUTH_AUTO, "SIZE", NULL, POSTERN_SMTP_ERROR_NO_AUTH },
    { POSTERN_AUTH_AUTO, "AUTH", NULL, POSTERN_SMTP_ERROR_NO_AUTH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const capabilities[] = { cases[i].offer, NULL };
      g_autoptr (GError) error = NULL;
      const PosternSmtpMechanism *mechanism = postern_smtp_mechanism_choose (cases[i].choice, capabilities, &error);

      g_assert_cmpstr (mechanism == NULL ? NULL : mechanism->name, ==, cases[i].name);
      if (mechanism == NULL)
        g_assert_error (error, POSTERN_SMTP_ERROR, cases[i].code);
    }
}

static void
test_prompts (void)
{
  static const struct { const char *challenge; const char *prompt; } cases[] = {
    { "UGFzc3dvcmQ6", "Password:" },
    { "", "" },
    { "/////w==", "/////w==" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *prompt = postern_smtp_mechanism_decode (cases[i].challenge);

      g_assert_cmpstr (prompt, ==, cases[i].prompt);
    }
}

static void
test_redactor (void)
{
  static const struct { const char *text; const char *hidden; } cases[] = {
    { "nothing to hide", "nothing to hide" },
    { "it is horse!", "it is ••••!" },
    { "horsehorse", "••••••••" },
    { "hors e", "hors e" },
    { "AHRpbQBob3JzZQ==", "••••" },
    { "cut: AHRpbQBob3J", "cut: ••••" },
    { "AHRpbQB", "AHRpbQB" },
  };
  g_autoptr (PosternSmtpRedactor) redactor = postern_smtp_redactor_new ();
  g_autoptr (PosternSecret) plain = postern_secret_new ("horse", -1);
  g_autoptr (PosternSecret) encoded = postern_secret_new ("AHRpbQBob3JzZQ==", -1);
  g_autoptr (PosternSecret) empty = postern_secret_new ("", -1);

  postern_smtp_redactor_add_plain (redactor, plain);
  postern_smtp_redactor_add_plain (redactor, empty);
  postern_smtp_redactor_add_encoded (redactor, encoded);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) hidden = postern_smtp_redactor_hide (redactor, cases[i].text, strlen (cases[i].text));

      g_assert_cmpstr (hidden->str, ==, cases[i].hidden);
    }
}

static void
test_transcript (void)
{
  g_autoptr (PosternSmtpTranscript) transcript = postern_smtp_transcript_new ();
  g_autofree char *text = NULL;

  postern_smtp_transcript_add_sent (transcript, "EHLO [127.0.0.1]\r\n");
  postern_smtp_transcript_add_received (transcript, "250-mail\033\377xyz", 10);
  postern_smtp_transcript_add_sent (transcript, "auth PLAIN AHRpbQBob3JzZQ==\r\n");
  postern_smtp_transcript_add_sent (transcript, "AUTH LOGIN\r\n");
  postern_smtp_transcript_add_sent (transcript, "MAIL FROM:<a@b>\r\nDATA\r\n");
  postern_smtp_transcript_add_note (transcript, "two\nlines");
  text = postern_smtp_transcript_to_text (transcript);
  g_assert_cmpstr (text, ==,
                   "→ EHLO [127.0.0.1]\n← 250-mail\357\277\275\357\277\275\n→ auth PLAIN ••••\n→ AUTH LOGIN\n"
                   "→ MAIL FROM:<a@b>\n→ DATA\n· two\357\277\275lines\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/smtp/mechanism/plain", test_plain);
  g_test_add_func ("/smtp/mechanism/login", test_login);
  g_test_add_func ("/smtp/mechanism/xoauth2", test_xoauth2);
  g_test_add_func ("/smtp/mechanism/oauthbearer", test_oauthbearer);
  g_test_add_func ("/smtp/mechanism/chosen", test_chosen);
  g_test_add_func ("/smtp/mechanism/prompts", test_prompts);
  g_test_add_func ("/smtp/redactor", test_redactor);
  g_test_add_func ("/smtp/transcript", test_transcript);

  return g_test_run ();
}
