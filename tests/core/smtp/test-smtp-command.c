/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-smtp-command.h"

#include <string.h>

#include "core/smtp/postern-smtp-address.h"
#include "core/smtp/postern-smtp-capabilities.h"
#include "core/smtp/postern-smtp-dot-stuffing.h"
#include "core/smtp/postern-smtp-error.h"

static void
test_address (void)
{
  static const struct { const char *address; gboolean good; } cases[] = {
    { "name@example.org", TRUE },
    { "first.last+tag@mail.example.org", TRUE },
    { "o'brien@example.org", TRUE },
    { "zoë@exämple.org", TRUE },
    { "root@localhost", TRUE },
    { NULL, FALSE },
    { "", FALSE },
    { "name", FALSE },
    { "@example.org", FALSE },
    { "name@", FALSE },
    { "name@exam ple.org", FALSE },
    { "na me@example.org", FALSE },
    { "name@example..org", FALSE },
    { "name@-example.org", FALSE },
    { "name@example_org.org", FALSE },
    { ".name@example.org", FALSE },
    { "name.@example.org", FALSE },
    { "na..me@example.org", FALSE },
    { "a@b@example.org", FALSE },
    { "Name <name@example.org>", FALSE },
    { "<name@example.org>", FALSE },
    { "name@example.org>", FALSE },
    { "name@example.org\r\nDATA", FALSE },
    { "name\n@example.org", FALSE },
    { "a@example.org,b@example.org", FALSE },
    { "\377@example.org", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (postern_smtp_address_check (cases[i].address, &error), ==, cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT);
    }
}

static void
test_address_limits (void)
{
  g_autofree char *local = g_strnfill (64, 'a');
  g_autofree char *longest = g_strconcat (local, "@example.org", NULL);
  g_autofree char *too_long = g_strconcat ("a", longest, NULL);

  g_assert_true (postern_smtp_address_check (longest, NULL));
  g_assert_false (postern_smtp_address_check (too_long, NULL));
}

static void
test_address_parts (void)
{
  g_autofree char *wire = postern_smtp_address_to_wire ("name@exämple.org");

  g_assert_cmpstr (wire, ==, "name@xn--exmple-cua.org");
  g_assert_cmpstr (postern_smtp_address_get_domain ("name@example.org"), ==, "example.org");
  g_assert_null (postern_smtp_address_get_domain ("name"));
}

static void
test_commands (void)
{
  g_autofree char *plain = postern_smtp_command_new ("NOOP", NULL, NULL);
  g_autofree char *ehlo = postern_smtp_command_new ("EHLO", "[127.0.0.1]", NULL);
  g_autofree char *mail = postern_smtp_command_mail ("a@example.org", POSTERN_SMTP_MAIL_NONE, 7, NULL);
  g_autofree char *full = postern_smtp_command_mail ("ä@example.org", POSTERN_SMTP_MAIL_SIZE | POSTERN_SMTP_MAIL_8BIT |
                                                     POSTERN_SMTP_MAIL_UTF8, 1234, NULL);
  g_autofree char *rcpt = postern_smtp_command_rcpt ("a@exämple.org", NULL);

  g_assert_cmpstr (plain, ==, "NOOP\r\n");
  g_assert_cmpstr (ehlo, ==, "EHLO [127.0.0.1]\r\n");
  g_assert_cmpstr (mail, ==, "MAIL FROM:<a@example.org>\r\n");
  g_assert_cmpstr (full, ==, "MAIL FROM:<ä@example.org> SIZE=1234 BODY=8BITMIME SMTPUTF8\r\n");
  g_assert_cmpstr (rcpt, ==, "RCPT TO:<a@xn--exmple-cua.org>\r\n");
}

static void
test_smuggling (void)
{
  static const char *const arguments[] = { "a\r\nDATA", "a\nDATA", "a\rDATA", "\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (arguments); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (postern_smtp_command_new ("EHLO", arguments[i], &error));
      g_assert_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT);
    }
  g_assert_null (postern_smtp_command_rcpt ("a@example.org> NOTIFY=NEVER", NULL));
  g_assert_null (postern_smtp_command_mail ("a@example.org>\r\nRCPT TO:<b@example.org", POSTERN_SMTP_MAIL_NONE, 0,
                                            NULL));
}

static void
test_dot_stuffing (void)
{
  static const struct { const char *message; const char *stuffed; } cases[] = {
    { "", ".\r\n" },
    { "a\r\n", "a\r\n.\r\n" },
    { "a", "a\r\n.\r\n" },
    { ".", "..\r\n.\r\n" },
    { "..\r\n", "...\r\n.\r\n" },
    { "a\r\n.\r\nb\r\n", "a\r\n..\r\nb\r\n.\r\n" },
    { "a.b\r\n.c\r\n", "a.b\r\n..c\r\n.\r\n" },
    { "a\n.\nb\n", "a\r\n..\r\nb\r\n.\r\n" },
    { "a\r.\rb", "a\r\n..\r\nb\r\n.\r\n" },
    { "a\r\n\r\n.b", "a\r\n\r\n..b\r\n.\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) message = g_bytes_new (cases[i].message, strlen (cases[i].message));
      g_autoptr (GBytes) stuffed = postern_smtp_dot_stuff (message);
      g_autofree char *text = g_strndup (g_bytes_get_data (stuffed, NULL), g_bytes_get_size (stuffed));

      g_assert_cmpstr (text, ==, cases[i].stuffed);
    }
}

static void
test_capabilities (void)
{
  const char *bytes = "250-mail.example Hello\r\n250-SIZE 1000\r\n250-starttls\r\n250-AUTHENTICATE\r\n"
                      "250-AUTH LOGIN PLAIN\r\n250-auth=login  xoauth2\r\n250 CHUNKINGS\r\n";
  g_autoptr (PosternSmtpReply) reply = postern_smtp_reply_parse (bytes, strlen (bytes), NULL);
  g_auto (GStrv) capabilities = postern_smtp_capabilities_from_reply (reply);
  const char *const *list = (const char *const *) capabilities;
  g_auto (GStrv) mechanisms = postern_smtp_capabilities_dup_mechanisms (list);
  g_autofree char *names = g_strjoinv (" ", mechanisms);

  g_assert_cmpuint (g_strv_length (capabilities), ==, 6);
  g_assert_cmpstr (postern_smtp_capabilities_get (list, "SIZE"), ==, "1000");
  g_assert_cmpstr (postern_smtp_capabilities_get (list, "STARTTLS"), ==, "");
  g_assert_null (postern_smtp_capabilities_get (list, "CHUNKING"));
  g_assert_null (postern_smtp_capabilities_get (list, "MAIL.EXAMPLE"));
  g_assert_cmpstr (names, ==, "LOGIN PLAIN XOAUTH2");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/smtp/address/check", test_address);
  g_test_add_func ("/smtp/address/limits", test_address_limits);
  g_test_add_func ("/smtp/address/parts", test_address_parts);
  g_test_add_func ("/smtp/command/built", test_commands);
  g_test_add_func ("/smtp/command/smuggling", test_smuggling);
  g_test_add_func ("/smtp/dot-stuffing", test_dot_stuffing);
  g_test_add_func ("/smtp/capabilities", test_capabilities);

  return g_test_run ();
}
