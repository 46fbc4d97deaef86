/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-keyring.h"
#include "core/records/postern-vault-watch.h"
#include "core/records/postern-vault.h"
#include "support/postern-test-keyring.h"
#include "support/postern-test-wait.h"

/* Whether the real keyring still has what a record tells of, and when to look again. */

#define HOST "smtp.contoso.org"

static PosternTestKeyring *keyring;

static PosternRecord *
make_record (gboolean stored)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (HOST, 587, POSTERN_SECURITY_STARTTLS);
  g_autoptr (PosternSecret) secret = postern_secret_new ("correct horse", -1);
  g_autoptr (GError) error = NULL;
  PosternRecord *record = postern_record_new ();

  postern_record_set_account (record, "web@contoso.org");
  postern_record_set_endpoint (record, endpoint);
  if (stored)
    postern_vault_store (record, secret, NULL, &error);
  g_assert_no_error (error);

  return record;
}

/* As another program does it: neither through Postern nor through libsecret. */
static void
delete_behind (PosternRecord *record)
{
  GDBusConnection *bus = postern_test_keyring_get_bus (keyring);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GVariant) deleted = NULL;
  g_auto (GStrv) paths = NULL;

  found = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                       "org.freedesktop.Secret.Service", "SearchItems",
                                       g_variant_new_parsed ("({'postern-record': %s},)",
                                                             postern_record_get_id (record)),
                                       NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (found, "(^ao^ao)", &paths, NULL);
  g_assert_cmpuint (g_strv_length (paths), ==, 1);
  deleted = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", paths[0], "org.freedesktop.Secret.Item",
                                         "Delete", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_look (PosternRecord *record,
             int            code)
{
  g_autoptr (GError) error = NULL;
  gboolean there = postern_vault_look (record, NULL, &error);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, POSTERN_VAULT_ERROR, code);
  g_assert_cmpint (there, ==, code < 0);
}

#define assert_there(record) assert_look (record, -1)

static void
test_there (void)
{
  g_autoptr (PosternRecord) record = make_record (TRUE);
  g_autoptr (PosternRecord) other = make_record (FALSE);

  assert_there (record);
  assert_look (other, POSTERN_VAULT_ERROR_NOT_FOUND);
  delete_behind (record);
  assert_look (record, POSTERN_VAULT_ERROR_NOT_FOUND);
  g_object_unref (g_steal_pointer (&other));
  other = make_record (TRUE);
  assert_there (other);
  g_assert_true (postern_vault_clear (other, NULL, NULL));
  assert_look (other, POSTERN_VAULT_ERROR_NOT_FOUND);
}

/* A keyring that nobody unlocks says nothing of what is gone. */
static void
test_locked (void)
{
  g_autoptr (PosternRecord) record = make_record (TRUE);
  g_autoptr (PosternRecord) other = make_record (FALSE);

  postern_test_keyring_lock (keyring);
  assert_look (record, POSTERN_VAULT_ERROR_LOCKED);
  assert_look (other, POSTERN_VAULT_ERROR_LOCKED);
  postern_test_keyring_unlock (keyring);
  assert_there (record);
  assert_look (other, POSTERN_VAULT_ERROR_NOT_FOUND);
}

static void
test_async (void)
{
  g_autoptr (PosternRecord) record = make_record (TRUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) looked = NULL;
  g_autoptr (GAsyncResult) unlocked = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  postern_vault_look_async (record, NULL, postern_test_store_result, &slot);
  looked = postern_test_wait_result (&slot);
  g_assert_true (postern_vault_look_finish (looked, &error));
  g_assert_no_error (error);

  postern_vault_unlock_async (record, NULL, postern_test_store_result, &slot);
  unlocked = postern_test_wait_result (&slot);
  g_assert_true (postern_vault_unlock_finish (unlocked, &error));
  g_assert_no_error (error);

  postern_test_keyring_freeze (keyring, TRUE);
  postern_vault_look_async (record, cancellable, postern_test_store_result, &slot);
  g_cancellable_cancel (cancellable);
  cancelled = postern_test_wait_result (&slot);
  postern_test_keyring_freeze (keyring, FALSE);
  g_assert_false (postern_vault_look_finish (cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_hangs (void)
{
  g_autoptr (PosternRecord) record = make_record (TRUE);

  postern_test_keyring_freeze (keyring, TRUE);
  postern_keyring_set_patience (300, 300);
  assert_look (record, POSTERN_VAULT_ERROR_TIMED_OUT);
  postern_test_keyring_freeze (keyring, FALSE);
  postern_keyring_set_patience (15000, 15000);
  assert_there (record);
}

static void
test_vanished (void)
{
  g_autoptr (PosternRecord) record = make_record (TRUE);

  postern_test_keyring_kill (keyring);
  assert_look (record, POSTERN_VAULT_ERROR_UNAVAILABLE);
  postern_test_keyring_restart (keyring);
  assert_there (record);
}

static void
count_cb (PosternVaultWatch *watch,
          guint             *n)
{
  (*n)++;
}

static gboolean
is_counted (gpointer n)
{
  return *(guint *) n > 0;
}

/* Waits until the watch has told of what was done last, and begins to count anew. */
static void
wait_for_news (guint *n)
{
  postern_test_wait (is_counted, n);
  *n = 0;
}

static void
test_watch (void)
{
  g_autoptr (PosternRecord) record = NULL;
  g_autoptr (PosternVaultWatch) watch = postern_vault_watch_new ();
  guint n = 0;

  g_signal_connect (watch, "changed", G_CALLBACK (count_cb), &n);
  wait_for_news (&n);
  record = make_record (TRUE);
  wait_for_news (&n);
  delete_behind (record);
  wait_for_news (&n);
  postern_test_keyring_lock (keyring);
  wait_for_news (&n);
  postern_test_keyring_unlock (keyring);
  wait_for_news (&n);
  postern_test_keyring_kill (keyring);
  wait_for_news (&n);
  postern_test_keyring_restart (keyring);
  wait_for_news (&n);
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
  g_test_add_func ("/records/vault-look/there", test_there);
  g_test_add_func ("/records/vault-look/locked", test_locked);
  g_test_add_func ("/records/vault-look/async", test_async);
  g_test_add_func ("/records/vault-look/hangs", test_hangs);
  g_test_add_func ("/records/vault-look/vanished", test_vanished);
  g_test_add_func ("/records/vault-look/watch", test_watch);
  result = g_test_run ();
  postern_test_keyring_free (keyring);

  return result;
}
