/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsecret/secret.h>

#include "core/handover/postern-entries.h"
#include "core/records/postern-vault.h"
#include "support/postern-test-keyring.h"
#include "support/postern-test-wait.h"

/* The real keyring with as many passwords as a large organisation has. */
#define N_ITEMS 2000
#define N_MORE 20
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

static const SecretSchema schema = {
  .name = "io.github.postern.Password",
  .flags = SECRET_SCHEMA_DONT_MATCH_NAME,
  .attributes = {
    { "service", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "port", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "postern-record", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

/* Into the keyring's collection in memory: that on the disk is encrypted as a whole for each of them. */
static void
fill (GPtrArray *records)
{
  for (guint i = 0; i < N_ITEMS; i++)
    {
      PosternRecord *record = make_record (i);
      g_autoptr (PosternSecret) secret = make_secret (i);
      g_autoptr (GError) error = NULL;

      secret_password_store_sync (&schema, SECRET_COLLECTION_SESSION, "Postern", postern_secret_peek (secret), NULL,
                                  &error, "service", "smtp", "host", HOST, "user",
                                  postern_record_get_account (record), "port", "587", "postern-record",
                                  postern_record_get_id (record), NULL);
      g_assert_no_error (error);
      g_ptr_array_add (records, record);
    }
}

/* More passwords among them, and their way out together with older ones. */
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
  for (guint i = 0; i < N_MORE; i++)
    {
      g_autoptr (PosternSecret) secret = make_secret (N_ITEMS + i);

      g_ptr_array_add (records, make_record (N_ITEMS + i));
      g_assert_true (postern_vault_store (g_ptr_array_index (records, N_ITEMS + i), secret, NULL, &error));
      g_assert_no_error (error);
      g_ptr_array_add (some, g_ptr_array_index (records, i));
      g_ptr_array_add (some, g_ptr_array_index (records, N_ITEMS + i));
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
      g_autoptr (PosternSecret) secret = make_secret (i / 2 + (i % 2 == 0 ? 0 : N_ITEMS));

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
