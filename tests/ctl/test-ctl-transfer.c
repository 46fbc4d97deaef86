/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "support/postern-test-keyring.h"

#define OTHER_PASSWORD "kqzp-hdmw-tyxa-lnvb"

static char *folder;

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
begin_anew (void)
{
  g_autofree char *home = postern_test_scratch ();

  g_setenv ("XDG_DATA_HOME", home, TRUE);
}

static char *
add_record (const char *name)
{
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  g_autoptr (CtlRun) run = ctl_run ("records", "add", "--provider", "microsoft365", "--account", "scan@example.org",
                                    "--name", name, "--target", "generic-device", "--password-file", password);

  g_assert_cmpstr (run->errors, ==, "");
  g_assert_cmpint (run->status, ==, 0);

  return g_strdup (g_strchomp (run->output));
}

static void
assert_private (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static guint
count_records (void)
{
  g_autoptr (CtlRun) run = ctl_run ("records", "list", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);

  return json_array_get_length (json_node_get_array (node));
}

static char *
get_member (const char *id,
            const char *name)
{
  g_autoptr (CtlRun) run = ctl_run ("records", "show", id, "--reveal", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);

  return g_strdup (json_object_get_string_member_with_default (json_node_get_object (node), name, NULL));
}

static void
assert_member (const char *id,
               const char *name,
               const char *wanted)
{
  g_autofree char *value = get_member (id, name);

  g_assert_cmpstr (value, ==, wanted);
}

/* Postern's own backup: what leaves one computer comes back on another, with its id. */
static void
test_backup (void)
{
  g_autofree char *id = (begin_anew (), add_record ("Scanner"));
  g_autofree char *path = in_folder ("backup.json");
  g_autoptr (CtlRun) run = ctl_run ("records", "export", "--output", path, "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);
  const char *passphrase = json_object_get_string_member (json_node_get_object (node), "passphrase");
  g_autofree char *passphrase_file = ctl_program_write (passphrase);
  g_autofree char *wrong_file = ctl_program_write ("another one");
  g_autofree char *text = NULL;
  g_autoptr (CtlRun) closed = NULL, wrong = NULL, back = NULL, again = NULL;

  g_assert_cmpint (run->status, ==, 0);
  ctl_run_assert_no_secret (run);
  assert_private (path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  ctl_assert_no_secret_in (text, strlen (text));
  g_assert_null (strstr (text, "scan@example.org"));

  begin_anew ();
  closed = ctl_run ("records", "import", path);
  ctl_run_assert_refused (closed, 2, "passphrase");
  wrong = ctl_run ("records", "import", path, "--passphrase-file", wrong_file);
  ctl_run_assert_refused (wrong, 2, "passphrase");
  g_assert_cmpuint (count_records (), ==, 0);
  back = ctl_run ("records", "import", path, "--passphrase-file", passphrase_file);
  g_assert_cmpint (back->status, ==, 0);
  g_assert_nonnull (strstr (back->output, "1 account was imported"));
  ctl_run_assert_no_secret (back);
  assert_member (id, "password", CTL_PASSWORD);
  assert_member (id, "name", "Scanner");
  assert_member (id, "state", "ready");
  assert_member (id, "host", "smtp.office365.com");
  again = ctl_run ("records", "import", path, "--passphrase-file", passphrase_file);
  g_assert_cmpint (again->status, ==, 0);
  g_assert_nonnull (strstr (again->output, "there already"));
  g_assert_cmpuint (count_records (), ==, 1);
}

/* A file that shows passwords is written for nobody who was not told so. */
static void
test_readable (void)
{
  g_autofree char *id = (begin_anew (), add_record ("Scanner"));
  g_autofree char *path = in_folder ("accounts.csv");
  g_autofree char *text = NULL;
  g_autoptr (CtlRun) refused = ctl_run ("records", "export", "--format", "keepassxc-csv", "--output", path);
  g_autoptr (CtlRun) without = NULL, anyway = NULL;

  ctl_run_assert_refused (refused, 2, "--readable-anyway");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  without = ctl_run ("records", "export", "--format", "keepassxc-csv", "--output", path, "--without-passwords");
  g_assert_cmpint (without->status, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  ctl_assert_no_secret_in (text, strlen (text));
  g_clear_pointer (&text, g_free);
  anyway = ctl_run ("records", "export", "--format", "keepassxc-csv", "--output", path, "--readable-anyway",
                    "--record", id);
  g_assert_cmpint (anyway->status, ==, 0);
  g_assert_nonnull (strstr (anyway->errors, "shows every password"));
  ctl_run_assert_no_secret (anyway);
  assert_private (path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, CTL_PASSWORD));
}

static char *
run_keepassxc (const char *const *argv,
               const char        *input)
{
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                                       G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                       G_SUBPROCESS_FLAGS_STDERR_MERGE, NULL);
  char *output = NULL;

  g_assert_nonnull (process);
  g_assert_true (g_subprocess_communicate_utf8 (process, input, NULL, &output, NULL, NULL));
  if (g_subprocess_get_exit_status (process) != 0)
    g_error ("%s: %s", argv[1], output);

  return output;
}

static void
test_keepassxc (void)
{
  g_autofree char *program = g_find_program_in_path ("keepassxc-cli");
  g_autofree char *id = NULL;
  g_autofree char *xml = in_folder ("accounts.xml");
  g_autofree char *database = in_folder ("accounts.kdbx");
  const char *import[] = { "keepassxc-cli", "import", "-p", "-t", "100", xml, database, NULL };
  const char *show[] = { "keepassxc-cli", "search", database, "Scanner", NULL };
  g_autofree char *imported = NULL;
  g_autofree char *found = NULL;
  g_autoptr (CtlRun) run = NULL;

  if (program == NULL)
    {
      g_test_skip ("needs keepassxc-cli");
      return;
    }
  begin_anew ();
  id = add_record ("Scanner");
  run = ctl_run ("records", "export", "--format", "keepass-xml", "--output", xml, "--readable-anyway");
  g_assert_cmpint (run->status, ==, 0);
  g_setenv ("QT_QPA_PLATFORM", "offscreen", TRUE);
  imported = run_keepassxc (import, "kdbx password\nkdbx password\n");
  found = run_keepassxc (show, "kdbx password\n");
  g_assert_nonnull (strstr (found, "Scanner"));
}

static void
test_hand_over (void)
{
  g_autofree char *id = (begin_anew (), add_record ("Scanner"));
  g_autofree char *path = in_folder ("scanner.pdf");
  g_autofree char *passphrase = ctl_program_write ("correct horse");
  g_autofree char *text = in_folder ("scanner.txt");
  g_autofree char *contents = NULL;
  const char *argv[] = { "pdftotext", "-upw", "correct horse", path, text, NULL };
  const char *wrong[] = { "pdftotext", "-upw", "wrong", path, text, NULL };
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autoptr (CtlRun) run = ctl_run ("records", "hand-over", id, "--output", path, "--passphrase-file", passphrase,
                                    "--with-password");
  int status = 0;

  g_assert_cmpstr (run->errors, ==, "");
  g_assert_cmpint (run->status, ==, 0);
  ctl_run_assert_no_secret (run);
  assert_private (path);
  if (program == NULL)
    {
      g_test_skip ("needs pdftotext");
      return;
    }
  g_assert_true (g_spawn_sync (NULL, (char **) wrong, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                               NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, !=, 0);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_get_contents (text, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "Microsoft 365"));
  g_assert_nonnull (strstr (contents, CTL_PASSWORD));
}

static void
test_edit (void)
{
  g_autofree char *id = (begin_anew (), add_record ("Scanner"));
  g_autofree char *other = ctl_program_write (OTHER_PASSWORD);
  g_autoptr (CtlRun) named = ctl_run ("records", "edit", id, "--name", "Printer", "--used-at", "3rd floor");
  g_autoptr (CtlRun) moved = ctl_run ("records", "edit", id, "--host", "mail.example.org", "--user", "scan");
  g_autoptr (CtlRun) renewed = NULL, emptied = NULL, refused = NULL, unknown = NULL;

  g_assert_cmpint (named->status, ==, 0);
  g_assert_cmpint (moved->status, ==, 0);
  assert_member (id, "name", "Printer");
  assert_member (id, "used_at", "3rd floor");
  assert_member (id, "host", "mail.example.org");
  assert_member (id, "user", "scan");
  assert_member (id, "password", CTL_PASSWORD);
  renewed = ctl_run ("records", "edit", id, "--password-file", other, "--json");
  g_assert_cmpint (renewed->status, ==, 0);
  g_assert_null (strstr (renewed->output, OTHER_PASSWORD));
  assert_member (id, "password", OTHER_PASSWORD);
  emptied = ctl_run ("records", "edit", id, "--used-at", "");
  g_assert_cmpint (emptied->status, ==, 0);
  assert_member (id, "used_at", NULL);
  refused = ctl_run ("records", "edit", id, "--target", "nothing");
  ctl_run_assert_refused (refused, 2, "no target");
  unknown = ctl_run ("records", "edit", "ffff-none", "--name", "x");
  ctl_run_assert_refused (unknown, 2, "no record");
}

#define LIST "account;name;provider;Passwort\na@example.org;One;gmail;" CTL_PASSWORD "\nb@example.org;Two;;\n"
#define BAD_LIST LIST "nobody;Three;;\nc@example.org;Four;;\n"

static void
test_list (void)
{
  g_autofree char *bad = ctl_program_write (BAD_LIST);
  g_autofree char *good = ctl_program_write (LIST);
  g_autoptr (CtlRun) tried = (begin_anew (), ctl_run ("records", "import", bad, "--dry-run", "--json"));
  g_autoptr (CtlRun) refused = ctl_run ("records", "import", bad);
  g_autoptr (CtlRun) skipped = NULL, again = NULL;
  g_autoptr (JsonNode) node = ctl_run_parse (tried);
  JsonArray *faults = json_object_get_array_member (json_node_get_object (node), "bad_lines");

  g_assert_cmpint (tried->status, ==, 1);
  ctl_run_assert_no_secret (tried);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (faults, 0), "line"), ==, 4);
  g_assert_cmpint (refused->status, ==, 1);
  g_assert_nonnull (strstr (refused->output, "Line 4"));
  g_assert_nonnull (strstr (refused->errors, "--skip-bad-lines"));
  g_assert_cmpuint (count_records (), ==, 0);
  skipped = ctl_run ("records", "import", bad, "--skip-bad-lines");
  g_assert_cmpint (skipped->status, ==, 0);
  g_assert_nonnull (strstr (skipped->output, "3 accounts were imported"));
  g_assert_nonnull (strstr (skipped->output, "Passwords were not read"));
  ctl_run_assert_no_secret (skipped);
  g_assert_cmpuint (count_records (), ==, 3);
  again = ctl_run ("records", "import", good);
  g_assert_cmpint (again->status, ==, 0);
  g_assert_nonnull (strstr (again->output, "in Postern already"));
  g_assert_cmpuint (count_records (), ==, 3);
}

static void
test_usage (void)
{
  g_autoptr (CtlRun) none = (begin_anew (), ctl_run ("records", "export", "--output", "/tmp/nowhere"));
  g_autoptr (CtlRun) format = ctl_run ("records", "export", "--format", "lastpass", "--output", "/tmp/nowhere");
  g_autoptr (CtlRun) output = ctl_run ("records", "export");
  g_autoptr (CtlRun) file = ctl_run ("records", "import", "/nowhere.csv");
  g_autoptr (CtlRun) verb = ctl_run ("records", "burn");

  ctl_run_assert_refused (none, 2, "no record");
  ctl_run_assert_refused (format, 2, "bitwarden-encrypted");
  ctl_run_assert_refused (output, 2, "--output");
  ctl_run_assert_refused (file, 2, "can’t be read");
  ctl_run_assert_refused (verb, 2, "hand-over");
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
  folder = postern_test_scratch ();
  keyring = postern_test_keyring_new (TRUE);

  g_test_add_func ("/ctl/transfer/backup", test_backup);
  g_test_add_func ("/ctl/transfer/readable", test_readable);
  g_test_add_func ("/ctl/transfer/keepassxc", test_keepassxc);
  g_test_add_func ("/ctl/transfer/hand-over", test_hand_over);
  g_test_add_func ("/ctl/transfer/edit", test_edit);
  g_test_add_func ("/ctl/transfer/list", test_list);
  g_test_add_func ("/ctl/transfer/usage", test_usage);

  result = g_test_run ();
  postern_test_keyring_free (keyring);
  g_free (folder);

  return result;
}
