/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-vault.h"

#include <string.h>

#include "core/records/postern-keyring.h"
#include "core/records/postern-record-private.h"
#include "support/postern-test-keyring.h"
#include "support/postern-test-wait.h"

#ifdef __SANITIZE_ADDRESS__
/* libsecret 0.20.5 forgets the tag of its file at each write. Only whole stacks show whose a leak is. */
const char *__asan_default_options (void);
const char *__lsan_default_suppressions (void);

const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0";
}

const char *
__lsan_default_suppressions (void)
{
  return "leak:libsecret-1.so\n";
}
#endif

/* GIO keeps the first session bus that a process has seen, so each case has a process of its own. */
#define IN_OWN_PROCESS                                                                                 \
  if (!g_test_subprocess ())                                                                           \
    {                                                                                                  \
      g_test_trap_subprocess (NULL, POSTERN_TEST_DEADLINE *G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT); \
      g_test_trap_assert_passed ();                                                                    \
      return;                                                                                          \
    }

#define IN_OWN_PROCESS_WITH_KEYRING                      \
  if (postern_test_keyring_get_missing () != NULL)       \
    {                                                    \
      g_test_skip (postern_test_keyring_get_missing ()); \
      return;                                            \
    }                                                    \
  IN_OWN_PROCESS

static const char *program;

static PosternRecord *
make_record (void)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("smtp.contoso.org", 587, POSTERN_SECURITY_STARTTLS);
  PosternRecord *record = postern_record_new ();

  postern_record_set_account (record, "web@contoso.org");
  postern_record_set_endpoint (record, endpoint);

  return record;
}

static gboolean
store (PosternRecord  *record,
       GError        **error)
{
  g_autoptr (PosternSecret) secret = postern_secret_new ("correct horse", -1);
  gboolean stored = postern_vault_store (record, secret, NULL, error);

  if (!stored)
    g_assert_null (strstr ((*error)->message, "correct horse"));

  return stored;
}

static void
assert_both_fail (PosternVaultError code)
{
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) lookup_error = NULL;

  g_assert_false (store (record, &store_error));
  g_assert_error (store_error, POSTERN_VAULT_ERROR, (int) code);
  g_assert_null (postern_vault_lookup (record, NULL, &lookup_error));
  g_assert_error (lookup_error, POSTERN_VAULT_ERROR, (int) code);
}

static void
test_no_bus (void)
{
  IN_OWN_PROCESS

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all", TRUE);
  assert_both_fail (POSTERN_VAULT_ERROR_UNAVAILABLE);
}

static void
test_no_service (void)
{
  IN_OWN_PROCESS_WITH_KEYRING

  g_autoptr (PosternTestKeyring) keyring = postern_test_keyring_new (FALSE);

  g_assert_nonnull (keyring);
  assert_both_fail (POSTERN_VAULT_ERROR_UNAVAILABLE);
}

/* A keyring that must first be made, by a prompt that can't be shown here. */
static void
test_no_collection (void)
{
  IN_OWN_PROCESS_WITH_KEYRING

  g_autoptr (PosternTestKeyring) keyring = postern_test_keyring_new_empty ();
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) lookup_error = NULL;

  g_assert_nonnull (keyring);
  g_assert_false (store (record, &store_error));
  g_assert_error (store_error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED);
  g_assert_null (postern_vault_lookup (record, NULL, &lookup_error));
  g_assert_error (lookup_error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND);
}

static void
test_restarted (void)
{
  IN_OWN_PROCESS_WITH_KEYRING

  g_autoptr (PosternTestKeyring) keyring = postern_test_keyring_new (TRUE);
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (PosternSecret) secret = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (store (record, &error));
  postern_test_keyring_kill (keyring);
  assert_both_fail (POSTERN_VAULT_ERROR_UNAVAILABLE);

  postern_test_keyring_restart (keyring);
  secret = postern_vault_lookup (record, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (postern_secret_peek (secret), ==, "correct horse");
}

static void
test_killed_while_asked (void)
{
  IN_OWN_PROCESS_WITH_KEYRING

  g_autoptr (PosternTestKeyring) keyring = postern_test_keyring_new (TRUE);
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  g_assert_true (store (record, &error));
  postern_test_keyring_freeze (keyring, TRUE);
  postern_vault_lookup_async (record, NULL, postern_test_store_result, &slot);
  postern_test_keyring_kill (keyring);
  result = postern_test_wait_result (&slot);
  g_assert_null (postern_vault_lookup_finish (result, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_UNAVAILABLE);
}

static void
test_hangs (void)
{
  IN_OWN_PROCESS_WITH_KEYRING

  g_autoptr (PosternTestKeyring) keyring = postern_test_keyring_new (TRUE);
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (PosternSecret) secret = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (store (record, &error));
  postern_test_keyring_freeze (keyring, TRUE);
  postern_keyring_set_patience (300, 300);
  assert_both_fail (POSTERN_VAULT_ERROR_TIMED_OUT);

  postern_test_keyring_freeze (keyring, FALSE);
  postern_keyring_set_patience (15000, 15000);
  secret = postern_vault_lookup (record, NULL, &error);
  g_assert_no_error (error);
}

/* The bus itself goes: the program lives on, with its message. */
static void
test_bus_ends (void)
{
  IN_OWN_PROCESS_WITH_KEYRING

  PosternTestKeyring *keyring = postern_test_keyring_new (TRUE);
  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (GError) error = NULL;

  g_assert_true (store (record, &error));
  postern_test_keyring_free (keyring);
  assert_both_fail (POSTERN_VAULT_ERROR_UNAVAILABLE);
}

/* In a process of its own: records a password for the record @id. */
static int
store_elsewhere (const char *id)
{
  g_autoptr (PosternRecord) record = postern_record_new_restored (id, 0, 0);
  g_autoptr (PosternRecord) model = make_record ();
  g_autoptr (GError) error = NULL;

  postern_record_set_account (record, postern_record_get_account (model));
  postern_record_set_endpoint (record, postern_record_get_endpoint (model));

  return store (record, &error) ? 0 : 1;
}

static void
use_file (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all", TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a password of the file", TRUE);
}

static void
test_file (void)
{
  IN_OWN_PROCESS

  g_autoptr (PosternRecord) one = make_record ();
  g_autoptr (PosternRecord) two = make_record ();
  g_autoptr (PosternSecret) secret = NULL;
  g_autoptr (PosternSecret) again = NULL;
  g_autoptr (GError) error = NULL;

  use_file ();
  g_assert_null (postern_vault_lookup (one, NULL, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (store (one, &error));
  g_assert_true (store (two, &error));
  g_assert_true (store (one, &error));
  secret = postern_vault_lookup (one, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (postern_secret_peek (secret), ==, "correct horse");

  postern_record_set_user (one, "web");
  g_assert_true (postern_vault_move (one, NULL, &error));
  g_assert_true (postern_vault_clear (one, NULL, &error));
  again = postern_vault_lookup (two, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (postern_vault_lookup (one, NULL, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND);
}

/* As the window and the command line do. */
static void
test_file_of_two (void)
{
  IN_OWN_PROCESS

  g_autoptr (PosternRecord) record = make_record ();
  g_autoptr (PosternRecord) other = make_record ();
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (PosternSecret) secret = NULL;
  g_autoptr (GError) error = NULL;

  use_file ();
  g_assert_true (store (record, &error));
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--store", postern_record_get_id (other), NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));

  secret = postern_vault_lookup (other, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (store (record, &error));
}

/* Two threads at once must not trip over libsecret's one file object. */
static void
test_file_in_threads (void)
{
  IN_OWN_PROCESS

  PosternRecord *records[8];
  GAsyncResult *slots[8] = { NULL };
  g_autoptr (PosternSecret) secret = postern_secret_new ("of a thread", -1);

  use_file ();
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      records[i] = make_record ();
      postern_vault_store_async (records[i], secret, NULL, postern_test_store_result, &slots[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (GAsyncResult) result = postern_test_wait_result (&slots[i]);
      g_autoptr (PosternSecret) found = NULL;

      g_assert_true (postern_vault_store_finish (result, NULL));
      found = postern_vault_lookup (records[i], NULL, NULL);
      g_assert_true (postern_secret_equal (found, secret));
      g_object_unref (records[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  program = argv[0];
  if (argc == 3 && strcmp (argv[1], "--store") == 0)
    return store_elsewhere (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("SECRET_BACKEND");

  g_test_add_func ("/records/vault-faults/no-bus", test_no_bus);
  g_test_add_func ("/records/vault-faults/no-service", test_no_service);
  g_test_add_func ("/records/vault-faults/no-collection", test_no_collection);
  g_test_add_func ("/records/vault-faults/restarted", test_restarted);
  g_test_add_func ("/records/vault-faults/killed-while-asked", test_killed_while_asked);
  g_test_add_func ("/records/vault-faults/hangs", test_hangs);
  g_test_add_func ("/records/vault-faults/bus-ends", test_bus_ends);
  g_test_add_func ("/records/vault-faults/file", test_file);
  g_test_add_func ("/records/vault-faults/file-of-two", test_file_of_two);
  g_test_add_func ("/records/vault-faults/file-in-threads", test_file_in_threads);

  return g_test_run ();
}
