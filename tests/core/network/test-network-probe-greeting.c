/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-probe-private.h"

static const char *const nothing[] = { NULL };

static void
test_masked_greeting (void)
{
  static const struct { const char *greeting; gboolean masked; } cases[] = {
    { "220 ***************************************0*****0*2**", TRUE },
    { "220 *************", TRUE },
    { "220 2*0********2**", TRUE },
    { "220 mail.example ESMTP Postfix", FALSE },
    { "220 *** Welcome *** mail.example ESMTP", FALSE },
    { NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (postern_probe_is_masked (cases[i].greeting, nothing), ==, cases[i].masked);
}

static void
test_masked_capability (void)
{
  static const struct { const char *capability; gboolean masked; } cases[] = {
    { "XXXXXXXA", TRUE },
    { "XXXXXXXB", TRUE },
    { "XXXX", TRUE },
    { "XXXXXXXXXXXXXXXXXXXXXC 1234", TRUE },
    { "STARTTLS", FALSE },
    { "XEXCH50", FALSE },
    { "XXX", FALSE },
    { "XCLIENT NAME ADDR", FALSE },
    { "X-EXPS GSSAPI NTLM", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const capabilities[] = { "SIZE 1000", cases[i].capability, NULL };

      g_assert_cmpint (postern_probe_is_masked ("220 mail.example", capabilities), ==, cases[i].masked);
    }
}

static void
test_time (void)
{
  static const struct { const char *greeting; gint64 unix_time; } cases[] = {
    { "220 AM0PR04.mail.example Microsoft ESMTP MAIL Service ready at Tue, 24 Nov 2026 09:00:00 +0000", 1795510800 },
    { "220 mail.example ESMTP Exim 4.96 Tue, 24 Nov 2026 10:00:00 +0100", 1795510800 },
    { "220 mail.example ESMTP 24 Nov 2026 09:00:00 +0000", 1795510800 },
    { "220 mail.example ESMTP Postfix (Debian/GNU)", 0 },
    { "220 mail.example at 09:00:00", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = postern_probe_read_time (cases[i].greeting);

      g_assert_cmpint (time != NULL ? g_date_time_to_unix (time) : 0, ==, cases[i].unix_time);
    }
}

static void
test_stranger (void)
{
  static const struct { const char *line; PosternProbeSpeaks speaks; } cases[] = {
    { "HTTP/1.1 302 Found", POSTERN_PROBE_SPEAKS_HTTP },
    { "<!DOCTYPE html>", POSTERN_PROBE_SPEAKS_HTTP },
    { "<html><head>", POSTERN_PROBE_SPEAKS_HTTP },
    { "SSH-2.0-OpenSSH_9.2", POSTERN_PROBE_SPEAKS_OTHER },
    { "+OK POP3 ready", POSTERN_PROBE_SPEAKS_OTHER },
    { "* OK IMAP4rev1", POSTERN_PROBE_SPEAKS_OTHER },
    { "", POSTERN_PROBE_SPEAKS_NOTHING },
    { NULL, POSTERN_PROBE_SPEAKS_NOTHING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (postern_probe_read_stranger (cases[i].line), ==, cases[i].speaks);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/network/probe/greeting/masked", test_masked_greeting);
  g_test_add_func ("/network/probe/greeting/masked-capability", test_masked_capability);
  g_test_add_func ("/network/probe/greeting/time", test_time);
  g_test_add_func ("/network/probe/greeting/stranger", test_stranger);

  return g_test_run ();
}
