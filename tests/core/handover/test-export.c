/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/handover/postern-export.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/handover/postern-envelope.h"
#include "handover-fixture.h"
#include "support/postern-test-wait.h"

/* Prints, for each row, its cells between bars, as Python's own reader of CSV finds them. */
#define READ_CSV \
  "import csv, sys\nfor row in csv.reader(open(sys.argv[1], newline='', encoding='utf-8')):\n" \
  "  print('|' + '|'.join(repr(cell) for cell in row) + '|')\n"
#define READ_JSON \
  "import json, sys\nd = json.load(open(sys.argv[1], encoding='utf-8'))\nassert d['encrypted'] is False\n" \
  "assert d['folders'] == []\nfor i in d['items']:\n  assert i['type'] == 1\n" \
  "  print([i['name'], i['login']['username'], i['login']['password'], i['login']['uris'][0]['uri'],\n" \
  "         {f['name']: f['value'] for f in i['fields']}])\n"
/* Opens Bitwarden's encrypted form with nothing of ours: Python's hashlib and hmac, and openssl for AES. */
#define OPEN_SEALED \
  "import base64, hashlib, hmac, json, subprocess, sys\nd = json.load(open(sys.argv[1]))\n" \
  "m = hashlib.pbkdf2_hmac('sha256', sys.stdin.read().encode(), d['salt'].encode(), d['kdfIterations'], 32)\n" \
  "e = hmac.new(m, b'enc\\x01', 'sha256').digest()\na = hmac.new(m, b'mac\\x01', 'sha256').digest()\n" \
  "def read(name):\n  kind, rest = d[name].split('.')\n  iv, text, mac = map(base64.b64decode, rest.split('|'))\n" \
  "  assert kind == '2' and hmac.new(a, iv + text, 'sha256').digest() == mac\n" \
  "  return subprocess.run(['openssl', 'enc', '-d', '-aes-256-cbc', '-K', e.hex(), '-iv', iv.hex()], input=text,\n" \
  "                        capture_output=True, check=True).stdout\n" \
  "assert d['passwordProtected'] and d['kdfType'] == 0 and len(read('encKeyValidation_DO_NOT_EDIT')) == 36\n" \
  "open(sys.argv[2], 'wb').write(read('data'))\n"

static char *folder;

static char *
save (const char    *id,
      PosternSecret *passphrase)
{
  const PosternExportFormat *format = postern_export_lookup (id);
  g_autoptr (GPtrArray) entries = handover_fixture_new_entries ();
  char *path = g_strdup_printf ("%s/%s.%s", folder, id, format->extension);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (postern_export_save (format, entries, passphrase, path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  return path;
}

static char *
read_with (const char *script,
           const char *path)
{
  const char *argv[] = { "python3", "-c", script, path, NULL };
  int status;
  char *output = handover_fixture_run (argv, NULL, &status);

  g_test_message ("%s", output);
  g_assert_cmpint (status, ==, 0);

  return output;
}

static void
check_bitwarden (const char *path)
{
  g_autofree char *output = read_with (READ_JSON, path);

  g_assert_cmpstr (output, ==,
                   "['Website “Zoë & Söhne” <main>', 'web, \"master\"', 'p\"a\\'s$s\\\\w#o rd;%{}<>&é,=|\\tx', "
                   "'smtp://smtp.office365.com:587', {'SMTP server': 'smtp.office365.com', 'SMTP port': '587', "
                   "'Encryption': 'starttls', 'Account': 'webmaster@example.org', 'From address': "
                   "'contact@example.org', 'Provider': 'microsoft365', 'Used by': 'WordPress, www.example.org; scanner "
                   "\"2nd floor\"', 'Review date': '2027-03-31'}]\n"
                   "['alarm@example.org', 'alarm@example.org', None, 'smtps://mail.example.org:465', {'SMTP server': "
                   "'mail.example.org', 'SMTP port': '465', 'Encryption': 'tls', 'Account': 'alarm@example.org'}]\n");
}

static void
test_bitwarden (void)
{
  g_autofree char *path = save ("bitwarden", NULL);

  check_bitwarden (path);
}

static void
test_bitwarden_encrypted (void)
{
  g_autoptr (PosternSecret) passphrase = postern_secret_new ("correct horse", -1);
  g_autofree char *path = save ("bitwarden-encrypted", passphrase);
  g_autofree char *opened = g_build_filename (folder, "opened.json", NULL);
  const char *argv[] = { "python3", "-c", OPEN_SEALED, path, opened, NULL };
  g_autofree char *contents = NULL;
  g_autofree char *output = NULL;
  int status;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_null (strstr (contents, "rd;%"));
  g_assert_null (strstr (contents, "example.org"));
  output = handover_fixture_run (argv, "correct horse", &status);
  g_test_message ("%s", output);
  g_assert_cmpint (status, ==, 0);
  check_bitwarden (opened);
}

/* What KeePassXC itself makes of it. */
static void
test_keepassxc (void)
{
  g_autofree char *program = g_find_program_in_path ("keepassxc-cli");
  g_autofree char *path = save ("keepass-xml", NULL);
  g_autofree char *database = g_build_filename (folder, "imported.kdbx", NULL);
  const char *import[] = { "keepassxc-cli", "import", "-p", path, database, NULL };
  const char *show[] = { "keepassxc-cli", "show", "-q", "-s", "-a", "Title", "-a", "UserName", "-a", "Password", "-a",
                         "URL", "-a", "SMTP port", "-a", "Used by", database, "Website “Zoë & Söhne” <main>", NULL };
  g_autofree char *said = NULL;
  g_autofree char *shown = NULL;
  int status;

  if (program == NULL)
    {
      g_test_skip ("keepassxc-cli is not installed");
      return;
    }
  said = handover_fixture_run (import, "master\nmaster\n", &status);
  g_test_message ("%s", said);
  g_assert_cmpint (status, ==, 0);
  shown = handover_fixture_run (show, "master\n", &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (shown, ==,
                   "Website “Zoë & Söhne” <main>\nweb, \"master\"\n" HANDOVER_NASTY
                   "\nsmtp://smtp.office365.com:587\n587\nWordPress, www.example.org; scanner \"2nd floor\"\n");
}

static void
test_keepassxc_csv (void)
{
  g_autofree char *path = save ("keepassxc-csv", NULL);
  g_autofree char *output = read_with (READ_CSV, path);
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  g_assert_cmpstr (lines[0], ==,
                   "|'Group'|'Title'|'Username'|'Password'|'URL'|'Notes'|'TOTP'|'Icon'|'Last Modified'|'Created'|");
  g_assert_true (g_str_has_prefix (lines[1], "|'SMTP'|'Website “Zoë & Söhne” <main>'|'web, \"master\"'|"
                                             "'p\"a\\'s$s\\\\w#o rd;%{}<>&é,=|\\tx'|'smtp://smtp.office365.com:587'|"
                                             "'SMTP server: smtp.office365.com\\nSMTP port: 587\\n"));
  g_assert_true (g_str_has_prefix (lines[2], "|'SMTP'|'alarm@example.org'|'alarm@example.org'|''|"));
  g_assert_cmpstr (lines[3], ==, "");
}

static void
test_1password (void)
{
  g_autofree char *path = save ("1password-csv", NULL);
  g_autofree char *output = read_with (READ_CSV, path);
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  g_assert_cmpstr (lines[0], ==,
                   "|'Title'|'Website'|'Username'|'Password'|'Notes'|'SMTP server'|'SMTP port'|'Encryption'|'Account'|"
                   "'From address'|'Provider'|'Used by'|'Review date'|");
  g_assert_nonnull (strstr (lines[1], "|'p\"a\\'s$s\\\\w#o rd;%{}<>&é,=|\\tx'|''|'smtp.office365.com'|'587'|"));
  g_assert_cmpstr (lines[2], ==,
                   "|'alarm@example.org'|'smtps://mail.example.org:465'|'alarm@example.org'|''|''|'mail.example.org'|"
                   "'465'|'tls'|'alarm@example.org'|''|''|''|''|");
}

/* What XML can't hold is refused, and nothing is left behind. */
static void
test_refused (void)
{
  g_autoptr (GPtrArray) entries = handover_fixture_new_entries ();
  PosternEntry *entry = g_ptr_array_index (entries, 0);
  g_autofree char *path = g_build_filename (folder, "refused.xml", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&entry->secret, postern_secret_unref);
  entry->secret = postern_secret_new ("bell\007secret", -1);
  g_assert_false (postern_export_save (postern_export_lookup ("keepass-xml"), entries, NULL, path, &error));
  g_assert_nonnull (error);
  g_assert_null (strstr (error->message, "secret"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_formats (void)
{
  guint n_encrypted = 0;

  for (guint i = 0; postern_export_get_nth (i) != NULL; i++)
    {
      const PosternExportFormat *format = postern_export_get_nth (i);
      g_autofree char *warning = postern_export_warn (format);

      g_assert_true (postern_export_lookup (format->id) == format);
      g_assert_cmpstr (warning, !=, "");
      n_encrypted += format->encrypted;
    }
  g_assert_cmpuint (n_encrypted, ==, 1);
  g_assert_true (postern_export_get_nth (0)->encrypted);
  g_assert_null (postern_export_lookup ("excel"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = postern_test_scratch ();

  g_test_add_func ("/export/formats", test_formats);
  g_test_add_func ("/export/bitwarden", test_bitwarden);
  g_test_add_func ("/export/bitwarden-encrypted", test_bitwarden_encrypted);
  g_test_add_func ("/export/keepassxc", test_keepassxc);
  g_test_add_func ("/export/keepassxc-csv", test_keepassxc_csv);
  g_test_add_func ("/export/1password", test_1password);
  g_test_add_func ("/export/refused", test_refused);

  return g_test_run ();
}
