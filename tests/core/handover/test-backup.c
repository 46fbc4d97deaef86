/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/handover/postern-backup.h"

#include <string.h>

#include "core/handover/postern-envelope.h"
#include "core/handover/postern-export.h"
#include "handover-fixture.h"
#include "support/postern-test-wait.h"

static char *
write_backup (const char *id,
              const char *passphrase)
{
  g_autoptr (GPtrArray) entries = handover_fixture_new_entries ();
  g_autoptr (PosternSecret) secret = passphrase == NULL ? NULL : postern_secret_new (passphrase, -1);
  g_autoptr (GError) error = NULL;
  char *text = postern_export_write (postern_export_lookup (id), entries, secret, &error);

  g_assert_no_error (error);

  return text;
}

static void
check_same (GPtrArray *entries)
{
  g_autoptr (GPtrArray) wanted = handover_fixture_new_entries ();

  g_assert_cmpuint (entries->len, ==, wanted->len);
  for (guint i = 0; i < wanted->len; i++)
    {
      const PosternEntry *a = g_ptr_array_index (entries, i);
      const PosternEntry *b = g_ptr_array_index (wanted, i);

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_cmpstr (a->title, ==, b->title);
      g_assert_cmpstr (a->account, ==, b->account);
      g_assert_cmpstr (a->user, ==, b->user);
      g_assert_cmpstr (a->from, ==, b->from);
      g_assert_cmpstr (a->host, ==, b->host);
      g_assert_cmpuint (a->port, ==, b->port);
      g_assert_cmpint (a->security, ==, b->security);
      g_assert_cmpstr (a->provider, ==, b->provider);
      g_assert_cmpstr (a->used_at, ==, b->used_at);
      g_assert_cmpstr (a->review, ==, b->review);
      g_assert_true ((a->secret == NULL) == (b->secret == NULL));
      if (a->secret != NULL)
        g_assert_true (postern_secret_equal (a->secret, b->secret));
    }
}

static void
test_round_trip (void)
{
  g_autofree char *plain = write_backup ("bitwarden", NULL);
  g_autofree char *sealed = write_backup ("bitwarden-encrypted", "abcd-efgh");
  g_autoptr (PosternSecret) passphrase = postern_secret_new ("abcd-efgh", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) from_plain = NULL;
  g_autoptr (GPtrArray) from_sealed = NULL;
  guint n = 7;

  from_plain = postern_backup_read (plain, NULL, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 0);
  check_same (from_plain);
  from_sealed = postern_backup_read (sealed, passphrase, &n, &error);
  g_assert_no_error (error);
  check_same (from_sealed);
}

static void
test_passphrase (void)
{
  g_autofree char *sealed = write_backup ("bitwarden-encrypted", "abcd-efgh");
  g_autoptr (PosternSecret) wrong = postern_secret_new ("abcd-efgi", -1);
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_null (postern_backup_read (sealed, NULL, &n, &error));
  g_assert_error (error, POSTERN_BACKUP_ERROR, POSTERN_BACKUP_ERROR_PASSPHRASE_NEEDED);
  g_clear_error (&error);
  g_assert_null (postern_backup_read (sealed, wrong, &n, &error));
  g_assert_error (error, POSTERN_ENVELOPE_ERROR, POSTERN_ENVELOPE_ERROR_PASSPHRASE);
  g_assert_null (strstr (error->message, "efgi"));
}

/* One changed character anywhere in what is sealed, and nothing is read. */
static void
test_changed (void)
{
  g_autofree char *sealed = write_backup ("bitwarden-encrypted", "abcd-efgh");
  g_autoptr (PosternSecret) passphrase = postern_secret_new ("abcd-efgh", -1);
  char *data = strstr (sealed, "\"data\": \"2.") + strlen ("\"data\": \"2.");

  for (gsize offset = 0; offset < strcspn (data, "\""); offset += 97)
    {
      char before = data[offset];
      g_autoptr (GError) error = NULL;
      guint n;

      data[offset] = before == 'A' ? 'B' : 'A';
      g_assert_null (postern_backup_read (sealed, passphrase, &n, &error));
      g_assert_error (error, POSTERN_ENVELOPE_ERROR, POSTERN_ENVELOPE_ERROR_PASSPHRASE);
      data[offset] = before;
      /* Key stretching is slow on purpose. */
      if (offset > 300)
        break;
    }
}

/* Bitwarden's own export holds other things too. */
static void
test_others_passed_over (void)
{
  const char *text =
    "{\"encrypted\":false,\"items\":[{\"type\":2,\"name\":\"note\"},{\"type\":1,\"login\":{\"username\":\"me\"}},7,"
    "{\"type\":1,\"name\":\"x\",\"login\":{\"username\":\"a@example.org\",\"password\":\"line\\nend\"},\"fields\":["
    "{\"name\":\"SMTP server\",\"value\":\"h\"},{\"name\":\"SMTP port\",\"value\":\"25\"},"
    "{\"name\":\"Encryption\",\"value\":\"none\"},{\"name\":\"Used by\",\"value\":\"a\\nb\"}]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const PosternEntry *entry;
  guint n;

  entries = postern_backup_read (text, NULL, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpuint (n, ==, 3);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->account, ==, "a@example.org");
  g_assert_null (entry->secret);
  g_assert_null (entry->used_at);
}

typedef struct
{
  const char *text;
  int         code;
} Bad;

static const Bad bads[] = {
  { "", POSTERN_BACKUP_ERROR_FORMAT },
  { "hello", POSTERN_BACKUP_ERROR_FORMAT },
  { "[]", POSTERN_BACKUP_ERROR_FORMAT },
  { "{\"items\":7}", POSTERN_BACKUP_ERROR_FORMAT },
  { "{\"items\":[]}", POSTERN_BACKUP_ERROR_EMPTY },
  { "{\"items\":[{\"type\":1}]}", POSTERN_BACKUP_ERROR_EMPTY },
  { "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", POSTERN_BACKUP_ERROR_FORMAT },
};

static void
test_bad (gconstpointer data)
{
  const Bad *each = data;
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_null (postern_backup_read (each->text, NULL, &n, &error));
  g_assert_error (error, POSTERN_BACKUP_ERROR, each->code);
}

static const char *const bad_envelopes[] = {
  "{\"encrypted\": true}",
  "{\"encrypted\": true, \"passwordProtected\": true, \"salt\": \"x\", \"kdfType\": 1, \"kdfIterations\": 600000, "
  "\"encKeyValidation_DO_NOT_EDIT\": \"2.a|b|c\", \"data\": \"2.a|b|c\"}",
  "{\"encrypted\": true, \"passwordProtected\": true, \"salt\": \"x\", \"kdfType\": 0, \"kdfIterations\": 2000000000, "
  "\"encKeyValidation_DO_NOT_EDIT\": \"2.a|b|c\", \"data\": \"2.a|b|c\"}",
  "{\"encrypted\": true, \"passwordProtected\": true, \"salt\": \"x\", \"kdfType\": 1, \"kdfIterations\": 3, "
  "\"kdfMemory\": 4194303, \"kdfParallelism\": 4, "
  "\"encKeyValidation_DO_NOT_EDIT\": \"2.a|b|c\", \"data\": \"2.a|b|c\"}",
};

static void
test_bad_envelope (gconstpointer data)
{
  g_autoptr (PosternSecret) passphrase = postern_secret_new ("x", -1);
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_null (postern_backup_read (data, passphrase, &n, &error));
  g_assert_error (error, POSTERN_ENVELOPE_ERROR, POSTERN_ENVELOPE_ERROR_FORMAT);
}

/* Made by Bitwarden's own program for an account whose keys Argon2id makes. */
static void
test_argon2id (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "core", "handover", "bitwarden-argon2id.json", NULL);
  g_autoptr (PosternSecret) passphrase = postern_secret_new ("correct horse", -1);
  g_autoptr (PosternSecret) wrong = postern_secret_new ("correct house", -1);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  const PosternEntry *entry;
  guint n;

  g_assert_null (postern_backup_read_file (path, wrong, &n, &error));
  g_assert_error (error, POSTERN_ENVELOPE_ERROR, POSTERN_ENVELOPE_ERROR_PASSPHRASE);
  g_clear_error (&error);
  entries = postern_backup_read_file (path, passphrase, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->title, ==, "Scanner");
  g_assert_cmpstr (entry->host, ==, "mail.example.org");
  g_assert_cmpstr (postern_secret_peek (entry->secret), ==, "brtk-wqnd-mzxl-hfpc");
}

/* No passphrase is asked for where none can help. */
static void
test_account (void)
{
  const char *text = "{\"encrypted\": true, \"encKeyValidation_DO_NOT_EDIT\": \"2.a|b|c\", \"folders\": [],"
                     "\"items\": [{\"type\": 1, \"name\": \"2.a|b|c\"}]}";
  g_autoptr (PosternSecret) passphrase = postern_secret_new ("x", -1);
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_null (postern_backup_read (text, NULL, &n, &error));
  g_assert_error (error, POSTERN_ENVELOPE_ERROR, POSTERN_ENVELOPE_ERROR_ACCOUNT);
  g_clear_error (&error);
  g_assert_null (postern_backup_read (text, passphrase, &n, &error));
  g_assert_error (error, POSTERN_ENVELOPE_ERROR, POSTERN_ENVELOPE_ERROR_ACCOUNT);
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_null (postern_backup_read_file ("/nowhere/at/all.json", NULL, &n, &error));
  g_assert_error (error, POSTERN_BACKUP_ERROR, POSTERN_BACKUP_ERROR_UNREADABLE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/backup/round-trip", test_round_trip);
  g_test_add_func ("/backup/passphrase", test_passphrase);
  g_test_add_func ("/backup/changed", test_changed);
  g_test_add_func ("/backup/others-passed-over", test_others_passed_over);
  g_test_add_func ("/backup/argon2id", test_argon2id);
  g_test_add_func ("/backup/account", test_account);
  g_test_add_func ("/backup/no-file", test_no_file);
  for (gsize i = 0; i < G_N_ELEMENTS (bads); i++)
    {
      g_autofree char *name = g_strdup_printf ("/backup/bad/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (name, &bads[i], test_bad);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad_envelopes); i++)
    {
      g_autofree char *name = g_strdup_printf ("/backup/bad-envelope/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (name, bad_envelopes[i], test_bad_envelope);
    }

  return g_test_run ();
}
