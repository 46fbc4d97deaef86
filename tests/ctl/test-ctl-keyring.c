/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <libsecret/secret.h>
#include <string.h>

#include "support/postern-test-keyring.h"

/* posternctl with a keyring that has lost a password, is locked, or is gone: each has its message and exit status. */

static PosternTestKeyring *keyring;

static const SecretSchema schema = {
  .name = "io.github.postern.Test",
  .flags = SECRET_SCHEMA_DONT_MATCH_NAME,
  .attributes = { { "postern-record", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static char *
add_record (void)
{
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  g_autoptr (CtlRun) run = ctl_run ("records", "add", "--host", "mail.contoso.example", "--account",
                                    "scanner@contoso.example", "--password-file", password);

  g_assert_cmpstr (run->errors, ==, "");

  return g_strdup (g_strchomp (run->output));
}

static void
remove_record (const char *id)
{
  g_autoptr (CtlRun) run = ctl_run ("records", "remove", id);

  g_assert_cmpint (run->status, ==, 0);
}

/* What "show" and "check" say of the keyring; both end as they would without it, unless the password is lost. */
static void
assert_said (const char *id,
             const char *state,
             const char *words)
{
  g_autoptr (CtlRun) text = ctl_run ("records", "show", id);
  g_autoptr (CtlRun) json = ctl_run ("records", "show", id, "--json");
  g_autoptr (CtlRun) check = ctl_run ("records", "check", "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (json);
  g_autoptr (JsonNode) items = ctl_run_parse (check);
  JsonObject *item = json_array_get_object_element (json_node_get_array (items), 0);

  g_assert_cmpint (text->status, ==, 0);
  g_assert_nonnull (strstr (text->output, words));
  g_assert_cmpint (json->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "keyring"), ==, state);
  g_assert_cmpstr (json_object_get_string_member (item, "keyring"), ==, state);
  g_assert_cmpint (check->status, ==, g_str_equal (state, "missing") ? 1 : 0);
}

static void
assert_refused (const char *id,
                int         status,
                const char *words)
{
  g_autoptr (CtlRun) shown = ctl_run ("records", "show", id, "--reveal");
  g_autoptr (CtlRun) tested = ctl_run ("test", "--record", id, "--sign-in-only");

  ctl_run_assert_refused (shown, status, words);
  ctl_run_assert_refused (tested, status, words);
}

static void
test_lost (void)
{
  g_autofree char *id = add_record ();
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  g_autoptr (CtlRun) again = NULL;
  g_autoptr (CtlRun) revealed = NULL;
  g_autoptr (GError) error = NULL;

  assert_said (id, "there", "in the keyring");
  g_assert_true (secret_password_clear_sync (&schema, NULL, &error, "postern-record", id, NULL));
  g_assert_no_error (error);
  assert_said (id, "missing", "not in the keyring any more");
  assert_refused (id, 2, "has no password for this record");

  again = ctl_run ("records", "edit", id, "--password-file", password);
  g_assert_cmpint (again->status, ==, 0);
  assert_said (id, "there", "in the keyring");
  revealed = ctl_run ("records", "show", id, "--reveal");
  g_assert_nonnull (strstr (revealed->output, CTL_PASSWORD));
  remove_record (id);
}

/* No prompt can be shown on this bus. */
static void
test_locked (void)
{
  g_autofree char *id = add_record ();
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  g_autoptr (CtlRun) edited = NULL;
  g_autoptr (CtlRun) removed = NULL;

  postern_test_keyring_lock (keyring);
  assert_said (id, "locked", "in the keyring, which is locked");
  assert_refused (id, 3, "locked");
  edited = ctl_run ("records", "edit", id, "--password-file", password);
  ctl_run_assert_refused (edited, 3, "locked");
  removed = ctl_run ("records", "remove", id);
  ctl_run_assert_refused (removed, 3, "locked");
  postern_test_keyring_unlock (keyring);
  assert_said (id, "there", "in the keyring");
  remove_record (id);
}

static void
test_gone (void)
{
  g_autofree char *id = add_record ();
  g_autoptr (CtlRun) removed = NULL;

  postern_test_keyring_kill (keyring);
  assert_said (id, "unreachable", "the keyring can’t be reached");
  assert_refused (id, 3, "can’t be reached");
  removed = ctl_run ("records", "remove", id);
  ctl_run_assert_refused (removed, 3, "can’t be reached");
  postern_test_keyring_restart (keyring);
  assert_said (id, "there", "in the keyring");
  remove_record (id);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *data_folder = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  if (postern_test_keyring_skip ())
    return 0;
  keyring = postern_test_keyring_new (TRUE);
  data_folder = postern_test_scratch ();
  g_setenv ("XDG_DATA_HOME", data_folder, TRUE);

  g_test_add_func ("/ctl/keyring/lost", test_lost);
  g_test_add_func ("/ctl/keyring/locked", test_locked);
  g_test_add_func ("/ctl/keyring/gone", test_gone);

  result = g_test_run ();
  postern_test_keyring_free (keyring);

  return result;
}
