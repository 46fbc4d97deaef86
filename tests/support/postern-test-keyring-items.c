/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "support/postern-test-keyring-private.h"
#include "support/postern-test-wait.h"

/* What a test asks of the keyring itself, through its bus. */

#define NAME POSTERN_TEST_KEYRING_NAME
#define PATH "/org/freedesktop/secrets"
#define LOGIN PATH "/collection/login"

GVariant *
postern_test_keyring_call (PosternTestKeyring *self,
                           const char         *name,
                           const char         *path,
                           const char         *interface,
                           const char         *method,
                           GVariant           *arguments)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (self->bus, name, path, interface, method, arguments, NULL,
                                                 G_DBUS_CALL_FLAGS_NO_AUTO_START, POSTERN_TEST_KEYRING_PATIENCE * 1000,
                                                 NULL, &error);

  g_assert_no_error (error);

  return reply;
}

/* The same, of the Secret Service. */
static GVariant *
call (PosternTestKeyring *self,
      const char         *path,
      const char         *interface,
      const char         *method,
      GVariant           *arguments)
{
  return postern_test_keyring_call (self, NAME, path, interface, method, arguments);
}

/* A secret as the Secret Service takes it: in clear on this private bus. */
static GVariant *
make_secret (const char *session,
             const char *text)
{
  return g_variant_new ("(o@ay@ays)", session, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "", 0, 1),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, text, strlen (text), 1), "text/plain");
}

static char *
open_session (PosternTestKeyring *self)
{
  g_autoptr (GVariant) reply = call (self, PATH, "org.freedesktop.Secret.Service", "OpenSession",
                                     g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  char *session;

  g_variant_get (reply, "(vo)", NULL, &session);

  return session;
}

/* Plain text opens with every password and takes it for its own; at the next change, it is encrypted with it. */
void
postern_test_keyring_encrypt (PosternTestKeyring *self)
{
  g_autofree char *session = open_session (self);
  g_autoptr (GVariant) reply =
    call (self, PATH, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "ChangeWithMasterPassword",
          g_variant_new ("(o@(oayays)@(oayays))", LOGIN, make_secret (session, POSTERN_TEST_KEYRING_PASSWORD),
                         make_secret (session, POSTERN_TEST_KEYRING_PASSWORD)));
}

static char *
read_attribute (PosternTestKeyring *self,
                const char         *path,
                const char         *name)
{
  g_autoptr (GVariant) reply = call (self, path, "org.freedesktop.DBus.Properties", "Get",
                                     g_variant_new ("(ss)", "org.freedesktop.Secret.Item", "Attributes"));
  g_autoptr (GVariant) attributes = NULL;
  char *value = NULL;

  g_variant_get (reply, "(v)", &attributes);
  g_assert_true (g_variant_lookup (attributes, name, "s", &value));

  return value;
}

/* All secrets in one go, and each item's attributes. */
GHashTable *
postern_test_keyring_read (PosternTestKeyring *self,
                           const char         *name)
{
  GHashTable *contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *session = open_session (self);
  g_autoptr (GVariant) found = call (self, PATH, "org.freedesktop.Secret.Service", "SearchItems",
                                     g_variant_new_parsed ("({'service': 'smtp'},)"));
  g_autoptr (GVariant) paths = g_variant_get_child_value (found, 0);
  g_autoptr (GVariant) reply = call (self, PATH, "org.freedesktop.Secret.Service", "GetSecrets",
                                     g_variant_new ("(@aoo)", paths, session));
  g_autoptr (GVariantIter) secrets = NULL;
  const char *path;
  GVariant *secret;

  g_variant_get (reply, "(a{o(oayays)})", &secrets);
  while (g_variant_iter_loop (secrets, "{&o@(oayays)}", &path, &secret))
    {
      g_autoptr (GVariant) bytes = g_variant_get_child_value (secret, 2);

      g_assert_true (g_hash_table_insert (contents, read_attribute (self, path, name),
                                          g_strndup (g_variant_get_data (bytes), g_variant_get_size (bytes))));
    }

  return contents;
}

void
postern_test_keyring_lock (PosternTestKeyring *self)
{
  const char *const paths[] = { LOGIN, NULL };
  g_autoptr (GVariant) reply = call (self, PATH, "org.freedesktop.Secret.Service", "Lock",
                                     g_variant_new ("(@ao)", g_variant_new_objv (paths, -1)));
  g_autofree const char **locked = NULL;

  g_variant_get (reply, "(^a&o&o)", &locked, NULL);
  g_assert_cmpstr (locked[0], ==, LOGIN);
}

/* Through an interface of gnome-keyring's own, for a prompt can't be shown here. */
void
postern_test_keyring_unlock (PosternTestKeyring *self)
{
  g_autofree char *session = open_session (self);
  g_autoptr (GVariant) reply =
    call (self, PATH, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword",
          g_variant_new ("(o@(oayays))", LOGIN, make_secret (session, POSTERN_TEST_KEYRING_PASSWORD)));
}
