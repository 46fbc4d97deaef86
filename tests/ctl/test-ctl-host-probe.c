/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_php (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *file = g_build_filename (folder, "probe-1.php", NULL);
  g_autoptr (CtlRun) run = ctl_run ("host-probe", "--provider", "microsoft365", "--output", file);
  g_autoptr (GRegex) regex = g_regex_new ("/probe-1\\.php\\?key=([0-9a-f]{32})\\s", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *key = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *text = NULL;
  GStatBuf status;

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpstr (run->output, ==, "");
  g_assert_true (g_regex_match (regex, run->errors, 0, &match));
  key = g_match_info_fetch (match, 1);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "$host = 'smtp.office365.com';"));
  g_assert_nonnull (strstr (text, "'587' => 'starttls', '465' => 'tls', '25' => 'starttls', '2525' => 'starttls'"));
  /* The file alone does not tell the key. */
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_assert_null (strstr (text, key));
  g_assert_nonnull (strstr (text, hash));
}

static void
test_other_kinds (void)
{
  g_autoptr (CtlRun) shell = ctl_run ("host-probe", "--host", "mail.example.org", "--kind", "shell");
  g_autoptr (CtlRun) power = ctl_run ("host-probe", "--host", "müller.example", "--kind", "powershell");

  g_assert_cmpint (shell->status, ==, 0);
  g_assert_true (g_str_has_prefix (shell->output, "#!/bin/sh\n"));
  g_assert_nonnull (strstr (shell->output, "host='mail.example.org'\n"));
  g_assert_null (strstr (shell->output, "{{"));
  g_assert_cmpint (power->status, ==, 0);
  g_assert_nonnull (strstr (power->output, "$HostName = 'xn--mller-kva.example'\n"));
  g_assert_null (strstr (power->output, "{{"));
}

static void
test_read_back (void)
{
  g_autoptr (CtlRun) run = ctl_program_run_with (
    "> -----BEGIN POSTERN HOST PROBE-----\r\n> host: smtp.office365.com\r\n> port: 587\r\n> connect: timed-out\r\n"
    "> -----END POSTERN HOST PROBE-----\r\n",
    (const char *const[]) { "diagnose", "--reply", "-", "--json", NULL });
  g_autoptr (CtlRun) nothing = ctl_program_run_with ("", (const char *const[]) { "diagnose", "--reply", "-", NULL });
  g_autoptr (JsonNode) node = ctl_run_parse (run);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "id"), ==, "host-probe-all-blocked");
  ctl_run_assert_refused (nothing, 2, "--reply");
}

/* The desk's own result is the output of “probe --json”; this computer has no port 1 open either. */
static void
test_compared (void)
{
  static const char said[] = "-----BEGIN POSTERN HOST PROBE-----\nhost: 127.0.0.1\nport: 1\nconnect: refused\n"
                             "-----END POSTERN HOST PROBE-----\n";
  g_autoptr (CtlRun) desk = ctl_run ("probe", "127.0.0.1", "--port", "1", "--json");
  g_autofree char *file = ctl_program_write (desk->output);
  g_autofree char *other = ctl_program_write ("no JSON");
  g_autoptr (CtlRun) run = ctl_run ("diagnose", "--reply", said, "--probe-file", file, "--json");
  g_autoptr (CtlRun) no_probe = ctl_run ("diagnose", "--reply", "535 5.7.8 No", "--probe-file", file);
  g_autoptr (CtlRun) no_json = ctl_run ("diagnose", "--reply", said, "--probe-file", other);
  g_autoptr (CtlRun) no_file = ctl_run ("diagnose", "--reply", said, "--probe-file", "/nowhere/desk.json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "id"), ==, "host-probe-all-blocked-too");
  ctl_run_assert_refused (no_probe, 2, "--probe-file");
  ctl_run_assert_refused (no_json, 2, "probe --json");
  ctl_run_assert_refused (no_file, 2, "/nowhere/desk.json");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/host-probe/php", test_php);
  g_test_add_func ("/ctl/host-probe/other-kinds", test_other_kinds);
  g_test_add_func ("/ctl/host-probe/read-back", test_read_back);
  g_test_add_func ("/ctl/host-probe/compared", test_compared);

  return g_test_run ();
}
