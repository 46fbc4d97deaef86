/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <string.h>

#include "practice/postern-practice-server.h"
#include "support/postern-test-keyring.h"

static char *data_folder;

static char *
add_record (void)
{
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  g_autoptr (CtlRun) run = ctl_run ("records", "add", "--provider", "practice", "--account", "ok@practice.example",
                                    "--name", "Scanner", "--target", "generic-device", "--password-file", password);

  g_assert_cmpstr (run->errors, ==, "");
  g_assert_cmpint (run->status, ==, 0);
  ctl_run_assert_no_secret (run);

  return g_strdup (g_strchomp (run->output));
}

static JsonObject *
parse_record (CtlRun    *run,
              JsonNode **node)
{
  *node = ctl_run_parse (run);

  return json_node_get_object (*node);
}

static void
test_show (void)
{
  g_autofree char *id = add_record ();
  g_autofree char *start = g_strndup (id, 6);
  g_autoptr (CtlRun) text = ctl_run ("records", "show", start);
  g_autoptr (CtlRun) json = ctl_run ("records", "show", id, "--json");
  g_autoptr (CtlRun) revealed = ctl_run ("records", "show", id, "--reveal");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *record = parse_record (json, &node);

  g_assert_cmpint (text->status, ==, 0);
  g_assert_nonnull (strstr (text->output, "Scanner"));
  ctl_run_assert_no_secret (text);
  ctl_run_assert_no_secret (json);
  g_assert_cmpstr (json_object_get_string_member (record, "id"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (record, "state"), ==, "ready");
  g_assert_true (json_object_get_boolean_member (record, "password_recorded"));
  g_assert_nonnull (strstr (revealed->output, CTL_PASSWORD));
}

static void
test_use (void)
{
  g_autofree char *id = add_record ();
  g_autoptr (CtlRun) settings = ctl_run ("settings", "generic-device", "--record", id, "--reveal");
  g_autoptr (CtlRun) test = ctl_run ("test", "--record", id, "--provider", "practice", "--json");
  g_autoptr (CtlRun) shown = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *record;

  g_assert_cmpint (settings->status, ==, 0);
  g_assert_nonnull (strstr (settings->output, CTL_PASSWORD));
  g_assert_cmpint (test->status, ==, 0);
  ctl_run_assert_no_secret (test);
  shown = ctl_run ("records", "show", id, "--json");
  record = parse_record (shown, &node);
  g_assert_cmpstr (json_object_get_string_member (record, "last_finding"), ==, "accepted");
  g_assert_true (json_object_get_boolean_member (record, "last_accepted"));
}

/* Text, NULL where there is none. */
static const char *
member (JsonObject *object,
        const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static void
assert_history (const char *id)
{
  g_autoptr (CtlRun) shown = ctl_run ("records", "show", id, "--json");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *record = parse_record (shown, &node);
  JsonArray *tests = json_object_get_array_member (record, "tests");
  JsonObject *latest = json_array_get_object_element (tests, 0);

  ctl_run_assert_no_secret (shown);
  g_assert_cmpuint (json_array_get_length (tests), ==, 3);
  g_assert_cmpstr (member (latest, "finding"), ==, "signed-in");
  g_assert_cmpint (json_object_get_int_member (latest, "port"), ==, json_object_get_int_member (record, "port"));
  g_assert_cmpstr (member (json_array_get_object_element (tests, 1), "user"), ==, "wrong-password@practice.example");
  g_assert_cmpstr (member (record, "last_finding"), ==, "signed-in");
  g_assert_nonnull (member (record, "passed"));
  g_assert_nonnull (member (record, "password_time"));
  g_assert_true (json_object_get_boolean_member (record, "proven"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (record, "changes")), ==, 0);
}

/* A test of another account is in the history, but is none of the record's own. */
static void
test_history (void)
{
  g_autofree char *id = add_record ();
  g_autoptr (CtlRun) sent = ctl_run ("test", "--record", id);
  g_autoptr (CtlRun) refused = ctl_run ("test", "--record", id, "--user", "wrong-password@practice.example");
  g_autoptr (CtlRun) counted = ctl_run ("records", "show", id);
  g_autoptr (CtlRun) signed_in = ctl_run ("test", "--record", id, "--sign-in-only");

  g_assert_cmpint (sent->status, ==, 0);
  g_assert_cmpint (refused->status, ==, 1);
  g_assert_cmpint (signed_in->status, ==, 0);
  g_assert_nonnull (strstr (counted->output, "Refusals in a row"));
  g_assert_nonnull (strstr (counted->output, "✗"));
  g_assert_nonnull (strstr (counted->output, "✓"));
  assert_history (id);
}

static PosternPracticeServer *server;

/* A record for a server whose authority nobody knows but the file. */
static char *
add_own_server (const char *ca_file)
{
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  g_autofree char *port = g_strdup_printf ("%u", postern_practice_server_get_tls_port (server));
  g_autoptr (CtlRun) run = ctl_run ("records", "add", "--host", "localhost", "--port", port, "--security", "tls",
                                    "--account", "ok@contoso.example", "--password-file", password, "--ca-file",
                                    ca_file);

  g_assert_cmpstr (run->errors, ==, "");

  return g_strdup (g_strchomp (run->output));
}

static void
test_ca_file (void)
{
  g_autofree char *id = NULL;
  g_autofree char *broken = ctl_program_write ("no certificate");
  g_autoptr (CtlRun) test = NULL;
  g_autoptr (CtlRun) shown = NULL;
  g_autoptr (CtlRun) refused = NULL;

  server = postern_practice_server_new ();
  g_assert_true (postern_practice_server_start (server, 0, NULL));
  id = add_own_server (postern_practice_server_get_ca_file (server));
  test = ctl_run ("test", "--record", id);
  g_assert_cmpint (test->status, ==, 0);
  shown = ctl_run ("records", "show", id);
  g_assert_nonnull (strstr (shown->output, postern_practice_server_get_ca_file (server)));
  refused = ctl_run ("test", "--record", id, "--ca-file", broken);
  ctl_run_assert_refused (refused, 2, "certificate");
  g_clear_object (&server);
}

static void
test_remove (void)
{
  g_autofree char *id = add_record ();
  g_autoptr (CtlRun) listed = ctl_run ("records", "list", "--json");
  g_autoptr (CtlRun) removed = ctl_run ("records", "remove", id);
  g_autoptr (CtlRun) gone = ctl_run ("records", "show", id);

  g_assert_nonnull (strstr (listed->output, id));
  g_assert_cmpint (removed->status, ==, 0);
  ctl_run_assert_refused (gone, 2, "There is no record");
}

static void
assert_no_secret_below (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        assert_no_secret_below (path);
      else if (g_file_get_contents (path, &bytes, &length, NULL))
        ctl_assert_no_secret_in (bytes, length);
    }
}

static void
test_nothing_in_files (void)
{
  g_autofree char *id = add_record ();

  assert_no_secret_below (data_folder);
}

static void
test_no_keyring (void)
{
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  g_autofree char *bus = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  g_autoptr (CtlRun) refused = NULL;
  g_autoptr (CtlRun) listed = NULL;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  refused = ctl_run ("records", "add", "--provider", "practice", "--account", "lost@practice.example",
                     "--password-file", password);
  ctl_run_assert_refused (refused, 3, "keyring");
  ctl_run_assert_no_secret (refused);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", bus, TRUE);
  listed = ctl_run ("records", "list");
  g_assert_null (strstr (listed->output, "lost@practice.example"));
}

/* Microsoft ends it, or has ended it, on the day that the catalogue names. */
static void
test_check (void)
{
  g_autofree char *password = ctl_program_write (CTL_PASSWORD "\n");
  g_autoptr (CtlRun) added = ctl_run ("records", "add", "--provider", "microsoft365", "--account",
                                      "scanner@example.org", "--name", "Scanner", "--password-file", password);
  g_autofree char *id = g_strstrip (g_strdup (added->output));
  g_autoptr (CtlRun) run = ctl_run ("records", "check", "--json");
  g_autoptr (CtlRun) text = ctl_run ("records", "check");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  JsonObject *item = json_array_get_object_element (json_node_get_array (node), 0);
  JsonArray *moves = json_object_get_array_member (item, "moves");
  g_autoptr (CtlRun) removed = ctl_run ("records", "remove", id);
  g_autoptr (CtlRun) nothing = ctl_run ("records", "check");

  g_assert_cmpint (added->status, ==, 0);
  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (item, "title"), ==, "Scanner");
  g_assert_true (json_object_get_boolean_member (item, "stops"));
  g_assert_cmpstr (json_object_get_string_member (item, "date"), ==, "2026-12-31");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (moves, 0), "kind"), ==,
                   "transactional");
  g_assert_true (json_object_get_boolean_member (json_array_get_object_element (moves, 0), "recommended"));
  g_assert_cmpint (text->status, ==, 1);
  g_assert_true (g_str_has_prefix (text->output, "✗ Scanner\n"));
  ctl_run_assert_no_secret (run);
  g_assert_cmpint (removed->status, ==, 0);
  g_assert_cmpint (nothing->status, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  PosternTestKeyring *keyring = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  if (postern_test_keyring_skip ())
    return 0;
  data_folder = postern_test_scratch ();
  g_setenv ("XDG_DATA_HOME", data_folder, TRUE);
  keyring = postern_test_keyring_new (TRUE);

  g_test_add_func ("/ctl/records/show", test_show);
  g_test_add_func ("/ctl/records/use", test_use);
  g_test_add_func ("/ctl/records/history", test_history);
  g_test_add_func ("/ctl/records/ca-file", test_ca_file);
  g_test_add_func ("/ctl/records/remove", test_remove);
  g_test_add_func ("/ctl/records/check", test_check);
  g_test_add_func ("/ctl/records/nothing-in-files", test_nothing_in_files);
  g_test_add_func ("/ctl/records/no-keyring", test_no_keyring);

  result = g_test_run ();
  postern_test_keyring_free (keyring);
  g_free (data_folder);

  return result;
}
