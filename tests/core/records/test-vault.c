/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-vault.h"

#include "support/postern-test-keyring.h"
#include "support/postern-test-wait.h"

static PosternTestKeyring *keyring;

static PosternRecord *
make_record (const char *host,
             const char *account)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (host, 587, POSTERN_SECURITY_STARTTLS);
  PosternRecord *record = postern_record_new ();

  postern_record_set_account (record, account);
  postern_record_set_endpoint (record, endpoint);

  return record;
}

static void
set_host (PosternRecord *record,
          const char    *host)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (host, 587, POSTERN_SECURITY_STARTTLS);

  postern_record_set_endpoint (record, endpoint);
}

static void
store (PosternRecord *record,
       const char    *password)
{
  g_autoptr (PosternSecret) secret = postern_secret_new (password, -1);
  g_autoptr (GError) error = NULL;

  postern_vault_store (record, secret, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_password (PosternRecord *record,
                 const char    *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) secret = postern_vault_lookup (record, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (postern_secret_peek (secret), ==, password);
}

static void
assert_fails (PosternRecord     *record,
              PosternVaultError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (postern_vault_lookup (record, NULL, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, (int) code);
}

static GVariant *
call (const char *path,
      const char *interface,
      const char *method,
      GVariant   *arguments)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply =
    g_dbus_connection_call_sync (postern_test_keyring_get_bus (keyring), "org.freedesktop.secrets", path, interface,
                                 method, arguments, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);

  return reply;
}

/* What another program sees: the paths of the unlocked items with this attribute. */
static char **
find_items (const char *name,
            const char *value)
{
  g_autoptr (GVariant) reply = call ("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "SearchItems",
                                     g_variant_new_parsed ("({%s: %s},)", name, value));
  char **paths;

  g_variant_get (reply, "(^ao^ao)", &paths, NULL);

  return paths;
}

static guint
count_items (const char *name,
             const char *value)
{
  g_auto (GStrv) paths = find_items (name, value);

  return g_strv_length (paths);
}

static void
test_round_trip (void)
{
  g_autoptr (PosternRecord) record = make_record ("smtp.contoso.org", "web@contoso.org");

  assert_fails (record, POSTERN_VAULT_ERROR_NOT_FOUND);
  store (record, "abcdefghijklmnop");
  assert_password (record, "abcdefghijklmnop");
  store (record, "päss wörd'\"\\$#");
  assert_password (record, "päss wörd'\"\\$#");
  g_assert_cmpuint (count_items ("postern-record", postern_record_get_id (record)), ==, 1);

  g_assert_true (postern_vault_clear (record, NULL, NULL));
  assert_fails (record, POSTERN_VAULT_ERROR_NOT_FOUND);
  g_assert_true (postern_vault_clear (record, NULL, NULL));
}

static void
test_same_place (void)
{
  g_autoptr (PosternRecord) one = make_record ("same.contoso.org", "web@contoso.org");
  g_autoptr (PosternRecord) two = make_record ("same.contoso.org", "web@contoso.org");

  store (one, "first");
  store (two, "second");
  assert_password (one, "first");
  assert_password (two, "second");
  g_assert_cmpuint (count_items ("host", "same.contoso.org"), ==, 2);
  g_assert_true (postern_vault_clear (one, NULL, NULL));
  assert_password (two, "second");
}

static void
test_move (void)
{
  g_autoptr (PosternRecord) record = make_record ("old.contoso.org", "web@contoso.org");
  g_autoptr (GError) error = NULL;

  store (record, "moving");
  set_host (record, "new.contoso.org");
  assert_password (record, "moving");
  g_assert_cmpuint (count_items ("host", "old.contoso.org"), ==, 1);

  g_assert_true (postern_vault_move (record, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_items ("host", "old.contoso.org"), ==, 0);
  g_assert_cmpuint (count_items ("host", "new.contoso.org"), ==, 1);

  postern_record_set_user (record, "web");
  store (record, "replaced");
  assert_password (record, "replaced");
  g_assert_cmpuint (count_items ("postern-record", postern_record_get_id (record)), ==, 1);
}

static void
test_async (void)
{
  g_autoptr (PosternRecord) record = make_record ("async.contoso.org", "web@contoso.org");
  g_autoptr (PosternSecret) secret = postern_secret_new ("in a thread", -1);
  g_autoptr (PosternSecret) found = NULL;
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) looked_up = NULL;
  g_autoptr (GAsyncResult) moved = NULL;
  g_autoptr (GAsyncResult) cleared = NULL;
  GAsyncResult *slot = NULL;

  postern_vault_store_async (record, secret, NULL, postern_test_store_result, &slot);
  stored = postern_test_wait_result (&slot);
  g_assert_true (postern_vault_store_finish (stored, NULL));

  postern_vault_lookup_async (record, NULL, postern_test_store_result, &slot);
  looked_up = postern_test_wait_result (&slot);
  found = postern_vault_lookup_finish (looked_up, NULL);
  g_assert_true (postern_secret_equal (found, secret));

  set_host (record, "other.contoso.org");
  postern_vault_move_async (record, NULL, postern_test_store_result, &slot);
  moved = postern_test_wait_result (&slot);
  g_assert_true (postern_vault_move_finish (moved, NULL));

  postern_vault_clear_async (record, NULL, postern_test_store_result, &slot);
  cleared = postern_test_wait_result (&slot);
  g_assert_true (postern_vault_clear_finish (cleared, NULL));
  assert_fails (record, POSTERN_VAULT_ERROR_NOT_FOUND);
}

static void
test_cancelled (void)
{
  g_autoptr (PosternRecord) record = make_record ("cancelled.contoso.org", "web@contoso.org");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PosternSecret) secret = postern_secret_new ("never", -1);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (postern_vault_store (record, secret, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_fails (record, POSTERN_VAULT_ERROR_NOT_FOUND);
}

static void
test_longest (void)
{
  g_autoptr (PosternRecord) record = make_record ("long.contoso.org", "web@contoso.org");
  g_autofree char *password = g_strnfill (POSTERN_SECRET_MAX_LENGTH, 'x');

  store (record, password);
  assert_password (record, password);
}

/* Somebody deletes it in "Passwords and Keys". */
static void
test_deleted_behind (void)
{
  g_autoptr (PosternRecord) record = make_record ("gone.contoso.org", "web@contoso.org");
  g_auto (GStrv) paths = NULL;
  g_autoptr (GVariant) reply = NULL;

  store (record, "soon gone");
  paths = find_items ("host", "gone.contoso.org");
  reply = call (paths[0], "org.freedesktop.Secret.Item", "Delete", NULL);
  assert_fails (record, POSTERN_VAULT_ERROR_NOT_FOUND);
  g_assert_true (postern_vault_clear (record, NULL, NULL));
  store (record, "back");
  assert_password (record, "back");
}

static void
test_locked (void)
{
  g_autoptr (PosternRecord) record = make_record ("locked.contoso.org", "web@contoso.org");
  g_autoptr (PosternRecord) draft = postern_record_new ();
  g_autoptr (PosternSecret) secret = postern_secret_new ("other", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) clear_error = NULL;

  store (record, "behind a lock");
  postern_record_set_password_recorded (record, TRUE);
  postern_test_keyring_lock (keyring);
  assert_fails (record, POSTERN_VAULT_ERROR_LOCKED);
  g_assert_false (postern_vault_store (record, secret, NULL, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED);
  g_assert_false (postern_vault_clear (record, NULL, &clear_error));
  g_assert_error (clear_error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED);
  g_assert_true (postern_vault_clear (draft, NULL, NULL));

  postern_test_keyring_unlock (keyring);
  assert_password (record, "behind a lock");
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("SECRET_BACKEND");
  if (postern_test_keyring_skip ())
    return 0;

  keyring = postern_test_keyring_new (TRUE);
  g_test_add_func ("/records/vault/round-trip", test_round_trip);
  g_test_add_func ("/records/vault/same-place", test_same_place);
  g_test_add_func ("/records/vault/move", test_move);
  g_test_add_func ("/records/vault/async", test_async);
  g_test_add_func ("/records/vault/cancelled", test_cancelled);
  g_test_add_func ("/records/vault/longest", test_longest);
  g_test_add_func ("/records/vault/deleted-behind", test_deleted_behind);
  g_test_add_func ("/records/vault/locked", test_locked);
  result = g_test_run ();
  postern_test_keyring_free (keyring);

  return result;
}
