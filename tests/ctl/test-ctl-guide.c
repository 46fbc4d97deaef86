/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <string.h>

static void
test_list (void)
{
  g_autoptr (CtlRun) text = ctl_run ("guide");
  g_autoptr (CtlRun) json = ctl_run ("guide", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (json);

  g_assert_cmpint (text->status, ==, 0);
  g_assert_nonnull (strstr (text->output, "sender-address"));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), >=, 3);
}

static void
test_question (void)
{
  g_autoptr (CtlRun) run = ctl_run ("guide", "sender-address");
  g_autoptr (CtlRun) known = ctl_run ("guide", "sender-address", "--provider", "gmail", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (known);
  JsonObject *question = json_node_get_object (node);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->output, "Who runs the mailbox?"));
  g_assert_nonnull (strstr (run->output, "  2. Gmail or Google Workspace"));
  g_assert_cmpstr (json_object_get_string_member (question, "kind"), ==, "question");
  g_assert_cmpstr (json_object_get_string_member (question, "id"), ==, "google");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (question, "answers")), ==, 4);
}

static void
test_end (void)
{
  g_autoptr (CtlRun) run = ctl_run ("guide", "sender-address", "--provider", "microsoft365", "--answer", "3",
                                    "--answer", "1", "--answer", "2", "--account", "bob@example.org", "--from",
                                    "shop@example.org");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->errors, ==, "");
  g_assert_nonnull (strstr (run->output, "right “Send As”"));
  g_assert_nonnull (strstr (run->output, "Sign in as: Your own mailbox"));
  g_assert_nonnull (strstr (run->output, "Your administrator must act"));
  g_assert_nonnull (strstr (run->output, "posternctl letter send-as-denied"));
  g_assert_nonnull (strstr (run->output, "-Identity 'shop@example.org' -Trustee 'bob@example.org'"));
}

static void
test_end_json (void)
{
  g_autoptr (CtlRun) run = ctl_run ("guide", "sender-address", "--answer", "1", "--answer", "2", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  JsonObject *end = json_node_get_object (node);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (end, "guide"), ==, "sender-address");
  g_assert_cmpstr (json_object_get_string_member (end, "id"), ==, "microsoft-alias");
  g_assert_cmpstr (json_object_get_string_member (end, "kind"), ==, "end");
  g_assert_cmpstr (json_object_get_string_member (end, "who"), ==, "you");
  g_assert_cmpstr (json_object_get_string_member (end, "sign_in"), ==, "account");
  g_assert_cmpstr (json_object_get_string_member (end, "from"), ==, "alias");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (end, "actions")), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/guide/list", test_list);
  g_test_add_func ("/ctl/guide/question", test_question);
  g_test_add_func ("/ctl/guide/end", test_end);
  g_test_add_func ("/ctl/guide/end-json", test_end_json);

  return g_test_run ();
}
