/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "../core/handover/handover-fixture.h"
#include "../ctl/ctl-program.h"
#include "bitwarden.h"
#include "core/handover/postern-export.h"
#include "support/postern-test-keyring.h"

/* What Postern exports goes into Bitwarden's own program and comes out of it again. */

#define SITE "name: Website “Zoë & Söhne” <main>\nuser: web, \"master\"\npassword: " HANDOVER_NASTY \
  "\nuri: smtp://smtp.office365.com:587\n"
#define ALARM "name: alarm@example.org\nuser: alarm@example.org\nuri: smtps://mail.example.org:465\n"
#define SITE_FIELDS \
  "SMTP server: smtp.office365.com\nSMTP port: 587\nEncryption: starttls\nAccount: webmaster@example.org\n" \
  "From address: contact@example.org\nProvider: microsoft365\n" \
  "Used by: WordPress, www.example.org; scanner \"2nd floor\"\nReview date: 2027-03-31\n"
#define ALARM_FIELDS \
  "SMTP server: mail.example.org\nSMTP port: 465\nEncryption: tls\nAccount: alarm@example.org\n"

static Bitwarden *bitwarden;
static char *folder;
/* The account that holds both entries as they came in Bitwarden's own format. */
static const char *filled;

static char *
export (const char *id)
{
  const PosternExportFormat *format = postern_export_lookup (id);
  g_autoptr (GPtrArray) entries = handover_fixture_new_entries ();
  g_autoptr (PosternSecret) passphrase = postern_secret_new (BITWARDEN_FILE_PASSWORD, -1);
  char *path = g_strdup_printf ("%s/%s.%s", folder, id, format->extension);
  g_autoptr (GError) error = NULL;

  g_assert_true (postern_export_save (format, entries, passphrase, path, &error));
  g_assert_no_error (error);

  return path;
}

static void
add_line (GString    *text,
          const char *label,
          JsonObject *object,
          const char *name)
{
  const char *value = json_object_get_string_member_with_default (object, name, NULL);

  if (value != NULL)
    g_string_append_printf (text, "%s: %s\n", label, value);
}

/* One item as Bitwarden shows it: all of it that a person sees. */
static char *
describe (JsonObject *item)
{
  GString *text = g_string_new (NULL);
  JsonObject *login = json_object_get_object_member (item, "login");
  JsonArray *uris = json_object_get_array_member (login, "uris");
  JsonArray *fields = json_object_has_member (item, "fields") ? json_object_get_array_member (item, "fields") : NULL;

  add_line (text, "name", item, "name");
  add_line (text, "user", login, "username");
  add_line (text, "password", login, "password");
  for (guint i = 0; i < json_array_get_length (uris); i++)
    add_line (text, "uri", json_array_get_object_element (uris, i), "uri");
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      g_assert_cmpint (json_object_get_int_member (field, "type"), ==, 0);
      add_line (text, json_object_get_string_member (field, "name"), field, "value");
    }
  add_line (text, "notes", item, "notes");

  return g_string_free (text, FALSE);
}

/* The stand-in gives a new id to whatever comes in: what an earlier import left does not pass for this one's. */
static void
assert_new (JsonObject *item)
{
  static char *last;
  const char *id = json_object_get_string_member (item, "id");

  g_assert_cmpstr (id, !=, last);
  g_free (last);
  last = g_strdup (id);
}

static void
check_items (const char *site,
             const char *alarm)
{
  g_autofree char *output = bitwarden_run_words (bitwarden, NULL, "list", "items");
  g_autoptr (JsonNode) root = json_from_string (output, NULL);
  JsonArray *items = json_node_get_array (root);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_cmpuint (json_array_get_length (items), ==, 2);
  /* Bitwarden sorts them by name. */
  first = describe (json_array_get_object_element (items, 0));
  second = describe (json_array_get_object_element (items, 1));
  g_assert_cmpstr (first, ==, alarm);
  g_assert_cmpstr (second, ==, site);
  assert_new (json_array_get_object_element (items, 1));
}

static void
import (const char *format,
        const char *path)
{
  g_autofree char *output = bitwarden_run_words (bitwarden, NULL, "import", format, path, "--passwordenv",
                                                 "FILE_PASSWORD");

  g_assert_nonnull (strstr (output, "Imported"));
  g_assert_null (strstr (output, "skipped"));
}

static void
check_import (const char *id,
              const char *format,
              const char *site,
              const char *alarm)
{
  g_autofree char *path = export (id);

  bitwarden_sign_in (bitwarden, BITWARDEN_PBKDF2);
  filled = NULL;
  import (format, path);
  check_items (site, alarm);
}

static void
test_readable (void)
{
  check_import ("bitwarden", "bitwardenjson", SITE SITE_FIELDS, ALARM ALARM_FIELDS);
  filled = BITWARDEN_PBKDF2;
}

static void
test_encrypted (void)
{
  check_import ("bitwarden-encrypted", "bitwardenjson", SITE SITE_FIELDS, ALARM ALARM_FIELDS);
}

static void
test_keepass_xml (void)
{
  check_import ("keepass-xml", "keepass2xml", SITE SITE_FIELDS, ALARM ALARM_FIELDS);
}

static void
test_keepassxc_csv (void)
{
  check_import ("keepassxc-csv", "keepassxcsv", SITE "notes: " SITE_FIELDS, ALARM "notes: " ALARM_FIELDS);
}

static void
fill (const char *email)
{
  g_autofree char *path = NULL;

  if (filled == email)
    return;
  bitwarden_sign_in (bitwarden, email);
  path = export ("bitwarden");
  import ("bitwardenjson", path);
  filled = email;
}

/* What Bitwarden itself exports: with a password of its own if @input types one. */
static char *
export_from (const char *email,
             const char *format,
             const char *input)
{
  char *path = g_strdup_printf ("%s/%s-%s.json", folder, email, format);
  g_autofree char *output = NULL;

  fill (email);
  output = bitwarden_run_words (bitwarden, input, "export", "--format", format, "--output", path,
                                input != NULL ? "--password" : NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  return path;
}

static JsonObject *
find_record (JsonNode   *list,
             const char *name)
{
  JsonArray *records = json_node_get_array (list);

  g_assert_cmpuint (json_array_get_length (records), ==, 2);
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *record = json_array_get_object_element (records, i);

      if (g_strcmp0 (json_object_get_string_member (record, "name"), name) == 0)
        return record;
    }
  g_error ("No record is called %s", name);
}

static void
assert_members (const char        *id,
                const char *const *members)
{
  g_autoptr (CtlRun) run = ctl_run ("records", "show", id, "--reveal", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);

  for (gsize i = 0; members[i] != NULL; i += 2)
    g_assert_cmpstr (json_object_get_string_member_with_default (json_node_get_object (node), members[i], NULL), ==,
                     members[i + 1]);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "port"), ==, 587);
}

/* What Bitwarden has exported comes back into a Postern that has nothing yet. */
static void
check_back (const char *path)
{
  static const char *const wanted[] = { "account", "webmaster@example.org", "user", "web, \"master\"",
                                        "password", HANDOVER_NASTY, "from", "contact@example.org",
                                        "provider", "microsoft365", "host", "smtp.office365.com",
                                        "security", "starttls", "state", "ready", "review_date", "2027-03-31",
                                        "used_at", "WordPress, www.example.org; scanner \"2nd floor\"", NULL };
  g_autofree char *home = postern_test_scratch ();
  g_autofree char *passphrase = ctl_program_write (BITWARDEN_FILE_PASSWORD);
  g_autoptr (CtlRun) imported = NULL, listed = NULL;
  g_autoptr (JsonNode) counts = NULL, list = NULL;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  imported = ctl_run ("records", "import", path, "--passphrase-file", passphrase, "--json");
  counts = ctl_run_parse (imported);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (counts), "imported"), ==, 2);
  listed = ctl_run ("records", "list", "--json");
  list = ctl_run_parse (listed);
  assert_members (json_object_get_string_member (find_record (list, "Website “Zoë & Söhne” <main>"), "id"), wanted);
}

static void
test_back_readable (void)
{
  g_autofree char *path = export_from (BITWARDEN_PBKDF2, "json", NULL);

  check_back (path);
}

static void
test_back_encrypted (gconstpointer email)
{
  g_autofree char *path = export_from (email, "encrypted_json", BITWARDEN_FILE_PASSWORD "\n");

  check_back (path);
}

/* A file that only the account it came from can open. */
static void
test_back_account (void)
{
  g_autofree char *path = export_from (BITWARDEN_PBKDF2, "encrypted_json", NULL);
  g_autoptr (CtlRun) run = ctl_run ("records", "import", path);

  ctl_run_assert_refused (run, 2, "Password protected");
}

static const char *
find_missing (void)
{
  static char *missing;

  g_free (missing);
  missing = bitwarden_get_missing ();

  return missing != NULL ? missing : postern_test_keyring_get_missing ();
}

int
main (int   argc,
      char *argv[])
{
  PosternTestKeyring *keyring;
  int result;

  g_test_init (&argc, &argv, NULL);
  if (find_missing () != NULL)
    {
      g_print ("1..0 # SKIP %s\n", find_missing ());
      return 0;
    }
  folder = postern_test_scratch ();
  keyring = postern_test_keyring_new (TRUE);
  bitwarden = bitwarden_new ();

  g_test_add_func ("/bitwarden/keepass-xml", test_keepass_xml);
  g_test_add_func ("/bitwarden/keepassxc-csv", test_keepassxc_csv);
  g_test_add_func ("/bitwarden/encrypted", test_encrypted);
  g_test_add_func ("/bitwarden/readable", test_readable);
  g_test_add_func ("/bitwarden/back/readable", test_back_readable);
  g_test_add_data_func ("/bitwarden/back/encrypted", BITWARDEN_PBKDF2, test_back_encrypted);
  g_test_add_func ("/bitwarden/back/account", test_back_account);
  g_test_add_data_func ("/bitwarden/back/argon2id", BITWARDEN_ARGON2ID, test_back_encrypted);

  result = g_test_run ();
  bitwarden_free (bitwarden);
  postern_test_keyring_free (keyring);
  g_free (folder);

  return result;
}
