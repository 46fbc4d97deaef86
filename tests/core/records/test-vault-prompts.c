/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-vault.h"

#include <string.h>

#include "core/records/postern-keyring.h"
#include "support/postern-test-keyring.h"
#include "support/postern-test-wait.h"

#define PATH "/org/freedesktop/secrets"
#define COLLECTION PATH "/collection/fake"
#define PROMPT PATH "/prompt/fake"

/* A locked Secret Service whose prompt does what the test says: no person is there to answer a real one. */
typedef enum
{
  ANSWER_NEVER,
  ANSWER_REFUSED,
  ANSWER_UNLOCKED,
  ANSWER_NONSENSE,
  ANSWER_ERROR,
  ANSWER_VANISH,
} Answer;

typedef struct
{
  PosternTestKeyring  *session;
  GDBusConnection     *bus;
  Answer               answer;
  guint                name_id;
  gboolean             named;
  gboolean             prompted;
  gboolean             dismissed;
  gboolean             unlocked;
} Fake;

static const char interfaces[] =
  "<node>"
  "<interface name='org.freedesktop.Secret.Service'>"
  "<method name='ReadAlias'><arg type='s' direction='in'/><arg type='o' direction='out'/></method>"
  "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
  "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
  "<method name='Unlock'><arg type='ao' direction='in'/><arg type='ao' direction='out'/>"
  "<arg type='o' direction='out'/></method>"
  "<method name='SearchItems'><arg type='a{ss}' direction='in'/><arg type='ao' direction='out'/>"
  "<arg type='ao' direction='out'/></method>"
  "<property name='Collections' type='ao' access='read'/>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Collection'>"
  "<property name='Locked' type='b' access='read'/><property name='Items' type='ao' access='read'/>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Prompt'>"
  "<method name='Prompt'><arg type='s' direction='in'/></method><method name='Dismiss'/>"
  "<signal name='Completed'><arg type='b'/><arg type='v'/></signal>"
  "</interface>"
  "</node>";

static void
complete (Fake     *fake,
          gboolean  dismissed,
          GVariant *result)
{
  g_dbus_connection_emit_signal (fake->bus, NULL, PROMPT, "org.freedesktop.Secret.Prompt", "Completed",
                                 g_variant_new ("(bv)", dismissed, result), NULL);
}

static GVariant *
collection_path (void)
{
  const char *const paths[] = { COLLECTION, NULL };

  return g_variant_new_objv (paths, -1);
}

static void
answer_prompt (Fake                  *fake,
               GDBusMethodInvocation *invocation)
{
  fake->prompted = TRUE;
  if (fake->answer == ANSWER_ERROR)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.Secret.Error.IsLocked", "No display");
      return;
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
  if (fake->answer == ANSWER_REFUSED)
    complete (fake, TRUE, g_variant_new_string (""));
  else if (fake->answer == ANSWER_NONSENSE)
    complete (fake, FALSE, g_variant_new_string ("nonsense"));
  else if (fake->answer == ANSWER_UNLOCKED)
    complete (fake, FALSE, collection_path ());
  else if (fake->answer == ANSWER_VANISH)
    g_bus_unown_name (fake->name_id);
  fake->unlocked = fake->answer == ANSWER_UNLOCKED;
}

static void
on_call (GDBusConnection       *bus,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *arguments,
         GDBusMethodInvocation *invocation,
         gpointer               data)
{
  Fake *fake = data;

  if (strcmp (method, "ReadAlias") == 0)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", COLLECTION));
  else if (strcmp (method, "OpenSession") == 0)
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(vo)", g_variant_new_string (""), PATH "/session/fake"));
  else if (strcmp (method, "Unlock") == 0)
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(@aoo)", g_variant_new_objv (NULL, 0), PROMPT));
  else if (strcmp (method, "SearchItems") == 0)
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(@ao@ao)", g_variant_new_objv (NULL, 0),
                                                          g_variant_new_objv (NULL, 0)));
  else if (strcmp (method, "Prompt") == 0)
    answer_prompt (fake, invocation);
  else
    {
      fake->dismissed = TRUE;
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

static GVariant *
on_get (GDBusConnection *bus,
        const char      *sender,
        const char      *path,
        const char      *interface,
        const char      *property,
        GError         **error,
        gpointer         data)
{
  Fake *fake = data;

  if (strcmp (property, "Locked") == 0)
    return g_variant_new_boolean (!fake->unlocked);

  return strcmp (property, "Collections") == 0 ? collection_path () : g_variant_new_objv (NULL, 0);
}

/* libsecret asks for encryption first, which needs no place in this fake. */
static GDBusMessage *
refuse_encryption (GDBusConnection *bus,
                   GDBusMessage    *message,
                   gboolean         incoming,
                   gpointer         data)
{
  GVariant *body = g_dbus_message_get_body (message);
  g_autoptr (GDBusMessage) reply = NULL;
  const char *algorithm;

  if (!incoming || g_strcmp0 (g_dbus_message_get_member (message), "OpenSession") != 0)
    return message;
  g_variant_get (body, "(&sv)", &algorithm, NULL);
  if (strcmp (algorithm, "plain") == 0)
    return message;

  reply = g_dbus_message_new_method_error_literal (message, "org.freedesktop.DBus.Error.NotSupported", "No encryption");
  g_dbus_connection_send_message (bus, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
  g_object_unref (message);

  return NULL;
}

static void
on_named (GDBusConnection *bus,
          const char      *name,
          gpointer         data)
{
  ((Fake *) data)->named = TRUE;
}

static gboolean
is_true (gpointer flag)
{
  return *(gboolean *) flag;
}

static Fake *
start_fake (Answer answer)
{
  static const GDBusInterfaceVTable vtable = { on_call, on_get, NULL, { NULL } };
  static const char *const paths[] = { PATH, COLLECTION, PROMPT };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (interfaces, NULL);
  Fake *fake = g_new0 (Fake, 1);

  fake->answer = answer;
  fake->session = postern_test_keyring_new (FALSE);
  fake->bus = postern_test_keyring_get_bus (fake->session);
  g_dbus_connection_add_filter (fake->bus, refuse_encryption, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpuint (g_dbus_connection_register_object (fake->bus, paths[i], info->interfaces[i], &vtable, fake, NULL,
                                                         NULL),
                      >, 0);
  fake->name_id = g_bus_own_name_on_connection (fake->bus, "org.freedesktop.secrets", G_BUS_NAME_OWNER_FLAGS_NONE,
                                                on_named, NULL, fake, NULL);
  postern_test_wait (is_true, &fake->named);

  return fake;
}

static void
stop_fake (Fake *fake)
{
  postern_test_keyring_free (fake->session);
  g_free (fake);
}

/* Looks a password up, which needs the prompt; with @cancel, gives up as soon as that is shown. */
static void
assert_outcome (Answer    answer,
                GQuark    domain,
                int       code,
                gboolean  cancel,
                gboolean  dismissed)
{
  g_autoptr (PosternRecord) record = postern_record_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  Fake *fake = start_fake (answer);

  postern_keyring_set_patience (15000, 300);
  postern_vault_lookup_async (record, cancellable, postern_test_store_result, &slot);
  if (cancel)
    {
      postern_test_wait (is_true, &fake->prompted);
      g_cancellable_cancel (cancellable);
    }
  result = postern_test_wait_result (&slot);
  g_assert_null (postern_vault_lookup_finish (result, &error));
  g_assert_error (error, domain, code);
  if (dismissed)
    postern_test_wait (is_true, &fake->dismissed);
  stop_fake (fake);
}

static gboolean
goes_to_own_process (void)
{
  if (g_test_subprocess ())
    return FALSE;
  if (postern_test_keyring_get_missing () != NULL)
    {
      g_test_skip (postern_test_keyring_get_missing ());
      return TRUE;
    }
  g_test_trap_subprocess (NULL, POSTERN_TEST_DEADLINE * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();

  return TRUE;
}

static void
test_never (void)
{
  if (!goes_to_own_process ())
    assert_outcome (ANSWER_NEVER, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_TIMED_OUT, FALSE, TRUE);
}

static void
test_cancelled (void)
{
  if (!goes_to_own_process ())
    assert_outcome (ANSWER_NEVER, G_IO_ERROR, G_IO_ERROR_CANCELLED, TRUE, TRUE);
}

static void
test_refused (void)
{
  if (!goes_to_own_process ())
    assert_outcome (ANSWER_REFUSED, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED, FALSE, FALSE);
}

static void
test_nonsense (void)
{
  if (!goes_to_own_process ())
    assert_outcome (ANSWER_NONSENSE, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED, FALSE, FALSE);
}

static void
test_error (void)
{
  if (!goes_to_own_process ())
    assert_outcome (ANSWER_ERROR, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED, FALSE, FALSE);
}

static void
test_vanished (void)
{
  if (!goes_to_own_process ())
    assert_outcome (ANSWER_VANISH, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_UNAVAILABLE, FALSE, FALSE);
}

static void
test_unlocked (void)
{
  if (!goes_to_own_process ())
    assert_outcome (ANSWER_UNLOCKED, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND, FALSE, FALSE);
}

/* To look whether a password is there asks nobody. */
static void
test_look (void)
{
  g_autoptr (PosternRecord) record = NULL;
  g_autoptr (GAsyncResult) looked = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  Fake *fake;

  if (goes_to_own_process ())
    return;
  fake = start_fake (ANSWER_UNLOCKED);
  record = postern_record_new ();
  postern_vault_look_async (record, NULL, postern_test_store_result, &slot);
  looked = postern_test_wait_result (&slot);
  g_assert_false (postern_vault_look_finish (looked, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_LOCKED);
  g_assert_false (fake->prompted);
  g_assert_false (fake->unlocked);
  stop_fake (fake);
}

/* The same person says yes when asked, and then it can be looked for. */
static void
test_unlock (void)
{
  g_autoptr (PosternRecord) record = NULL;
  g_autoptr (GAsyncResult) unlocked = NULL;
  g_autoptr (GAsyncResult) looked = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  Fake *fake;

  if (goes_to_own_process ())
    return;
  fake = start_fake (ANSWER_UNLOCKED);
  record = postern_record_new ();
  postern_vault_unlock_async (record, NULL, postern_test_store_result, &slot);
  unlocked = postern_test_wait_result (&slot);
  g_assert_true (postern_vault_unlock_finish (unlocked, &error));
  g_assert_true (fake->prompted);
  postern_vault_look_async (record, NULL, postern_test_store_result, &slot);
  looked = postern_test_wait_result (&slot);
  g_assert_false (postern_vault_look_finish (looked, &error));
  g_assert_error (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND);
  stop_fake (fake);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("SECRET_BACKEND");

  g_test_add_func ("/records/vault-prompts/never", test_never);
  g_test_add_func ("/records/vault-prompts/cancelled", test_cancelled);
  g_test_add_func ("/records/vault-prompts/refused", test_refused);
  g_test_add_func ("/records/vault-prompts/nonsense", test_nonsense);
  g_test_add_func ("/records/vault-prompts/error", test_error);
  g_test_add_func ("/records/vault-prompts/vanished", test_vanished);
  g_test_add_func ("/records/vault-prompts/unlocked", test_unlocked);
  g_test_add_func ("/records/vault-prompts/look", test_look);
  g_test_add_func ("/records/vault-prompts/unlock", test_unlock);

  return g_test_run ();
}
