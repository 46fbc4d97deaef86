/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-keyring.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/types.h>

#include "support/postern-test-keyring-private.h"
#include "support/postern-test-process.h"

/* As gnome-keyring writes a collection that has no password. */
#define PLAIN_HEAD "[keyring]\ndisplay-name=Login\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n\n"

static const char bus_config[] =
  "<busconfig><type>session</type><listen>unix:dir=%s</listen><auth>EXTERNAL</auth>"
  "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
  "<allow own=\"*\"/></policy></busconfig>";

/* A test that is aborted leaves nothing running. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static gboolean
has_owner (gpointer data)
{
  g_autoptr (GVariant) reply =
    postern_test_keyring_call (data, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                               "NameHasOwner", g_variant_new ("(s)", POSTERN_TEST_KEYRING_NAME));
  gboolean owned;

  g_variant_get (reply, "(b)", &owned);

  return owned;
}

static gboolean
has_no_owner (gpointer data)
{
  return !has_owner (data);
}

/* A keyring with thousands of items reads them before it takes its name. */
static void
wait_for_owner (PosternTestKeyring *self,
                gboolean            owned)
{
  if (!postern_test_poll (owned ? has_owner : has_no_owner, self, POSTERN_TEST_KEYRING_PATIENCE))
    g_error ("The keyring does not %s", owned ? "start" : "end");
}

static void
connect_to_bus (PosternTestKeyring *self)
{
  g_autoptr (GError) error = NULL;

  self->bus = g_dbus_connection_new_for_address_sync (
    self->address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
    NULL, &error);
  g_assert_no_error (error);
}

static void
start_bus (PosternTestKeyring *self)
{
  g_autofree char *path = g_build_filename (self->folder, "bus.conf", NULL);
  g_autofree char *config = g_strdup_printf (bus_config, self->folder);
  g_autofree char *option = g_strconcat ("--config-file=", path, NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->bus_daemon = g_subprocess_launcher_spawn (launcher, &error, "dbus-daemon", option, "--nofork",
                                                  "--print-address=1", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->bus_daemon));
  self->address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", self->address, TRUE);
  connect_to_bus (self);
}

static void
start_keyring (PosternTestKeyring *self,
               gboolean            unlock)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *control = g_strconcat ("--control-directory=", self->folder, NULL);
  GOutputStream *input;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  g_subprocess_launcher_setenv (launcher, "HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->folder, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "GNOME_KEYRING_CONTROL");
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  self->keyring_daemon =
    g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground", "--components=secrets",
                                 control, unlock ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (self->keyring_daemon);
  g_assert_true (g_output_stream_write_all (input, POSTERN_TEST_KEYRING_PASSWORD,
                                            strlen (POSTERN_TEST_KEYRING_PASSWORD), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (input, NULL, NULL));
  wait_for_owner (self, TRUE);
}

static void
write_plain (PosternTestKeyring *self,
             const char         *items)
{
  g_autofree char *path = postern_test_keyring_get_file (self);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *alias = g_build_filename (folder, "default", NULL);
  g_autofree char *text = g_strconcat (PLAIN_HEAD, items, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_true (g_file_set_contents (alias, "login", -1, NULL));
}

static PosternTestKeyring *
new_bus (void)
{
  PosternTestKeyring *self = g_new0 (PosternTestKeyring, 1);

  self->folder = postern_test_scratch ();
  start_bus (self);

  return self;
}

static void
clear_daemon (GSubprocess **daemon)
{
  if (*daemon == NULL)
    return;

  g_subprocess_force_exit (*daemon);
  g_subprocess_wait (*daemon, NULL, NULL);
  g_clear_object (daemon);
}

const char *
postern_test_keyring_get_missing (void)
{
  g_autofree char *bus = g_find_program_in_path ("dbus-daemon");
  g_autofree char *keyring = g_find_program_in_path ("gnome-keyring-daemon");

  if (bus == NULL)
    return "the program dbus-daemon is missing";

  return keyring == NULL ? "the program gnome-keyring-daemon is missing" : NULL;
}

gboolean
postern_test_keyring_skip (void)
{
  const char *missing = postern_test_keyring_get_missing ();

  if (missing != NULL)
    g_print ("1..0 # SKIP %s\n", missing);

  return missing != NULL;
}

PosternTestKeyring *
postern_test_keyring_new (gboolean with_service)
{
  PosternTestKeyring *self = new_bus ();

  if (with_service)
    start_keyring (self, TRUE);

  return self;
}

PosternTestKeyring *
postern_test_keyring_new_empty (void)
{
  PosternTestKeyring *self = new_bus ();

  start_keyring (self, FALSE);

  return self;
}

PosternTestKeyring *
postern_test_keyring_new_filled (const char *items)
{
  PosternTestKeyring *self = new_bus ();

  write_plain (self, items);
  start_keyring (self, TRUE);
  postern_test_keyring_encrypt (self);

  return self;
}

PosternTestKeyring *
postern_test_keyring_attach (void)
{
  PosternTestKeyring *self = g_new0 (PosternTestKeyring, 1);

  self->address = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  connect_to_bus (self);

  return self;
}

char *
postern_test_keyring_get_file (PosternTestKeyring *self)
{
  return g_build_filename (self->folder, "keyrings", "login.keyring", NULL);
}

const char *
postern_test_keyring_get_address (PosternTestKeyring *self)
{
  return self->address;
}

GDBusConnection *
postern_test_keyring_get_bus (PosternTestKeyring *self)
{
  return self->bus;
}

void
postern_test_keyring_kill (PosternTestKeyring *self)
{
  clear_daemon (&self->keyring_daemon);
  wait_for_owner (self, FALSE);
}

void
postern_test_keyring_restart (PosternTestKeyring *self)
{
  start_keyring (self, TRUE);
}

void
postern_test_keyring_freeze (PosternTestKeyring *self,
                             gboolean            frozen)
{
  gint64 pid = g_ascii_strtoll (g_subprocess_get_identifier (self->keyring_daemon), NULL, 10);

  /* GSubprocess would send it from another thread, and so perhaps too late. */
  g_assert_cmpint (kill ((pid_t) pid, frozen ? SIGSTOP : SIGCONT), ==, 0);
}

void
postern_test_keyring_free (PosternTestKeyring *self)
{
  if (self == NULL)
    return;

  clear_daemon (&self->keyring_daemon);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_clear_object (&self->bus);
  clear_daemon (&self->bus_daemon);
  g_free (self->address);
  g_free (self->folder);
  g_free (self);
}
