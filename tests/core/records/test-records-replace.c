/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-records-replace.h"

#include <signal.h>
#include <string.h>

#include "core/records/postern-records.h"
#include "core/records/postern-vault-job.h"
#include "core/records/postern-vault.h"
#include "support/postern-test-keyring.h"
#include "support/postern-test-wait.h"

#define N_KILLS 30

static PosternTestKeyring *keyring;

static PosternStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  PosternStore *store = postern_store_open (folder, &error);

  g_assert_no_error (error);

  return store;
}

static PosternRecord *
make_record (PosternStore *store,
             const char   *password)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("smtp.contoso.org", 587, POSTERN_SECURITY_STARTTLS);
  g_autoptr (PosternSecret) secret = postern_secret_new (password, -1);
  PosternRecord *record = postern_record_new ();

  postern_record_set_account (record, "web@contoso.org");
  postern_record_set_endpoint (record, endpoint);
  postern_record_set_state (record, POSTERN_RECORD_READY);
  g_assert_true (postern_records_keep_password (store, record, secret, NULL, NULL));

  return record;
}

static void
pass_test (PosternStore  *store,
           PosternRecord *record)
{
  g_autoptr (PosternTestResult) result = postern_test_result_new_for (record);

  postern_test_result_set_finding (result, "accepted", "It works", TRUE);
  g_assert_true (postern_store_add_test (store, record, result, NULL));
}

static gboolean
replace (PosternStore   *store,
         PosternRecord  *record,
         const char     *password,
         GError        **error)
{
  g_autoptr (PosternSecret) secret = postern_secret_new (password, -1);

  return postern_records_replace_password (store, record, secret, NULL, error);
}

/* What the keyring holds, "" for nothing. */
static char *
look_up (PosternRecord *record,
         gboolean       former)
{
  g_autoptr (PosternVaultJob) job =
    postern_vault_job_new (former ? POSTERN_VAULT_LOOKUP_FORMER : POSTERN_VAULT_LOOKUP, record, NULL);
  g_autoptr (PosternSecret) secret = postern_vault_job_run (job, NULL, NULL);

  return g_strdup (secret == NULL ? "" : postern_secret_peek (secret));
}

static void
assert_passwords (PosternRecord *record,
                  const char    *present,
                  const char    *former)
{
  g_autofree char *found = look_up (record, FALSE);
  g_autofree char *found_former = look_up (record, TRUE);

  g_assert_cmpstr (found, ==, present);
  g_assert_cmpstr (found_former, ==, former);
}

static void
test_until_passed (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternStore) again = NULL;
  g_autoptr (PosternRecord) record = make_record (store, "first");

  pass_test (store, record);
  g_assert_true (replace (store, record, "second", NULL));
  assert_passwords (record, "second", "first");
  g_assert_false (postern_record_is_proven (record));
  again = open_store (folder);
  g_assert_cmpint (postern_record_get_former_time (postern_store_lookup (again, postern_record_get_id (record), NULL)),
                   >, 0);

  g_assert_true (postern_records_settle_password (store, record, NULL, NULL));
  assert_passwords (record, "second", "first");
  pass_test (store, record);
  g_assert_true (postern_records_settle_password (store, record, NULL, NULL));
  assert_passwords (record, "second", "");
  g_assert_cmpint (postern_record_get_former_time (record), ==, 0);
  g_assert_true (postern_records_remove (store, record, NULL, NULL));
}

/* One that came between never worked: the one that did is the one to go back to. */
static void
test_twice (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (store, "first");

  pass_test (store, record);
  g_assert_true (replace (store, record, "slip", NULL));
  g_assert_true (replace (store, record, "second", NULL));
  assert_passwords (record, "second", "first");

  pass_test (store, record);
  g_assert_true (replace (store, record, "third", NULL));
  assert_passwords (record, "third", "second");
  g_assert_true (postern_records_remove (store, record, NULL, NULL));
  assert_passwords (record, "", "");
}

static void
test_same (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (store, "first");

  g_assert_true (replace (store, record, "first", NULL));
  assert_passwords (record, "first", "");
  g_assert_cmpint (postern_record_get_former_time (record), ==, 0);

  postern_record_set_state (record, POSTERN_RECORD_DRAFT);
  g_assert_true (replace (store, record, "second", NULL));
  assert_passwords (record, "second", "");
  g_assert_true (postern_records_remove (store, record, NULL, NULL));
}

static void
test_locked (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (store, "first");
  g_autoptr (GError) error = NULL;

  pass_test (store, record);
  postern_test_keyring_lock (keyring);
  g_assert_false (replace (store, record, "second", &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED);
  g_assert_cmpint (postern_record_get_former_time (record), ==, 0);
  g_assert_true (postern_record_is_proven (record));
  postern_test_keyring_unlock (keyring);
  assert_passwords (record, "first", "");
  g_assert_true (postern_records_remove (store, record, NULL, NULL));
}

/* A person deleted the item in another program: there is nothing to keep, and nothing in the way. */
static void
test_deleted (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (store, "first");
  g_autoptr (GError) error = NULL;

  g_assert_true (postern_vault_clear (record, NULL, NULL));
  g_assert_null (postern_vault_lookup (record, NULL, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND);
  g_assert_true (replace (store, record, "second", NULL));
  assert_passwords (record, "second", "");
  g_assert_true (postern_records_remove (store, record, NULL, NULL));
}

static void
test_take_back (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (store, "first");
  g_autoptr (PosternSecret) second = postern_secret_new ("second", -1);
  g_autoptr (GAsyncResult) replaced = NULL;
  g_autoptr (GAsyncResult) taken = NULL;
  GAsyncResult *slot = NULL;

  pass_test (store, record);
  postern_records_replace_password_async (store, record, second, NULL, postern_test_store_result, &slot);
  replaced = postern_test_wait_result (&slot);
  g_assert_true (postern_records_replace_password_finish (store, replaced, NULL));
  assert_passwords (record, "second", "first");

  slot = NULL;
  postern_records_take_back_async (store, record, NULL, postern_test_store_result, &slot);
  taken = postern_test_wait_result (&slot);
  g_assert_true (postern_records_take_back_finish (store, taken, NULL));
  assert_passwords (record, "first", "");
  g_assert_cmpint (postern_record_get_former_time (record), ==, 0);
  g_assert_true (postern_records_remove (store, record, NULL, NULL));
}

static void
test_retire (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternStore) again = NULL;
  g_autoptr (PosternRecord) record = make_record (store, "first");
  g_autoptr (GAsyncResult) retired = NULL;
  g_autoptr (GPtrArray) tests = NULL;
  GAsyncResult *slot = NULL;
  PosternRecord *kept;

  pass_test (store, record);
  g_assert_true (replace (store, record, "second", NULL));
  postern_records_retire_async (store, record, NULL, postern_test_store_result, &slot);
  retired = postern_test_wait_result (&slot);
  g_assert_true (postern_records_retire_finish (store, retired, NULL));
  assert_passwords (record, "", "");

  again = open_store (folder);
  kept = postern_store_lookup (again, postern_record_get_id (record), NULL);
  g_assert_cmpint (postern_record_get_state (kept), ==, POSTERN_RECORD_RETIRED);
  g_assert_cmpint (postern_record_get_retired_time (kept), >, 0);
  g_assert_false (postern_record_get_password_recorded (kept));
  tests = postern_store_list_tests (again, kept, 9, NULL);
  g_assert_cmpuint (tests->len, ==, 1);
}

static GSubprocess *
start_replacing (const char    *folder,
                 PosternRecord *record,
                 const char    *password)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--replace", folder,
                                         postern_record_get_id (record), password, NULL);

  g_assert_no_error (error);

  return child;
}

/* At each moment the keyring holds the password that works: as the present one, or as the former one. */
static void
check_killed (const char *folder,
              const char *id,
              const char *works,
              const char *pasted)
{
  g_autoptr (PosternStore) store = open_store (folder);
  PosternRecord *record = postern_store_lookup (store, id, NULL);
  g_autofree char *present = look_up (record, FALSE);
  g_autofree char *former = look_up (record, TRUE);

  g_assert_true (postern_record_get_password_recorded (record));
  if (g_str_equal (present, works))
    return;
  g_assert_cmpstr (present, ==, pasted);
  if (!postern_record_is_proven (record))
    {
      g_assert_cmpstr (former, ==, works);
      g_assert_cmpint (postern_record_get_former_time (record), >, 0);
    }
  pass_test (store, record);
  g_assert_true (postern_records_settle_password (store, record, NULL, NULL));
}

static gint64
measure (const char    *folder,
         PosternRecord *record)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GSubprocess) child = start_replacing (folder, record, "password 0");

  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));

  return g_get_monotonic_time () - start;
}

static void
test_killed (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (store, "first");
  g_autofree char *works = NULL;
  gint64 whole;

  pass_test (store, record);
  whole = measure (folder, record);
  works = look_up (record, FALSE);
  g_assert_cmpstr (works, ==, "password 0");
  for (guint i = 1; i <= N_KILLS; i++)
    {
      g_autofree char *pasted = g_strdup_printf ("password %u", i);
      g_autoptr (GSubprocess) child = start_replacing (folder, record, pasted);

      g_usleep ((gulong) g_test_rand_int_range (0, (gint32) whole));
      g_subprocess_send_signal (child, SIGKILL);
      g_assert_true (g_subprocess_wait (child, NULL, NULL));
      check_killed (folder, postern_record_get_id (record), works, pasted);
      g_free (works);
      works = look_up (record, FALSE);
    }
  g_assert_true (postern_records_remove (store, record, NULL, NULL));
}

/* What the killed program does: replaces the password, has it pass a test, and lets the former one go. */
static int
replace_and_settle (const char *folder,
                    const char *id,
                    const char *password)
{
  g_autoptr (PosternStore) store = open_store (folder);
  PosternRecord *record = postern_store_lookup (store, id, NULL);

  g_assert_true (replace (store, record, password, NULL));
  pass_test (store, record);
  g_assert_true (postern_records_settle_password (store, record, NULL, NULL));

  return 0;
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_unsetenv ("SECRET_BACKEND");
  if (argc == 5 && strcmp (argv[1], "--replace") == 0)
    return replace_and_settle (argv[2], argv[3], argv[4]);

  g_test_init (&argc, &argv, NULL);
  if (postern_test_keyring_skip ())
    return 0;

  keyring = postern_test_keyring_new (TRUE);
  g_test_add_func ("/records/replace/until-passed", test_until_passed);
  g_test_add_func ("/records/replace/twice", test_twice);
  g_test_add_func ("/records/replace/same", test_same);
  g_test_add_func ("/records/replace/locked", test_locked);
  g_test_add_func ("/records/replace/deleted", test_deleted);
  g_test_add_func ("/records/replace/take-back", test_take_back);
  g_test_add_func ("/records/replace/retire", test_retire);
  g_test_add_func ("/records/replace/killed", test_killed);
  result = g_test_run ();
  postern_test_keyring_free (keyring);

  return result;
}
