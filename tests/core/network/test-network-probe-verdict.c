/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "probe-fixture.h"

#include <string.h>

typedef struct
{
  const char      *verdict;
  const char      *script;
  const char      *certificate;
  PosternSecurity  security;
  const char      *words;  /* must stand in the explanation */
} Case;

#define OLD_GREETING "S 220 mail.example ESMTP Exim 4.96 Tue, 24 Nov 2020 10:00:00 +0100\n"
#define STRIPPED EHLO ("S 250-SIZE 1000\nS 250 8BITMIME\n") "C ^STARTTLS$\n"

static const Case cases[] = {
  { "usable", GOOD_STARTTLS, "good", POSTERN_SECURITY_STARTTLS, "STARTTLS" },
  { "usable", GOOD_TLS, "good", POSTERN_SECURITY_TLS, "TLS" },
  { "no-sign-in", GREETING STARTTLS EHLO ("S 250 SIZE 1000\n") QUIT, "good", POSTERN_SECURITY_STARTTLS, "account" },
  { "other-certificate", GREETING STARTTLS, "other", POSTERN_SECURITY_STARTTLS, "cpanel.example.net" },
  { "other-certificate", "TLS\n", "other", POSTERN_SECURITY_TLS, "cpanel.example.net" },
  { "certificate-expired", GREETING STARTTLS, "expired", POSTERN_SECURITY_STARTTLS, "valid until" },
  { "certificate-early", GREETING STARTTLS, "early", POSTERN_SECURITY_STARTTLS, "clock" },
  { "clock-wrong", OLD_GREETING STARTTLS, "expired", POSTERN_SECURITY_STARTTLS, "believes" },
  { "certificate-self-signed", GREETING STARTTLS, "self", POSTERN_SECURITY_STARTTLS, "by the server itself" },
  { "certificate-unknown-issuer", GREETING STARTTLS, "stranger", POSTERN_SECURITY_STARTTLS, "CN=unknown" },
  { "no-starttls", GREETING STRIPPED "S 502 5.5.1 Unknown\n" QUIT, NULL, POSTERN_SECURITY_STARTTLS, "STARTTLS" },
  { "stripped", GREETING STRIPPED "S 220 Go ahead\n", NULL, POSTERN_SECURITY_STARTTLS, "overwrites" },
  { "stripped", GREETING EHLO ("S 250-SIZE 1000\nS 250-XXXXXXXA\nS 250 XXXB\n") "C ^STARTTLS$\nS 500 No\n" QUIT, NULL,
    POSTERN_SECURITY_STARTTLS, "overwrites" },
  { "stripped", "S 220 ************************0**\n" STRIPPED "S 500 No\n" QUIT, NULL, POSTERN_SECURITY_STARTTLS,
    "overwrites" },
  { "injection", GREETING EHLO ("S 250 STARTTLS\n") "C ^STARTTLS$\nRAW 220 Go\\r\\n250 Trust me\\r\\n\nWAIT\n", NULL,
    POSTERN_SECURITY_STARTTLS, "tampering" },
  { "turned-away", "S 554 5.7.1 Blocked by a list\n" QUIT, NULL, POSTERN_SECURITY_STARTTLS, "Blocked by a list" },
  { "captive-portal", "C ^EHLO\nS HTTP/1.1 400 Bad Request\nS \nCLOSE\n", NULL, POSTERN_SECURITY_STARTTLS, "browser" },
  { "captive-portal", "S HTTP/1.1 302 Found\nS Location: http://portal.example/\nCLOSE\n", NULL,
    POSTERN_SECURITY_STARTTLS, "browser" },
  { "not-smtp", "S SSH-2.0-OpenSSH_9.2p1\nWAIT\n", NULL, POSTERN_SECURITY_STARTTLS, "SSH-2.0" },
  { "not-smtp", "S * OK IMAP4rev1 ready\nWAIT\n", NULL, POSTERN_SECURITY_STARTTLS, "IMAP" },
  { "not-smtp", "S 220 ProFTPD Server ready\nC ^EHLO\nS 500 EHLO not understood\n" QUIT, NULL,
    POSTERN_SECURITY_STARTTLS, "ProFTPD" },
  { "tls-failed", GREETING EHLO ("S 250 STARTTLS\n") "C ^STARTTLS$\nS 220 Go\nCLOSE\n", NULL, POSTERN_SECURITY_STARTTLS,
    "agree" },
  { "mute", "WAIT\n", NULL, POSTERN_SECURITY_STARTTLS, "takes the connection" },
  { "mute", "CLOSE\n", NULL, POSTERN_SECURITY_STARTTLS, "hangs up" },
  { "mute", "RESET\n", NULL, POSTERN_SECURITY_STARTTLS, "hangs up" },
};

static void
test_case (gconstpointer data)
{
  const Case *each = data;
  g_autoptr (PosternProbe) probe = probe_fixture_try (each->script, each->certificate, each->security);

  probe_fixture_assert_verdict (probe, each->verdict);
  g_assert_nonnull (strstr (probe->verdict->explanation, each->words));
  g_assert_cmpint (probe->best != NULL, ==, probe_fixture_get (probe, 0)->usable);
}

/* Some servers speak plainly at first on the port for TLS. */
static void
test_plain_on_tls_port (void)
{
  g_autoptr (PosternProbe) probe = probe_fixture_try (GOOD_STARTTLS, "good", POSTERN_SECURITY_TLS);

  probe_fixture_assert_verdict (probe, "usable");
  g_assert_cmpint (probe->best->endpoint->security, ==, POSTERN_SECURITY_STARTTLS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  probe_fixture_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/network/probe/verdict/%s/%" G_GSIZE_FORMAT, cases[i].verdict, i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/network/probe/verdict/plain-on-tls-port", test_plain_on_tls_port);

  return g_test_run ();
}
