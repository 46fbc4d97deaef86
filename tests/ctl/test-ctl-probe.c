/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <string.h>

#include "support/postern-test-certificate.h"
#include "support/postern-test-server.h"

#define EHLO(lines) "C ^EHLO \\[127\\.0\\.0\\.1\\]$\nS 250-mail.example Hello\n" lines
#define GREETING "S 220 mail.example ESMTP ready\n"
#define STARTTLS EHLO ("S 250 STARTTLS\n") "C ^STARTTLS$\nS 220 2.0.0 Go ahead\nTLS\n"
#define GOOD GREETING STARTTLS EHLO ("S 250 AUTH PLAIN\n") "C ^QUIT$\n"

static const char *folder;

static CtlRun *
probe (const char *script,
       const char *certificate,
       const char *format)
{
  g_autoptr (PosternTestServer) server = postern_test_server_new (script, folder, certificate);
  g_autofree char *port = g_strdup_printf ("%u", postern_test_server_get_port (server));
  g_autofree char *authority = g_build_filename (folder, "ca.pem", NULL);

  return ctl_run ("probe", "127.0.0.1", "--port", port, "--ca-file", authority, format);
}

static void
test_usable (void)
{
  g_autoptr (CtlRun) run = probe (GOOD, "good", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  JsonObject *root = json_node_get_object (node);
  JsonObject *port = json_array_get_object_element (json_object_get_array_member (root, "ports"), 0);
  JsonObject *certificate = json_object_get_object_member (port, "certificate");
  JsonObject *verdict = json_object_get_object_member (root, "verdict");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->errors, ==, "");
  g_assert_cmpstr (json_object_get_string_member (root, "host"), ==, "127.0.0.1");
  g_assert_cmpstr (json_object_get_string_member (root, "asked"), ==, "127.0.0.1");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (root, "found"), "way"), ==, "named");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "addresses")), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (root, "use"), "port"), ==,
                   json_object_get_int_member (port, "port"));
  g_assert_cmpstr (json_object_get_string_member (port, "reach"), ==, "open");
  g_assert_cmpstr (json_object_get_string_member (port, "speaks"), ==, "smtp");
  g_assert_true (json_object_get_boolean_member (port, "starttls"));
  g_assert_true (json_object_get_boolean_member (port, "usable"));
  g_assert_true (json_object_get_null_member (port, "failure"));
  g_assert_true (g_str_has_prefix (json_object_get_string_member (port, "tls"), "TLS 1."));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (certificate, "faults")), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (verdict, "id"), ==, "usable");
  g_assert_cmpstr (json_object_get_string_member (verdict, "who"), ==, "you");
}

static void
test_other_server (void)
{
  g_autoptr (CtlRun) run = probe (GREETING STARTTLS, "other", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  JsonObject *root = json_node_get_object (node);
  JsonObject *port = json_array_get_object_element (json_object_get_array_member (root, "ports"), 0);
  JsonObject *certificate = json_object_get_object_member (port, "certificate");
  JsonObject *verdict = json_object_get_object_member (root, "verdict");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (verdict, "id"), ==, "other-certificate");
  g_assert_nonnull (strstr (json_object_get_string_member (verdict, "explanation"), "cpanel.example.net"));
  g_assert_cmpstr (json_object_get_string_member (port, "failure"), ==, "certificate");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (certificate, "faults"), 0), ==,
                   "other-name");
  g_assert_true (json_object_get_null_member (root, "use"));
}

static void
test_text (void)
{
  g_autoptr (CtlRun) good = probe (GOOD, "good", NULL);
  g_autoptr (CtlRun) stripped = probe (GREETING EHLO ("S 250 XXXXXXXA\n") "C ^STARTTLS$\nS 500 No\nC ^QUIT$\n", NULL,
                                       NULL);

  g_assert_cmpint (good->status, ==, 0);
  g_assert_nonnull (strstr (good->output, "✓"));
  g_assert_nonnull (strstr (good->output, "certificate valid until"));
  g_assert_nonnull (strstr (good->output, "with STARTTLS works"));
  g_assert_cmpint (stripped->status, ==, 1);
  g_assert_nonnull (strstr (stripped->output, "no encryption offered"));
  g_assert_nonnull (strstr (stripped->output, "Somebody on the way removes the encryption"));
}

/* The usual ports, in the order of their worth; this address has none of them. */
static void
test_usual_ports (void)
{
  static const gint64 ports[] = { 587, 465, 2525, 25 };
  g_autoptr (CtlRun) run = ctl_run ("probe", "127.77.0.1", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  JsonArray *found = json_object_get_array_member (json_node_get_object (node), "ports");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (json_array_get_length (found), ==, G_N_ELEMENTS (ports));
  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (found, i), "port"), ==, ports[i]);
}

/* A domain that the catalogue knows leads to its server without the network; ports that were named stay. */
static void
test_domain (void)
{
  g_autoptr (CtlRun) run = ctl_run ("probe", "bob@practice.example", "--port", "1", "--json");
  g_autoptr (CtlRun) text = ctl_run ("probe", "practice.example", "--port", "1");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  JsonObject *root = json_node_get_object (node);
  JsonObject *found = json_object_get_object_member (root, "found");

  g_assert_cmpstr (json_object_get_string_member (root, "asked"), ==, "practice.example");
  g_assert_cmpstr (json_object_get_string_member (root, "host"), ==, "localhost");
  g_assert_cmpstr (json_object_get_string_member (found, "way"), ==, "domain");
  g_assert_cmpstr (json_object_get_string_member (found, "provider"), ==, "practice");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "ports")), ==, 1);
  g_assert_nonnull (strstr (text->output, "Mail of practice.example is sent through Practice server"));
}

static void
test_refused (void)
{
  g_autoptr (CtlRun) name = ctl_run ("probe", "two words");
  g_autoptr (CtlRun) port = ctl_run ("probe", "127.0.0.1", "--port", "all");

  ctl_run_assert_refused (name, 2, "two words");
  ctl_run_assert_refused (port, 2, "is no port");
}

static void
test_unknown_host (void)
{
  g_autoptr (CtlRun) run = ctl_run ("probe", "smtp.nowhere.invalid");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->output, "There is no server with the name “smtp.nowhere.invalid”"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folder = postern_test_scratch ();
  postern_test_certificate_make_authority (folder, "ca");
  postern_test_certificate_make_server (folder, "good", "ca", "127.0.0.1", POSTERN_TEST_VALID);
  postern_test_certificate_make_server (folder, "other", "ca", "cpanel.example.net", POSTERN_TEST_VALID);

  g_test_add_func ("/ctl/probe/usable", test_usable);
  g_test_add_func ("/ctl/probe/other-server", test_other_server);
  g_test_add_func ("/ctl/probe/text", test_text);
  g_test_add_func ("/ctl/probe/usual-ports", test_usual_ports);
  g_test_add_func ("/ctl/probe/domain", test_domain);
  g_test_add_func ("/ctl/probe/refused", test_refused);
  g_test_add_func ("/ctl/probe/unknown-host", test_unknown_host);

  return g_test_run ();
}
