/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <string.h>

#include "support/postern-test-hosting.h"

static PosternTestHosting *hosting;

static JsonObject *
find_clue (JsonObject *root,
           const char *source)
{
  JsonArray *clues = json_object_get_array_member (root, "evidence");

  for (guint i = 0; i < json_array_get_length (clues); i++)
    {
      JsonObject *clue = json_array_get_object_element (clues, i);

      if (strcmp (json_object_get_string_member (clue, "source"), source) == 0)
        return clue;
    }
  g_error ("There is no clue “%s”", source);
}

static void
test_json (void)
{
  g_autoptr (CtlRun) run = ctl_run ("discover", "bob.private@law.example", "--ca-file", hosting->ca_file, "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  JsonObject *root = json_node_get_object (node);
  JsonObject *endpoint = json_object_get_object_member (root, "endpoint");
  JsonObject *clue = find_clue (root, "mx");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (root, "domain"), ==, "law.example");
  g_assert_cmpstr (json_object_get_string_member (root, "provider"), ==, "microsoft365");
  g_assert_cmpstr (json_object_get_string_member (root, "sign_in"), ==, "federated");
  g_assert_cmpstr (json_object_get_string_member (root, "confidence"), ==, "certain");
  g_assert_cmpstr (json_object_get_string_member (endpoint, "host"), ==, "smtp.office365.com");
  g_assert_cmpstr (json_object_get_string_member (clue, "saw"), ==, "law-example.mail.protection.outlook.com");
  g_assert_cmpstr (json_object_get_string_member (root, "reason"), ==,
                   json_object_get_string_member (clue, "text"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "evidence")), ==, 8);
  g_assert_null (strstr (run->output, "private"));
}

static void
test_text (void)
{
  g_autoptr (CtlRun) run = ctl_run ("discover", "verein.example", "--ca-file", hosting->ca_file);
  g_autoptr (CtlRun) none = ctl_run ("discover", "bob@hobby.example", "--ca-file", hosting->ca_file);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_true (g_str_has_prefix (run->output, "verein.example: a server of its own (certain)\n"
                                                "mail.verein.example, 465, tls\n"));
  g_assert_nonnull (strstr (run->output, "What was looked up:"));
  g_assert_cmpint (none->status, ==, 1);
  g_assert_true (g_str_has_prefix (none->output, "hobby.example: not known\n"));
}

static void
test_without (void)
{
  g_autoptr (CtlRun) run = ctl_run ("discover", "bob@bank.example", "--without", "openid, realm,autoconfig,ispdb",
                                    "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  JsonObject *root = json_node_get_object (node);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (root, "confidence"), ==, "possible");
  g_assert_true (json_object_get_null_member (root, "sign_in"));
  g_assert_cmpstr (json_object_get_string_member (find_clue (root, "realm"), "state"), ==, "skipped");
  g_assert_cmpstr (json_object_get_string_member (find_clue (root, "spf"), "state"), ==, "found");
}

static void
test_usage (void)
{
  g_autoptr (CtlRun) nothing = ctl_run ("discover");
  g_autoptr (CtlRun) address = ctl_run ("discover", "bob");
  g_autoptr (CtlRun) look_up = ctl_run ("discover", "bob@example.org", "--without", "mx,whois");

  ctl_run_assert_refused (nothing, 2, "");
  ctl_run_assert_refused (address, 2, "“bob” is no e-mail address");
  ctl_run_assert_refused (look_up, 2, "“whois”");
}

static JsonObject *
get_way (JsonObject *root,
         guint       n)
{
  return json_array_get_object_element (json_object_get_array_member (root, "ways"), n);
}

static void
test_advise (void)
{
  g_autoptr (CtlRun) run = ctl_run ("advise", "--provider", "microsoft365", "--volume", "5000", "--to", "inside",
                                    "--oauth", "yes", "--json");
  g_autoptr (CtlRun) text = ctl_run ("advise", "--provider", "gmail", "--target", "wordpress-wp-mail-smtp");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  JsonObject *root = json_node_get_object (node);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_true (json_object_get_boolean_member (root, "oauth"));
  g_assert_cmpstr (json_object_get_string_member (get_way (root, 0), "kind"), ==, "transactional");
  g_assert_true (json_object_get_boolean_member (get_way (root, 0), "recommended"));
  g_assert_cmpstr (json_object_get_string_member (get_way (root, 1), "kind"), ==, "oauth");
  g_assert_false (json_object_get_boolean_member (get_way (root, 1), "recommended"));
  g_assert_cmpstr (json_object_get_string_member (get_way (root, 2), "provider"), ==, "microsoft365-hve");
  g_assert_cmpint (text->status, ==, 0);
  g_assert_true (g_str_has_prefix (text->output, "1. A service made for sending\n"));
}

static void
test_advise_usage (void)
{
  g_autoptr (CtlRun) nobody = ctl_run ("advise");
  g_autoptr (CtlRun) provider = ctl_run ("advise", "--provider", "nobody");
  g_autoptr (CtlRun) target = ctl_run ("advise", "--provider", "gmail", "--target", "nothing");
  g_autoptr (CtlRun) to = ctl_run ("advise", "--provider", "gmail", "--to", "everybody");
  g_autoptr (CtlRun) oauth = ctl_run ("advise", "--provider", "gmail", "--oauth", "perhaps");

  ctl_run_assert_refused (nobody, 2, "--account");
  ctl_run_assert_refused (provider, 2, "“nobody”");
  ctl_run_assert_refused (target, 2, "“nothing”");
  ctl_run_assert_refused (to, 2, "“everybody”");
  ctl_run_assert_refused (oauth, 2, "“perhaps”");
}

int
main (int    argc,
      char **argv)
{
  const char *missing = postern_test_dns_enter ();
  int status;

  g_test_init (&argc, &argv, NULL);
  if (missing == NULL)
    hosting = postern_test_hosting_start ();
  postern_test_dns_add (missing, "/ctl/discover/json", test_json);
  postern_test_dns_add (missing, "/ctl/discover/text", test_text);
  postern_test_dns_add (missing, "/ctl/discover/without", test_without);
  g_test_add_func ("/ctl/discover/usage", test_usage);
  g_test_add_func ("/ctl/advise/ranked", test_advise);
  g_test_add_func ("/ctl/advise/usage", test_advise_usage);
  status = g_test_run ();
  if (hosting != NULL)
    postern_test_hosting_stop (hosting);

  return status;
}
