/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <string.h>

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

int
main (int   argc,
      char *argv[])
{
  PosternTestKeyring *keyring = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  if (postern_test_keyring_get_missing () != NULL)
    {
      g_print ("1..0 # SKIP %s\n", postern_test_keyring_get_missing ());
      return 0;
    }
  data_folder = postern_test_scratch ();
  g_setenv ("XDG_DATA_HOME", data_folder, TRUE);
  keyring = postern_test_keyring_new (TRUE);

  g_test_add_func ("/ctl/records/show", test_show);
  g_test_add_func ("/ctl/records/use", test_use);
  g_test_add_func ("/ctl/records/remove", test_remove);
  g_test_add_func ("/ctl/records/nothing-in-files", test_nothing_in_files);
  g_test_add_func ("/ctl/records/no-keyring", test_no_keyring);

  result = g_test_run ();
  postern_test_keyring_free (keyring);
  g_free (data_folder);

  return result;
}
