/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "journeys/journey.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "support/postern-test-keyring.h"

static PosternTestDesktop *desktop;

static const SecretSchema any_schema = {
  .name = "io.github.postern.Journey",
  .flags = SECRET_SCHEMA_DONT_MATCH_NAME,
  .attributes = {
    { "service", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

static void
assert_quiet (PosternTestApp *app)
{
  g_autofree char *output = postern_test_process_read_output (postern_test_app_get_process (app));
  g_autofree char *errors = postern_test_process_read_errors (postern_test_app_get_process (app));

  g_assert_cmpstr (output, ==, "");
  g_assert_cmpstr (errors, ==, "");
}

static gboolean
holds (const char  *bytes,
       gsize        length,
       const char  *text)
{
  return memmem (bytes, length, text, strlen (text)) != NULL;
}

/* The path of a file below @folder that holds @text, %NULL if none does. */
static char *
find_text (const char *folder,
           const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      g_autofree char *below = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        below = find_text (path, text);
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (path, &bytes, &length, NULL) &&
               holds (bytes, length, text))
        below = g_strdup (path);
      if (below != NULL)
        return g_steal_pointer (&below);
    }

  return NULL;
}

static void
assert_not_found (const char *text)
{
  g_autofree char *path = find_text (postern_test_desktop_get_folder (desktop), text);

  if (path != NULL)
    g_error ("%s holds “%s”", path, text);
}

static char *
leave_out_spaces (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  return g_strjoinv ("", words);
}

/* Nothing that the kernel shows of the process to others holds a secret: no argument is ever given. */
static void
assert_no_arguments (PosternTestApp *app)
{
  g_autofree char *path =
    g_strdup_printf ("/proc/%d/cmdline", postern_test_process_get_pid (postern_test_app_get_process (app)));
  g_autofree char *command = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &command, &length, NULL));
  g_assert_cmpuint (length, ==, strlen (command) + 1);
}

/* A service of the same name in the person's own folder hides the system's. */
static void
hide_keyring (void)
{
  static const char service[] = "[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/bin/false\n";
  g_autofree char *folder = g_build_filename (g_getenv ("XDG_DATA_HOME"), "dbus-1", "services", NULL);
  g_autofree char *path = g_build_filename (folder, "org.freedesktop.secrets.service", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) reply = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, service, -1, NULL));
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "ReloadConfig", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
start_all (gboolean   with_keyring,
           GError   **error)
{
  desktop = postern_test_desktop_start (error);
  if (desktop == NULL)
    return FALSE;
  if (with_keyring)
    return postern_test_desktop_start_keyring (desktop, error);
  hide_keyring ();

  return TRUE;
}

int
journey_run (gboolean with_keyring)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  start_all (with_keyring, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    g_print ("1..0 # SKIP %s\n", error->message);
  else
    {
      g_assert_no_error (error);
      status = g_test_run ();
    }
  g_clear_pointer (&desktop, postern_test_desktop_stop);

  return status;
}

void
journey_begin (void)
{
  static guint number;
  g_autofree char *name = g_strdup_printf ("data-%u", ++number);
  g_autofree char *path = g_build_filename (postern_test_desktop_get_folder (desktop), name, NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_setenv ("XDG_DATA_HOME", path, TRUE);
  secret_password_clear_sync (&any_schema, NULL, NULL, "service", "smtp", NULL);
}

void
journey_start_keyring (void)
{
  g_autoptr (GError) error = NULL;

  postern_test_desktop_start_keyring (desktop, &error);
  g_assert_no_error (error);
}

void
journey_stop_keyring (void)
{
  postern_test_desktop_stop_keyring (desktop);
  /* Else libsecret goes on asking the one that is gone. */
  secret_service_disconnect ();
}

void
journey_answer_prompt (gboolean unlock)
{
  postern_test_desktop_answer_prompt (desktop, unlock ? POSTERN_TEST_KEYRING_PASSWORD : NULL);
}

void
journey_forget_passwords (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (secret_password_clear_sync (&any_schema, NULL, &error, "service", "smtp", NULL));
  g_assert_no_error (error);
}

char *
journey_run_ctl (const char *argument,
                 ...)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "posternctl", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  va_list arguments;

  g_ptr_array_add (argv, program);
  va_start (arguments, argument);
  for (const char *next = argument; next != NULL; next = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) next);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  return output;
}

PosternTestApp *
journey_launch (void)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "postern", NULL);
  const char *const argv[] = { program, NULL };
  PosternTestApp *app = postern_test_desktop_launch (desktop, argv);

  postern_test_app_resize (app, 1000, 900);

  return app;
}

void
journey_quit (PosternTestApp *app)
{
  int status = 0;

  assert_no_arguments (app);
  postern_test_app_press (app, "Control+q");
  g_assert_true (postern_test_process_wait (postern_test_app_get_process (app), POSTERN_TEST_DEADLINE, &status));
  assert_quiet (app);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  postern_test_app_stop (app);
}

void
journey_kill (PosternTestApp *app)
{
  int status = 0;

  assert_quiet (app);
  g_assert_cmpint (kill (postern_test_process_get_pid (postern_test_app_get_process (app)), SIGKILL), ==, 0);
  g_assert_true (postern_test_process_wait (postern_test_app_get_process (app), POSTERN_TEST_DEADLINE, &status));
  g_assert_true (WIFSIGNALED (status));
  postern_test_app_stop (app);
}

guint
journey_count_passwords (void)
{
  g_autoptr (GError) error = NULL;
  g_autolist (SecretRetrievable) items =
    secret_password_search_sync (&any_schema, SECRET_SEARCH_ALL, NULL, &error, "service", "smtp", NULL);

  g_assert_no_error (error);

  return g_list_length (items);
}

char *
journey_find_password (const char *host,
                       const char *user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = NULL;
  g_autolist (SecretRetrievable) items =
    secret_password_search_sync (&any_schema, SECRET_SEARCH_ALL, NULL, &error, "service", "smtp", "host", host, "user",
                                 user, NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  value = secret_retrievable_retrieve_secret_sync (items->data, NULL, &error);
  g_assert_no_error (error);

  return g_strdup (secret_value_get_text (value));
}

void
journey_assert_unwritten (const char *secret)
{
  g_autofree char *compact = leave_out_spaces (secret);
  g_autofree char *encoded = g_base64_encode ((const guchar *) compact, strlen (compact));

  assert_not_found (secret);
  assert_not_found (compact);
  assert_not_found (encoded);
}

void
journey_assert_written (const char *text)
{
  g_autofree char *path = find_text (postern_test_desktop_get_folder (desktop), text);

  if (path == NULL)
    g_error ("No file holds “%s”", text);
}
