/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "writers-support.h"

/* Syntaxes whose readers are no packages of Debian (RouterOS, FortiOS, iDRAC, PowerShell, uci), or can't be asked what
 * they have read: what the literals look like. */

static void
test_routeros (void)
{
  writers_assert ("routeros", "", "\"\"");
  writers_assert ("routeros", WRITERS_NASTY, "\"p\\22a's\\24s\\5Cw#o rd;%{}<>&\\C3\\A9\"");
  writers_assert ("routeros", "?\t ", "\"\\3F\\09 \"");
  writers_assert ("routeros", "\360\237\224\221", "\"\\F0\\9F\\94\\91\"");
}

static void
test_powershell (void)
{
  writers_assert ("powershell", "", "''");
  writers_assert ("powershell", WRITERS_NASTY, "'p\"a''s$s\\w#o rd;%{}<>&\303\251'");
  writers_assert ("powershell", "`$(id)", "'`$(id)'");
  /* Typographic quotes end a string there as plain ones do. */
  writers_assert ("powershell", "\342\200\230a\342\200\231", "'\342\200\230\342\200\230a\342\200\231\342\200\231'");
  writers_assert ("powershell", "\342\200\232\342\200\233", "'\342\200\232\342\200\232\342\200\233\342\200\233'");
  writers_assert ("powershell", "\342\200\234", "'\342\200\234'");
  writers_assert ("powershell", "a\tb", NULL);
}

static void
test_fortios (void)
{
  writers_assert ("fortios", "", "\"\"");
  writers_assert ("fortios", "p\"a's$s\\w#o rd;%{}<>&", "\"p\\\"a\\'s$s\\\\w#o rd;%{}<>&\"");
  writers_assert ("fortios", "what?", NULL);
  writers_assert ("fortios", "\303\251", NULL);
  writers_assert ("fortios", "a\tb", NULL);
}

static void
test_racadm (void)
{
  static const char *const refused[] = { "\"", "'", "\\", "$", "`", "!", "%", "^", "?", "\303\251", "a\tb" };

  writers_assert ("racadm", "", "\"\"");
  writers_assert ("racadm", "brtk wqnd#1;2&3<4>|{}", "\"brtk wqnd#1;2&3<4>|{}\"");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    writers_assert ("racadm", refused[i], NULL);
}

static void
test_uci (void)
{
  writers_assert ("uci", "", "''");
  writers_assert ("uci", WRITERS_NASTY, "'p\"a'\\''s$s\\w#o rd;%{}<>&\303\251'");
  writers_assert ("uci", "'", "''\\'''");
}

static void
test_nullmailer (void)
{
  writers_assert ("nullmailer", "", "''");
  writers_assert ("nullmailer", WRITERS_NASTY, "'p\"a'\"'\"'s$s\\w#o rd;%{}<>&\303\251'");
}

static void
test_monit (void)
{
  writers_assert ("monit", "", "\"\"");
  writers_assert ("monit", "p's$s\\w#o rd;%{}<>&\303\251", "\"p's$s\\\\w#o rd;%{}<>&\303\251\"");
  writers_assert ("monit", "a\"b", "'a\"b'");
  writers_assert ("monit", WRITERS_NASTY, NULL);
  writers_assert ("monit", "a\tb", NULL);
}

static void
test_lines (void)
{
  static const char *const syntaxes[] = { "line", "postfix-map", "exim-passwd", "opensmtpd-secrets" };
  static const char *const refused[] = { " a", "a ", "a\tb", "\302\240a", "\001", "\302\205" };

  for (gsize i = 0; i < G_N_ELEMENTS (syntaxes); i++)
    {
      writers_assert (syntaxes[i], WRITERS_NASTY, WRITERS_NASTY);
      writers_assert (syntaxes[i], "#a:b", "#a:b");
      for (gsize j = 0; j < G_N_ELEMENTS (refused); j++)
        writers_assert (syntaxes[i], refused[j], NULL);
    }
  writers_assert ("line", "", NULL);
  writers_assert ("opensmtpd-secrets", "", NULL);
  writers_assert ("exim-passwd", "", "");
}

static void
test_lengths (void)
{
  g_autofree char *longest = g_strnfill (1024, 'x');
  g_autofree char *longer = g_strnfill (1025, 'x');
  g_autofree char *too_long_for_msmtp = g_strnfill (471, 'x');

  writers_assert ("opensmtpd-secrets", longest, longest);
  writers_assert ("opensmtpd-secrets", longer, NULL);
  writers_assert ("msmtprc", too_long_for_msmtp, NULL);
}

static void
test_word (void)
{
  static const char *const refused[] = { "", "a b", "a\tb", "\"", "'", "`", "#", "\\", "\302\240", "a\001" };

  writers_assert ("word", "p@ss=w$rd;%{}<>&\303\251", "p@ss=w$rd;%{}<>&\303\251");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    writers_assert ("word", refused[i], NULL);
}

static void
test_fields (void)
{
  static const char *const refused[] = { "a\tb", "a\033b", "\177", "\302\205", "\342\200\250", "\342\200\251" };
  static const char *const carried[] = { WRITERS_NASTY, " a ", "", "\302\240" };

  for (gsize i = 0; i < G_N_ELEMENTS (carried); i++)
    writers_assert ("fields", carried[i], carried[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    writers_assert ("fields", refused[i], NULL);
}

/* What neither of their parsers would read as it is. */
static void
test_refused (void)
{
  writers_assert ("postfix", "a b", NULL);
  writers_assert ("postfix", "a,b", NULL);
  writers_assert ("postfix", "a$b", "a$$b");
  writers_assert ("ini", "a;b", NULL);
  writers_assert ("ini", "a=b", "a=b");
  writers_assert ("ini-gitea", "%(HOST)s", NULL);
  writers_assert ("ini-gitea", "${HOST}", "`${HOST}`");
  writers_assert ("ini-grafana", "${HOST}", NULL);
  writers_assert ("ini-grafana", "$__env{HOST}", NULL);
  writers_assert ("dotenv-compose", "a\\'b", "\"a\\\\'b\"");
  writers_assert ("dotenv-compose", "$\\'b", NULL);
  writers_assert ("dotenv-ruby", "it's $(id)", NULL);
  writers_assert ("dotenv-ruby", "it's \\n", NULL);
  writers_assert ("dotenv-ruby", "a\\", NULL);
  writers_assert ("dotenv-ruby", "its $(id) \\n", "'its $(id) \\n'");
}

static void
test_lookup (void)
{
  guint n = 0;

  for (const PosternWriter *writer; (writer = postern_writer_get_nth (n)) != NULL; n++)
    {
      g_autofree char *literal = writer->write ("abc", NULL);

      g_assert_true (postern_writer_lookup (writer->name) == writer);
      g_assert_nonnull (literal);
    }
  g_assert_cmpuint (n, >, 30);
  g_assert_null (postern_writer_lookup ("cobol"));
  g_assert_null (postern_writer_lookup (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/writers/plain/routeros", test_routeros);
  g_test_add_func ("/writers/plain/powershell", test_powershell);
  g_test_add_func ("/writers/plain/fortios", test_fortios);
  g_test_add_func ("/writers/plain/racadm", test_racadm);
  g_test_add_func ("/writers/plain/uci", test_uci);
  g_test_add_func ("/writers/plain/nullmailer", test_nullmailer);
  g_test_add_func ("/writers/plain/monit", test_monit);
  g_test_add_func ("/writers/plain/lines", test_lines);
  g_test_add_func ("/writers/plain/lengths", test_lengths);
  g_test_add_func ("/writers/plain/word", test_word);
  g_test_add_func ("/writers/plain/fields", test_fields);
  g_test_add_func ("/writers/plain/refused", test_refused);
  g_test_add_func ("/writers/plain/lookup", test_lookup);

  return g_test_run ();
}
