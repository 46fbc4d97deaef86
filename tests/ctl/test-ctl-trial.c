/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <string.h>

#include "practice/postern-practice-server.h"
#include "support/postern-test-certificate.h"
#include "support/postern-test-server.h"

#define APP_PASSWORD "abcdefghijklmnop"
#define PROVIDER \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
  "<provider id=\"acme\" kind=\"mailbox\"><name>Acme</name><summary>For tests.</summary>" \
  "<endpoint host=\"localhost\" port=\"%u\" security=\"starttls\"/>" \
  "<endpoint host=\"localhost\" port=\"%u\" security=\"tls\"/>" \
  "<password length=\"16\" alphabet=\"lower\"><name>app password</name></password>" \
  "<steps><step id=\"make\"><title>Make one</title><text>Make one.</text></step></steps></provider>\n"

#define ENCRYPTED \
  "S 220 mail.example ESMTP\nC ^EHLO\nS 250-mail.example\nS 250 STARTTLS\nC ^STARTTLS\nS 220 Go ahead\nTLS\n" \
  "C ^EHLO\nS 250-mail.example\nS 250 AUTH PLAIN\n"
#define REFUSED ENCRYPTED "C ^AUTH\nS 535 5.7.8 Authentication failed\nC ^QUIT\n"
#define CLOSED "S 220 mail.example ESMTP\nC ^EHLO\nCLOSE\n"
#define TAKEN ENCRYPTED "C ^AUTH\nS 235 2.7.0 Welcome\nC ^QUIT\n"

/* Two servers that play one: the second is a real one that accepts everything. */
typedef struct
{
  PosternTestServer     *first;
  PosternPracticeServer *second;
  char                  *ca_file;
  char                  *password_file;
} Fixture;

static char *data_home;

static char *
join_authorities (Fixture    *fixture,
                  const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "ca.pem", NULL);
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  g_autofree char *both = NULL;

  g_assert_true (g_file_get_contents (file, &one, NULL, NULL));
  g_assert_true (g_file_get_contents (postern_practice_server_get_ca_file (fixture->second), &other, NULL, NULL));
  both = g_strconcat (one, other, NULL);

  return ctl_program_write (both);
}

static void
write_provider (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (data_home, "postern", "providers", NULL);
  g_autofree char *file = g_build_filename (folder, "acme.xml", NULL);
  g_autofree char *text = g_strdup_printf (PROVIDER, postern_test_server_get_port (fixture->first),
                                           postern_practice_server_get_tls_port (fixture->second));

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  script)
{
  g_autofree char *folder = postern_test_scratch ();

  postern_test_certificate_make_authority (folder, "ca");
  postern_test_certificate_make_server (folder, "first", "ca", "localhost,127.0.0.1", POSTERN_TEST_VALID);
  fixture->first = postern_test_server_new (script, folder, "first");
  fixture->second = postern_practice_server_new ();
  g_assert_true (postern_practice_server_set_scenario (fixture->second, "ok"));
  g_assert_true (postern_practice_server_start (fixture->second, 0, NULL));
  fixture->ca_file = join_authorities (fixture, folder);
  fixture->password_file = ctl_program_write (APP_PASSWORD "\n");
  write_provider (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  script)
{
  g_clear_pointer (&fixture->first, postern_test_server_free);
  g_clear_object (&fixture->second);
  g_clear_pointer (&fixture->ca_file, g_free);
  g_clear_pointer (&fixture->password_file, g_free);
}

static CtlRun *
run_test (Fixture    *fixture,
          const char *option)
{
  CtlRun *run = ctl_run ("test", "--provider", "acme", "--account", "ok@contoso.test", "--password-file",
                         fixture->password_file, "--ca-file", fixture->ca_file, option);

  g_assert_cmpstr (run->errors, ==, "");
  g_assert_null (strstr (run->output, APP_PASSWORD));

  return run;
}

static void
test_json (Fixture       *fixture,
           gconstpointer  script)
{
  g_autoptr (CtlRun) run = run_test (fixture, "--json");
  g_autoptr (JsonNode) node = ctl_run_parse_last_line (run);
  JsonObject *finding = json_node_get_object (node);
  JsonObject *works_at = json_object_get_object_member (finding, "works_at");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_false (json_object_get_boolean_member (finding, "accepted"));
  g_assert_nonnull (strstr (json_object_get_string_member (finding, "id"), "on-other-port"));
  g_assert_nonnull (strstr (json_object_get_string_member (finding, "further"), "signed in once"));
  g_assert_cmpstr (json_object_get_string_member (works_at, "host"), ==, "localhost");
  g_assert_cmpstr (json_object_get_string_member (works_at, "security"), ==, "tls");
  g_assert_cmpint (json_object_get_int_member (works_at, "port"), ==,
                   postern_practice_server_get_tls_port (fixture->second));
  g_assert_false (json_object_has_member (finding, "retry_after"));
  /* One more sign-in sends no second message. */
  g_assert_cmpuint (g_list_model_get_n_items (postern_practice_server_get_mailbox (fixture->second)), ==, 0);
}

static void
test_text (Fixture       *fixture,
           gconstpointer  script)
{
  g_autoptr (CtlRun) run = run_test (fixture, "--sign-in-only");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->output, "\nPostern looked at port "));
}

static void
test_no_second_try (Fixture       *fixture,
                    gconstpointer  script)
{
  g_autoptr (CtlRun) run = ctl_run ("test", "--provider", "acme", "--account", "ok@contoso.test", "--password-file",
                                    fixture->password_file, "--ca-file", fixture->ca_file, "--no-second-try", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse_last_line (run);
  JsonObject *finding = json_node_get_object (node);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (finding, "id"), ==, "whole-password-refused");
  g_assert_false (json_object_has_member (finding, "further"));
  g_assert_false (json_object_has_member (finding, "works_at"));
  g_assert_false (json_object_has_member (finding, "retry_after"));
}

static void
test_accepted (Fixture       *fixture,
               gconstpointer  script)
{
  g_autoptr (CtlRun) run = ctl_run ("test", "--provider", "acme", "--account", "ok@contoso.test", "--password-file",
                                    fixture->password_file, "--ca-file", fixture->ca_file, "--sign-in-only", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse_last_line (run);
  JsonObject *finding = json_node_get_object (node);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (finding, "id"), ==, "signed-in");
  g_assert_false (json_object_has_member (finding, "further"));
  g_assert_false (json_object_has_member (finding, "works_at"));
}

/* A server that waits for the encryption says nothing at first; so the kind of encryption is what is wrong. */
static void
test_other_encryption (Fixture       *fixture,
                       gconstpointer  script)
{
  g_autofree char *port = g_strdup_printf ("%u", postern_practice_server_get_tls_port (fixture->second));
  g_autoptr (CtlRun) run = ctl_run ("test", "--host", "localhost", "--port", port, "--security", "starttls",
                                    "--account", "ok@contoso.test", "--password-file", fixture->password_file,
                                    "--ca-file", fixture->ca_file, "--timeout", "2", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse_last_line (run);
  JsonObject *finding = json_node_get_object (node);
  JsonObject *works_at = NULL;

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (finding, "id"), ==, "other-encryption");
  works_at = json_object_get_object_member (finding, "works_at");
  g_assert_cmpint (json_object_get_int_member (works_at, "port"), ==,
                   postern_practice_server_get_tls_port (fixture->second));
  g_assert_cmpstr (json_object_get_string_member (works_at, "security"), ==, "tls");
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  data_home = postern_test_scratch ();
  g_setenv ("XDG_DATA_HOME", data_home, TRUE);

  g_test_add ("/ctl/trial/json/refused", Fixture, REFUSED, set_up, test_json, tear_down);
  g_test_add ("/ctl/trial/json/closed", Fixture, CLOSED, set_up, test_json, tear_down);
  g_test_add ("/ctl/trial/text", Fixture, REFUSED, set_up, test_text, tear_down);
  g_test_add ("/ctl/trial/no-second-try", Fixture, REFUSED, set_up, test_no_second_try, tear_down);
  g_test_add ("/ctl/trial/other-encryption", Fixture, CLOSED, set_up, test_other_encryption, tear_down);
  g_test_add ("/ctl/trial/accepted", Fixture, TAKEN, set_up, test_accepted, tear_down);

  result = g_test_run ();
  g_free (data_home);

  return result;
}
