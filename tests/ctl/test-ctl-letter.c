/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <string.h>

static void
test_text (void)
{
  g_autoptr (CtlRun) run = ctl_run ("letter", "mailbox-disabled", "--account", "web@example.org", "--reply",
                                    "535 5.7.139 disabled for the Mailbox");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->errors, ==, "");
  g_assert_true (g_str_has_prefix (run->output, "Subject: "));
  g_assert_nonnull (strstr (run->output, "smtp.office365.com, port 587"));
  g_assert_nonnull (strstr (run->output, "“535 5.7.139 disabled for the Mailbox”"));
  g_assert_nonnull (strstr (run->output, "Set-CASMailbox -Identity 'web@example.org'"));
}

static void
test_json (void)
{
  g_autoptr (CtlRun) run = ctl_run ("letter", "port-blocked", "--account", "web@example.org", "--host",
                                    "mail.example.org", "--port", "2525", "--to", "host", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  JsonObject *letter = json_node_get_object (node);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (letter, "id"), ==, "port-blocked");
  g_assert_cmpstr (json_object_get_string_member (letter, "to"), ==, "host");
  g_assert_cmpstr (json_object_get_string_member (letter, "subject"), ==,
                   "Please open outgoing port 2525 to mail.example.org");
  g_assert_nonnull (strstr (json_object_get_string_member (letter, "body"), "From your server"));
}

static void
test_list (void)
{
  g_autoptr (CtlRun) text = ctl_run ("letter", "--list");
  g_autoptr (CtlRun) json = ctl_run ("letter", "--list", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (json);

  g_assert_cmpint (text->status, ==, 0);
  g_assert_nonnull (strstr (text->output, "host-intercepts"));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), >=, 12);
}

/* Nobody is to run a command with an example in it. */
static void
test_sender (void)
{
  g_autoptr (CtlRun) without = ctl_run ("letter", "send-as-denied", "--account", "web@contoso.test");
  g_autoptr (CtlRun) with = ctl_run ("letter", "send-as-denied", "--account", "web@contoso.test", "--from",
                                     "info@contoso.test");

  g_assert_cmpint (without->status, ==, 2);
  g_assert_nonnull (strstr (without->errors, "--from"));
  g_assert_cmpstr (without->output, ==, "");
  g_assert_cmpint (with->status, ==, 0);
  g_assert_nonnull (strstr (with->output, "Add-RecipientPermission -Identity 'info@contoso.test' -Trustee "
                                          "'web@contoso.test'"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/letter/text", test_text);
  g_test_add_func ("/ctl/letter/json", test_json);
  g_test_add_func ("/ctl/letter/list", test_list);
  g_test_add_func ("/ctl/letter/sender", test_sender);

  return g_test_run ();
}
