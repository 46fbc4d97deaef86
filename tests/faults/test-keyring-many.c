/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include <glib/gstdio.h>
#include <string.h>

#include "core/handover/postern-entries.h"
#include "core/records/postern-vault.h"
#include "support/postern-test-keyring.h"
#include "support/postern-test-wait.h"

/*
 * The real keyring with as many passwords as a large organisation has: 2,000 of Postern's items in one encrypted file
 * on the disk. gnome-keyring reads them first from plain text, which it takes for a collection without a password, and
 * then encrypts the file itself (see postern_test_keyring_new_filled()).
 */
#define N_ITEMS 2000
#define N_TRIED 5
#define HOST "smtp.contoso.example"
/** At the head of each encrypted file of gnome-keyring. */
#define MAGIC "GnomeKeyring\n\r"
/**
 * How long one password may take to be kept or deleted, and to be found, in seconds, on a machine that is busy. Left to
 * itself, gnome-keyring takes half a second to encrypt and write the file, and Postern 30 ms to find one.
 */
#define WRITE_LIMIT 20
#define READ_LIMIT 5

static PosternTestKeyring *keyring;
static GPtrArray *records;
/* What the keyring must hold, by the records' ids. */
static GHashTable *passwords;

static PosternRecord *
make_record (guint n)
{
  PosternRecord *record = postern_record_new ();
  g_autofree char *account = g_strdup_printf ("account-%u@contoso.example", n);
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (HOST, 587, POSTERN_SECURITY_STARTTLS);

  postern_record_set_account (record, account);
  postern_record_set_endpoint (record, endpoint);
  postern_record_set_password_recorded (record, TRUE);

  return record;
}

/* Remembers it, too. */
static PosternSecret *
make_secret (PosternRecord *record,
             const char    *kind,
             guint          n)
{
  char *text = g_strdup_printf ("%s-password-%05u", kind, n);

  g_hash_table_replace (passwords, g_strdup (postern_record_get_id (record)), text);

  return postern_secret_new (text, -1);
}

static void
write_item (GString       *items,
            guint          n,
            PosternRecord *record)
{
  g_autoptr (PosternSecret) secret = make_secret (record, "first", n);
  const char *const attributes[][2] = {
    { "xdg:schema", "io.github.postern.Password" },
    { "service", "smtp" },
    { "host", HOST },
    { "user", postern_record_get_account (record) },
    { "port", "587" },
    { "postern-record", postern_record_get_id (record) },
  };

  g_string_append_printf (items, "[%u]\nitem-type=0\ndisplay-name=SMTP %s at " HOST "\nsecret=%s\n", n,
                          attributes[3][1], postern_secret_peek (secret));
  g_string_append (items, "mtime=1795000000\nctime=1795000000\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    g_string_append_printf (items, "[%u:attribute%u]\nname=%s\ntype=string\nvalue=%s\n\n", n, i, attributes[i][0],
                            attributes[i][1]);
}

static char *
write_items (void)
{
  GString *items = g_string_new (NULL);

  for (guint i = 0; i < N_ITEMS; i++)
    {
      g_ptr_array_add (records, make_record (i));
      write_item (items, i + 1, g_ptr_array_index (records, i));
    }

  return g_string_free (items, FALSE);
}

static void
assert_quick (const char *what,
              gint64      begun,
              guint       n,
              guint       limit)
{
  double seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC / n;

  g_test_message ("%s: %.0f ms each among %u", what, seconds * 1000, g_hash_table_size (passwords));
  g_assert_cmpfloat (seconds, <, limit);
}

/* The whole file is encrypted, and nobody else may read it. */
static void
test_encrypted (void)
{
  g_autofree char *path = postern_test_keyring_get_file (keyring);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_test_message ("%zu bytes", length);
  g_assert_cmpuint (length, >, N_ITEMS * 100);
  g_assert_cmpmem (bytes, strlen (MAGIC), MAGIC, strlen (MAGIC));
  g_assert_null (memmem (bytes, length, "password", strlen ("password")));
}

static void
test_look_up (void)
{
  gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < N_TRIED; i++)
    {
      PosternRecord *record = g_ptr_array_index (records, i * (N_ITEMS / N_TRIED));
      g_autoptr (GError) error = NULL;
      g_autoptr (PosternSecret) secret = postern_vault_lookup (record, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (postern_secret_peek (secret), ==,
                       g_hash_table_lookup (passwords, postern_record_get_id (record)));
    }
  assert_quick ("look up", begun, N_TRIED, READ_LIMIT);
}

/* What the record's page asks when it opens. */
static void
test_look (void)
{
  g_autoptr (PosternRecord) other = make_record (N_ITEMS);
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < N_ITEMS; i++)
    {
      postern_vault_look (g_ptr_array_index (records, i), NULL, &error);
      g_assert_no_error (error);
    }
  assert_quick ("look whether it is there", begun, N_ITEMS, READ_LIMIT);
  g_assert_false (postern_vault_look (other, NULL, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND);
}

static void
store (PosternRecord *record,
       const char    *kind,
       guint          n)
{
  g_autoptr (PosternSecret) secret = make_secret (record, kind, n);
  g_autoptr (GError) error = NULL;

  postern_vault_store (record, secret, NULL, &error);
  g_assert_no_error (error);
}

/* Some more, others in the place of what there was, and some are deleted. */
static void
test_change (void)
{
  gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < N_TRIED; i++)
    {
      g_ptr_array_add (records, make_record (N_ITEMS + i));
      store (g_ptr_array_index (records, N_ITEMS + i), "new", i);
    }
  assert_quick ("store", begun, N_TRIED, WRITE_LIMIT);

  begun = g_get_monotonic_time ();
  for (guint i = 0; i < N_TRIED; i++)
    store (g_ptr_array_index (records, 100 + i), "other", i);
  assert_quick ("replace", begun, N_TRIED, WRITE_LIMIT);

  begun = g_get_monotonic_time ();
  for (guint i = 0; i < N_TRIED; i++)
    {
      g_autoptr (GError) error = NULL;

      postern_vault_clear (g_ptr_array_index (records, 1000 + i), NULL, &error);
      g_assert_no_error (error);
      g_hash_table_remove (passwords, postern_record_get_id (g_ptr_array_index (records, 1000 + i)));
    }
  assert_quick ("delete", begun, N_TRIED, WRITE_LIMIT);
}

/* Old and new ones on their way out together. */
static void
test_export (void)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < N_TRIED; i++)
    {
      g_ptr_array_add (some, g_ptr_array_index (records, 90 + i));
      g_ptr_array_add (some, g_ptr_array_index (records, N_ITEMS + i));
    }
  postern_entries_load_async (some, TRUE, NULL, postern_test_store_result, &slot);
  result = postern_test_wait_result (&slot);
  entries = postern_entries_load_finish (result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, some->len);
  for (guint i = 0; i < entries->len; i++)
    g_assert_cmpstr (postern_secret_peek (((PosternEntry *) g_ptr_array_index (entries, i))->secret), ==,
                     g_hash_table_lookup (passwords, postern_record_get_id (g_ptr_array_index (some, i))));
  assert_quick ("export", begun, some->len, READ_LIMIT);
}

/* A keyring that was killed and started again has nothing but the file: each password is in it, once. */
static void
test_on_disk (void)
{
  g_autoptr (GHashTable) found = NULL;
  GHashTableIter iter;
  gpointer id;
  gpointer password;

  postern_test_keyring_kill (keyring);
  test_encrypted ();
  postern_test_keyring_restart (keyring);
  found = postern_test_keyring_read (keyring, "postern-record");
  g_assert_cmpuint (g_hash_table_size (found), ==, N_ITEMS);
  g_assert_cmpuint (g_hash_table_size (passwords), ==, N_ITEMS);
  g_hash_table_iter_init (&iter, passwords);
  while (g_hash_table_iter_next (&iter, &id, &password))
    g_assert_cmpstr (g_hash_table_lookup (found, id), ==, password);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *items = NULL;
  gint64 begun;
  int result;

  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("SECRET_BACKEND");
  if (postern_test_keyring_skip ())
    return 0;
  records = g_ptr_array_new_with_free_func (g_object_unref);
  passwords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  items = write_items ();
  begun = g_get_monotonic_time ();
  keyring = postern_test_keyring_new_filled (items);
  g_print ("# %d items were there after %.1f s\n", N_ITEMS,
           (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);

  g_test_add_func ("/keyring/many/encrypted", test_encrypted);
  g_test_add_func ("/keyring/many/look-up", test_look_up);
  g_test_add_func ("/keyring/many/look", test_look);
  g_test_add_func ("/keyring/many/change", test_change);
  g_test_add_func ("/keyring/many/export", test_export);
  g_test_add_func ("/keyring/many/on-disk", test_on_disk);
  result = g_test_run ();

  postern_test_keyring_free (keyring);
  g_ptr_array_unref (records);
  g_hash_table_unref (passwords);

  return result;
}
