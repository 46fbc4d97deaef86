/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <string.h>

#include "support/postern-test-dns.h"
#include "support/postern-test-server.h"

#define EHLO "C ^EHLO\nS 250-mail.internal\nS 250 AUTH PLAIN\n"
#define SESSION "S 220 mail.internal ESMTP\n" EHLO \
  "C ^AUTH PLAIN\nS 235 2.7.0 Welcome\nC ^MAIL\nS 250 2.1.0 Ok\nC ^RCPT\nS 250 2.1.5 Ok\nC ^DATA\nS 354 Go on\n" \
  "BODY\nS 250 2.0.0 Queued\nC ^QUIT\nS 221 2.0.0 Bye\n"

static char *password_file;

static JsonObject *
find_note (JsonObject *delivery,
           const char *id)
{
  JsonArray *notes = json_object_get_array_member (delivery, "notes");

  for (guint i = 0; i < json_array_get_length (notes); i++)
    {
      JsonObject *note = json_array_get_object_element (notes, i);

      if (strcmp (json_object_get_string_member (note, "id"), id) == 0)
        return note;
    }
  g_error ("There is no note “%s”", id);
}

static void
test_good (void)
{
  g_autoptr (CtlRun) run = ctl_run ("delivery", "web@good.internal", "--account", "web@good.internal", "--provider",
                                    "microsoft365", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  JsonObject *root = json_node_get_object (node);
  JsonObject *note = find_note (root, "spf-good");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (root, "domain"), ==, "good.internal");
  g_assert_cmpstr (json_object_get_string_member (root, "state"), ==, "good");
  g_assert_false (json_object_has_member (root, "event"));
  g_assert_cmpstr (json_object_get_string_member (note, "subject"), ==, "spf");
  g_assert_cmpstr (json_object_get_string_member (note, "state"), ==, "good");
  g_assert_true (json_object_get_null_member (note, "who"));
  g_assert_true (json_object_get_null_member (note, "record"));
  g_assert_nonnull (strstr (json_object_get_string_member (note, "found"), "include:_spf.google.com"));
}

static void
test_problem (void)
{
  g_autoptr (CtlRun) run = ctl_run ("delivery", "web@elsewhere.internal", "--provider", "microsoft365", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  JsonObject *root = json_node_get_object (node);
  JsonObject *note = find_note (root, "spf-provider-missing");
  JsonObject *record = json_object_get_object_member (note, "record");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (root, "state"), ==, "problem");
  g_assert_cmpstr (json_object_get_string_member (note, "who"), ==, "admin");
  g_assert_cmpstr (json_object_get_string_member (record, "name"), ==, "elsewhere.internal");
  g_assert_cmpstr (json_object_get_string_member (record, "type"), ==, "TXT");
  g_assert_cmpstr (json_object_get_string_member (record, "value"), ==,
                   "v=spf1 include:spf.protection.outlook.com ip4:198.51.100.8 include:_spf.google.com -all "
                   "exp=why.internal");
  record = json_object_get_object_member (find_note (root, "dkim-missing"), "record");
  g_assert_cmpstr (json_object_get_string_member (record, "type"), ==, "CNAME");
  g_assert_true (json_object_get_null_member (record, "value"));
}

static void
test_text (void)
{
  g_autoptr (CtlRun) run = ctl_run ("delivery", "web@bare.internal", "--host", "mail.internal");
  g_autoptr (CtlRun) advice = ctl_run ("delivery", "info@good.internal", "--account", "web@good.internal",
                                       "--provider", "gmail");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->output, "✗ bare.internal does not say who may send its mail"));
  g_assert_nonnull (strstr (run->output, "v=spf1 a:mail.internal ~all\n"));
  g_assert_nonnull (strstr (run->output, "_dmarc.bare.internal\n"));
  g_assert_nonnull (strstr (run->output, "Your administrator must act"));
  g_assert_nonnull (strstr (run->output, "Records are added"));
  g_assert_cmpint (advice->status, ==, 0);
  g_assert_nonnull (strstr (advice->output, "! The sender is another address"));
  g_assert_nonnull (strstr (advice->output, "✓ "));
  g_assert_null (strstr (advice->output, "Records are added"));
}

static CtlRun *
send_at (const char *address,
         const char *host,
         const char *from,
         const char *option)
{
  g_autoptr (PosternTestServer) server = postern_test_server_new_at (address, SESSION, NULL, NULL);
  g_autofree char *port = g_strdup_printf ("%u", postern_test_server_get_port (server));
  CtlRun *run = ctl_run ("test", "--host", host, "--port", port, "--security", "none", "--account", from,
                         "--password-file", password_file, option, strcmp (option, "--json") == 0 ? NULL : "--json");

  postern_test_server_stop (server);
  g_assert_cmpint (run->status, ==, 0);
  ctl_run_assert_no_secret (run);

  return run;
}

/* The line before the finding, which stays the last. */
static void
test_after_message (void)
{
  g_autoptr (CtlRun) run = send_at (POSTERN_TEST_DNS_PUBLIC, "mail.internal", "web@own.internal", "--json");
  g_auto (GStrv) lines = g_strsplit (g_strchomp (run->output), "\n", -1);
  guint n = g_strv_length (lines);
  g_autoptr (JsonNode) node = json_from_string (lines[n - 2], NULL);
  JsonObject *root = json_node_get_object (node);

  g_assert_cmpstr (json_object_get_string_member (root, "event"), ==, "delivery");
  g_assert_cmpstr (json_object_get_string_member (root, "domain"), ==, "own.internal");
  g_assert_cmpstr (json_object_get_string_member (find_note (root, "spf-good"), "state"), ==, "good");
  g_assert_true (g_str_has_prefix (lines[n - 1], "{\"event\":\"finding\""));
}

static void
test_not_after_message (void)
{
  g_autoptr (CtlRun) left_out = send_at (POSTERN_TEST_DNS_PUBLIC, "mail.internal", "web@own.internal",
                                         "--no-delivery");
  g_autoptr (CtlRun) loopback = send_at ("127.0.0.1", "127.0.0.1", "web@own.internal", "--json");
  g_autoptr (CtlRun) reserved = send_at (POSTERN_TEST_DNS_PUBLIC, "mail.internal", "web@example.org", "--json");
  g_autoptr (CtlRun) practice = ctl_run ("test", "--provider", "practice", "--account", "ok@good.internal",
                                         "--password-file", password_file, "--json");

  g_assert_null (strstr (left_out->output, "\"delivery\""));
  g_assert_null (strstr (loopback->output, "\"delivery\""));
  g_assert_null (strstr (reserved->output, "\"delivery\""));
  g_assert_cmpint (practice->status, ==, 0);
  g_assert_null (strstr (practice->output, "\"delivery\""));
}

static void
test_text_after_message (void)
{
  g_autoptr (PosternTestServer) server = postern_test_server_new_at (POSTERN_TEST_DNS_PUBLIC, SESSION, NULL, NULL);
  g_autofree char *port = g_strdup_printf ("%u", postern_test_server_get_port (server));
  g_autoptr (CtlRun) run = ctl_run ("test", "--host", "mail.internal", "--port", port, "--security", "none",
                                    "--account", "web@bare.internal", "--password-file", password_file);
  const char *finding = strstr (run->output, "accepted");
  const char *delivery = strstr (run->output, "v=spf1 a:mail.internal ~all");

  postern_test_server_stop (server);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (finding);
  g_assert_nonnull (delivery);
  g_assert_true (finding < delivery);
}

int
main (int   argc,
      char *argv[])
{
  const char *missing = postern_test_dns_enter ();
  g_autoptr (PosternTestProcess) server = NULL;
  static const struct { const char *path; GTestFunc run; } tests[] = {
    { "good", test_good },
    { "problem", test_problem },
    { "text", test_text },
    { "after-message", test_after_message },
    { "not-after-message", test_not_after_message },
    { "text-after-message", test_text_after_message },
  };
  int result;

  g_test_init (&argc, &argv, NULL);
  password_file = ctl_program_write (CTL_PASSWORD "\n");
  if (missing == NULL)
    server = postern_test_dns_start ("support/delivery.zone");
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/ctl/delivery/", tests[i].path, NULL);

      postern_test_dns_add (missing, path, tests[i].run);
    }
  result = g_test_run ();
  g_free (password_file);

  return result;
}
