/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-autoconfig.h"

#include <string.h>

#define SERVER(host, port, socket) \
  "<outgoingServer type=\"smtp\"><hostname>" host "</hostname><port>" port "</port><socketType>" socket \
  "</socketType></outgoingServer>"
#define FILE_OF(servers) \
  "<clientConfig version=\"1.1\"><emailProvider id=\"x\">" servers "</emailProvider></clientConfig>"

static void
assert_server (const char      *text,
               const char      *host,
               guint16          port,
               PosternSecurity  security)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternEndpoint) found = postern_autoconfig_parse (text, strlen (text), "example.org", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found->host, ==, host);
  g_assert_cmpuint (found->port, ==, port);
  g_assert_cmpint (found->security, ==, security);
}

static void
test_server (void)
{
  assert_server (FILE_OF (SERVER ("a.example.org", "465", "SSL")), "a.example.org", 465, POSTERN_SECURITY_TLS);
  assert_server (FILE_OF (SERVER (" A.Example.ORG\n", "1587", "STARTTLS")), "a.example.org", 1587,
                 POSTERN_SECURITY_STARTTLS);
  assert_server (FILE_OF (SERVER ("mail.%EMAILDOMAIN%", "587", "starttls")), "mail.example.org", 587,
                 POSTERN_SECURITY_STARTTLS);
  assert_server (FILE_OF (SERVER ("a.example.org", "25", "plain") SERVER ("b.example.org", "465", "SSL")),
                 "b.example.org", 465, POSTERN_SECURITY_TLS);
  assert_server ("<?xml version=\"1.0\"?><!-- x --><!DOCTYPE clientConfig>" FILE_OF (SERVER ("a.example.org", "465",
                                                                                             "SSL")),
                 "a.example.org", 465, POSTERN_SECURITY_TLS);
}

static const char *const refused[] = {
  "",
  "not XML",
  "<html><body>Sign in to the network</body></html>",
  "<clientConfig/>",
  "<clientConfig><emailProvider/></clientConfig>",
  FILE_OF (SERVER ("a.example.org", "25", "plain")),
  FILE_OF (SERVER ("a.example.org", "0", "SSL")),
  FILE_OF (SERVER ("a.example.org", "65536", "SSL")),
  FILE_OF (SERVER ("a.example.org", "465x", "SSL")),
  FILE_OF (SERVER ("", "465", "SSL")),
  FILE_OF (SERVER ("a b", "465", "SSL")),
  FILE_OF (SERVER ("a&#10;b", "465", "SSL")),
  FILE_OF (SERVER ("127.0.0.1", "465", "SSL")),
  FILE_OF (SERVER ("&undefined;", "465", "SSL")),
  "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" FILE_OF (SERVER ("&b;", "465", "SSL")),
  "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" FILE_OF (SERVER ("&a;", "465", "SSL")),
  "<clientConfig><emailProvider><outgoingServer type=\"smtp\">",
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PosternEndpoint) found = postern_autoconfig_parse (refused[i], strlen (refused[i]), "example.org",
                                                                    &error);

      g_test_message ("%s", refused[i]);
      g_assert_null (found);
      g_assert_nonnull (error);
      g_assert_null (strstr (error->message, "xml:"));
    }
}

static void
assert_too_much (GString *text)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (PosternEndpoint) found = postern_autoconfig_parse (text->str, text->len, "example.org", &error);

  g_assert_null (found);
  g_assert_nonnull (error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_TIME_SPAN_SECOND);
}

static void
test_too_much (void)
{
  g_autoptr (GString) deep = g_string_new ("<clientConfig>");
  g_autoptr (GString) many = g_string_new ("<clientConfig>");
  g_autoptr (GString) large = g_string_new ("<clientConfig>");

  for (guint i = 0; i < 20000; i++)
    {
      g_string_append (deep, "<a>");
      g_string_append (many, "<a/>");
    }
  while (large->len < 1024 * 1024)
    g_string_append (large, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  assert_too_much (deep);
  assert_too_much (many);
  assert_too_much (large);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/autoconfig/server", test_server);
  g_test_add_func ("/network/autoconfig/refused", test_refused);
  g_test_add_func ("/network/autoconfig/too-much", test_too_much);

  return g_test_run ();
}
