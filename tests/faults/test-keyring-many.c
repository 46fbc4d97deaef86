/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/handover/postern-entries.h"
#include "core/records/postern-keyring.h"
#include "core/records/postern-vault.h"
#include "support/postern-test-keyring.h"
#include "support/postern-test-wait.h"

/* The real keyring with as many passwords as a large organisation has. */
#define N_ITEMS 2000
#define STEP 100
#define HOST "smtp.contoso.example"

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

static PosternSecret *
make_secret (guint n)
{
  g_autofree char *text = g_strdup_printf ("password-%05u", n);

  return postern_secret_new (text, -1);
}

/* As the vault would, but through one conversation, and without looking at each again. */
static void
fill (GPtrArray *records)
{
  g_autoptr (PosternKeyring) keyring = postern_keyring_open (NULL, NULL);

  g_assert_nonnull (keyring);
  for (guint i = 0; i < N_ITEMS; i++)
    {
      PosternRecord *record = make_record (i);
      g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (PosternSecret) secret = make_secret (i);

      g_hash_table_insert (attributes, (char *) "service", (char *) "smtp");
      g_hash_table_insert (attributes, (char *) "host", (char *) HOST);
      g_hash_table_insert (attributes, (char *) "user", (char *) postern_record_get_account (record));
      g_hash_table_insert (attributes, (char *) "port", (char *) "587");
      g_hash_table_insert (attributes, (char *) "postern-record", (char *) postern_record_get_id (record));
      g_assert_true (postern_keyring_put (keyring, attributes, "Postern", secret, NULL, NULL));
      g_ptr_array_add (records, record);
    }
}

/* A new password for every hundredth, and its way out together with others. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  gint64 begun;

  fill (records);
  begun = g_get_monotonic_time ();
  for (guint i = 0; i < N_ITEMS; i += STEP)
    {
      g_autoptr (PosternSecret) secret = make_secret (N_ITEMS + i);

      g_assert_true (postern_vault_store (g_ptr_array_index (records, i), secret, NULL, &error));
      g_assert_no_error (error);
      g_ptr_array_add (some, g_ptr_array_index (records, i));
      g_ptr_array_add (some, g_ptr_array_index (records, i + 1));
    }
  postern_entries_load_async (some, TRUE, NULL, postern_test_store_result, &slot);
  result = postern_test_wait_result (&slot);
  entries = postern_entries_load_finish (result, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%u passwords among %d took %.1f s", some->len, N_ITEMS,
                  (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
  g_assert_cmpuint (entries->len, ==, some->len);
  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (PosternSecret) secret = make_secret (i / 2 * STEP + (i % 2 == 0 ? N_ITEMS : 1));

      g_assert_true (postern_secret_equal (((PosternEntry *) g_ptr_array_index (entries, i))->secret, secret));
    }
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
  keyring = postern_test_keyring_new (TRUE);

  g_test_add_func ("/keyring/many", test_many);

  result = g_test_run ();
  postern_test_keyring_free (keyring);

  return result;
}
