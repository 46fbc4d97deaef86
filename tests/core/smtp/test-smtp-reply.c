/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-smtp-reply.h"

#include <string.h>

#include "core/smtp/postern-smtp-error.h"

/* From memory that ends where the reply does, so that a read beyond it is found. */
static PosternSmtpReply *
parse_exactly (const char *bytes,
               gsize       length,
               GError    **error)
{
  g_autofree char *exact = g_malloc (MAX (length, 1));

  memcpy (exact, bytes, length);

  return postern_smtp_reply_parse (exact, length, error);
}

static void
test_parsed (void)
{
  static const struct { const char *bytes; guint code; const char *enhanced; const char *text; } cases[] = {
    { "220 mail.example ESMTP\r\n", 220, NULL, "220 mail.example ESMTP" },
    { "250 OK\n", 250, NULL, "250 OK" },
    { "250 OK", 250, NULL, "250 OK" },
    { "250\r\n", 250, NULL, "250" },
    { "250", 250, NULL, "250" },
    { "250-\r\n250 \r\n", 250, NULL, "250" },
    { "250-mail\r\n250-SIZE 1\r\n250 AUTH LOGIN\r\n", 250, NULL, "250 mail SIZE 1 AUTH LOGIN" },
    { "535 5.7.139 Authentication unsuccessful\r\n", 535, "5.7.139", "535 5.7.139 Authentication unsuccessful" },
    { "535-5.7.8 Not accepted\r\n535 5.7.8  https://x.example\r\n", 535, "5.7.8",
      "535 5.7.8 Not accepted 5.7.8  https://x.example" },
    { "550-Refused\r\n550 5.1.1 Nobody\r\n", 550, "5.1.1", "550 Refused 5.1.1 Nobody" },
    { "550 see 5.1.1 there\r\n", 550, NULL, "550 see 5.1.1 there" },
    { "550 4.1.1 odd class\r\n", 550, NULL, "550 4.1.1 odd class" },
    { "250 2.0.0\r\n", 250, "2.0.0", "250 2.0.0" },
    { "250 2.0.0.1 version\r\n", 250, NULL, "250 2.0.0.1 version" },
    { "250 2.1234.0 long\r\n", 250, NULL, "250 2.1234.0 long" },
    { "334 UGFzc3dvcmQ6\r\n", 334, NULL, "334 UGFzc3dvcmQ6" },
    { "250 caf\303\251 \377\033[31m\r\n", 250, NULL, "250 café \357\277\275\357\277\275[31m" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PosternSmtpReply) reply = parse_exactly (cases[i].bytes, strlen (cases[i].bytes), &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = postern_smtp_reply_to_text (reply);
      g_assert_cmpuint (reply->code, ==, cases[i].code);
      g_assert_cmpstr (reply->enhanced, ==, cases[i].enhanced);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_refused (void)
{
  static const struct { const char *bytes; gsize length; } cases[] = {
    { "", 0 },
    { "2", 1 },
    { "25", 2 },
    { "\r\n", 2 },
    { "199 low\r\n", 9 },
    { "600 high\r\n", 10 },
    { "2x0 letter\r\n", 12 },
    { "250x\r\n", 6 },
    { "250-more to come\r\n", 18 },
    { "250-", 4 },
    { "250-a\r\n251 b\r\n", 14 },
    { "250-a\r\nHTTP\r\n", 13 },
    { "250 a\r\n250 b\r\n", 14 },
    { "\026\003\001", 3 },
    { " 250 OK\r\n", 9 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PosternSmtpReply) reply = parse_exactly (cases[i].bytes, cases[i].length, &error);

      g_assert_null (reply);
      g_assert_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_NOT_SMTP);
    }
}

static void
test_nul (void)
{
  g_autoptr (PosternSmtpReply) reply = parse_exactly ("250 a\0b\r\n", 9, NULL);

  g_assert_cmpstr (reply->lines[0], ==, "a\357\277\275b");
}

static void
test_limits (void)
{
  g_autofree char *longest = g_strnfill (POSTERN_SMTP_REPLY_MAX_LINE - 4, 'x');
  g_autofree char *most = g_strconcat ("250 ", longest, "\r\n", NULL);
  g_autofree char *more = g_strconcat ("250 x", longest, "\r\n", NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (PosternSmtpReply) kept = postern_smtp_reply_parse (most, strlen (most), NULL);
  g_autoptr (PosternSmtpReply) many = NULL;

  g_assert_nonnull (kept);
  g_assert_null (postern_smtp_reply_parse (more, strlen (more), NULL));

  for (guint i = 1; i < POSTERN_SMTP_REPLY_MAX_LINES; i++)
    g_string_append (lines, "250-x\r\n");
  g_string_append (lines, "250 x\r\n");
  many = postern_smtp_reply_parse (lines->str, lines->len, NULL);
  g_assert_cmpuint (g_strv_length (many->lines), ==, POSTERN_SMTP_REPLY_MAX_LINES);
  g_string_prepend (lines, "250-x\r\n");
  g_assert_null (postern_smtp_reply_parse (lines->str, lines->len, NULL));
}

static void
test_recognised (void)
{
  static const struct { const char *bytes; const char *word; } cases[] = {
    { "HTTP/1.1 400 Bad Request\r\n", "web server" },
    { "SSH-2.0-OpenSSH\r\n", "SSH" },
    { "+OK ready\r\n", "POP3" },
    { "* OK ready\r\n", "IMAP" },
    { "\025\003\001\r\n", "TLS" },
    { "hello there\r\n", "hello there" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse_exactly (cases[i].bytes, strlen (cases[i].bytes), &error));
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

static void
test_continues (void)
{
  g_assert_true (postern_smtp_reply_continues ("250-", 4));
  g_assert_false (postern_smtp_reply_continues ("250-", 3));
  g_assert_false (postern_smtp_reply_continues ("250 ", 4));
  g_assert_false (postern_smtp_reply_continues ("abc-", 4));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/smtp/reply/parsed", test_parsed);
  g_test_add_func ("/smtp/reply/refused", test_refused);
  g_test_add_func ("/smtp/reply/nul", test_nul);
  g_test_add_func ("/smtp/reply/limits", test_limits);
  g_test_add_func ("/smtp/reply/recognised", test_recognised);
  g_test_add_func ("/smtp/reply/continues", test_continues);

  return g_test_run ();
}
