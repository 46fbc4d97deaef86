/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-desktop-private.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "support/postern-test-keyring.h"

#define ACCESSIBILITY_SERVICE "/usr/share/dbus-1/services/org.a11y.Bus.service"
#define KEYRING                                                                                                        \
  "printf '%s' '" POSTERN_TEST_KEYRING_PASSWORD "' | exec gnome-keyring-daemon --foreground --unlock "                 \
  "--components=secrets"
#define PROMPTER "org.gnome.keyring.SystemPrompter"
#define PROMPT_TRIES 4
#define TREE_TIMEOUT 5000

struct _PosternTestDesktop
{
  char                *folder;
  PosternTestProcess  *display;
  PosternTestProcess  *bus;
  PosternTestProcess  *keyring;
  GDBusConnection     *session;
  PosternTestScreen   *screen;
  guint                launched;
};

typedef struct
{
  PosternTestDesktop *desktop;
  PosternTestApp     *app;
  const char         *program;
} Launch;

/* The cache of libatspi loses children that GTK hides and shows again. */
static const char *const variables[][2] = {
  { "GDK_BACKEND", "x11" },    { "GSK_RENDERER", "cairo" },   { "GTK_A11Y", "atspi" },
  { "GTK_USE_PORTAL", "0" },   { "ADW_DISABLE_PORTAL", "1" }, { "GSETTINGS_BACKEND", "memory" },
  { "NO_AT_BRIDGE", NULL },    { "GTK_THEME", NULL },         { "WAYLAND_DISPLAY", NULL },
  { "AT_SPI_BUS_ADDRESS", NULL }, { "ATSPI_NO_CACHE", "1" },
};

static const char *const folders[][2] = {
  { "HOME", "home" },
  { "XDG_DATA_HOME", "data" },
  { "XDG_CONFIG_HOME", "config" },
  { "XDG_CACHE_HOME", "cache" },
  { "XDG_STATE_HOME", "state" },
  { "XDG_RUNTIME_DIR", "run" },
};

static gboolean
check_there (const char  *program,
             const char  *package,
             GError     **error)
{
  g_autofree char *path = g_find_program_in_path (program);
  gboolean there = path != NULL || g_file_test (program, G_FILE_TEST_EXISTS);

  if (!there)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "needs the package %s", package);

  return there;
}

static gboolean
check_programs (GError **error)
{
  return check_there ("Xvfb", "xvfb", error) && check_there ("dbus-daemon", "dbus-daemon", error) &&
         check_there (ACCESSIBILITY_SERVICE, "at-spi2-core", error);
}

static void
prepare_environment (PosternTestDesktop *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      if (variables[i][1] != NULL)
        g_setenv (variables[i][0], variables[i][1], TRUE);
      else
        g_unsetenv (variables[i][0]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, folders[i][1], NULL);

      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      g_setenv (folders[i][0], path, TRUE);
    }
}

/* A window that stands still is faster to drive, and its pictures are alike. */
static void
stop_animations (PosternTestDesktop *self)
{
  g_autofree char *folder = g_build_filename (self->folder, "config", "gtk-4.0", NULL);
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, "[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n", -1, &error);
  g_assert_no_error (error);
}

static PosternTestProcess *
start_program (PosternTestDesktop  *self,
               const char          *name,
               const char *const   *argv,
               GError             **error)
{
  g_autofree char *output = g_build_filename (self->folder, name, NULL);
  g_auto (GStrv) environment = g_environ_unsetenv (g_get_environ (), "G_DEBUG");

  return postern_test_process_start (argv, environment, output, error);
}

static gboolean
has_told_line (gpointer process)
{
  g_autofree char *output = postern_test_process_read_output (process);

  return strchr (output, '\n') != NULL || !postern_test_process_is_running (process);
}

/* Waits for the first line that a program writes, such as the address to reach it at. */
static char *
read_line (PosternTestProcess  *process,
           GError             **error)
{
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  postern_test_poll (has_told_line, process, POSTERN_TEST_DEADLINE);
  output = postern_test_process_read_output (process);
  if (strchr (output, '\n') != NULL)
    return g_strndup (output, (gsize) (strchr (output, '\n') - output));

  errors = postern_test_process_read_errors (process);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "A program of the desktop does not start: %s", errors);

  return NULL;
}

static gboolean
start_display (PosternTestDesktop  *self,
               GError             **error)
{
  const char *const argv[] = { "Xvfb", "-displayfd", "1", "-screen", "0", "1280x2400x24", "-nolisten", "tcp",
                               "-noreset", NULL };
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;

  self->display = start_program (self, "display", argv, error);
  number = self->display == NULL ? NULL : read_line (self->display, error);
  if (number == NULL)
    return FALSE;
  name = g_strconcat (":", number, NULL);
  g_setenv ("DISPLAY", name, TRUE);
  self->screen = postern_test_screen_open ();
  if (self->screen == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The X server at %s does not answer", name);

  return self->screen != NULL;
}

static gboolean
start_bus (PosternTestDesktop  *self,
           GError             **error)
{
  g_autofree char *listen = g_strdup_printf ("--address=unix:path=%s/run/bus", self->folder);
  const char *const argv[] = { "dbus-daemon", "--session", "--nofork", "--print-address=1", listen, NULL };
  g_autofree char *address = NULL;

  self->bus = start_program (self, "bus", argv, error);
  address = self->bus == NULL ? NULL : read_line (self->bus, error);
  if (address == NULL)
    return FALSE;
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  self->session = postern_test_notices_start (address, error);
  if (self->session == NULL)
    return FALSE;
  /* libatspi warns, and breaks GLib's rules, when a program comes or goes while it looks. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  if (atspi_init () > 1)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "There is no accessibility bus at %s", address);
      return FALSE;
    }
  atspi_set_timeout (TREE_TIMEOUT, TREE_TIMEOUT);

  return TRUE;
}

/* Whether the login keyring is open, without starting another service by asking. */
static gboolean
keyring_is_ready (gpointer connection)
{
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_sync (connection, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                   "org.freedesktop.Secret.Service", "ReadAlias", g_variant_new ("(s)", "default"),
                                   G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL);
  const char *path = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(&o)", &path);

  return path != NULL && !g_str_equal (path, "/");
}

static AtspiAccessible *
find_application (GPid pid)
{
  g_autoptr (GObject) desktop = (GObject *) atspi_get_desktop (0);
  int count = atspi_accessible_get_child_count (ATSPI_ACCESSIBLE (desktop), NULL);

  for (int i = 0; i < count; i++)
    {
      g_autoptr (GObject) child =
          (GObject *) atspi_accessible_get_child_at_index (ATSPI_ACCESSIBLE (desktop), i, NULL);

      if (child != NULL && atspi_accessible_get_process_id (ATSPI_ACCESSIBLE (child), NULL) == (guint) pid)
        return ATSPI_ACCESSIBLE (g_steal_pointer (&child));
    }

  return NULL;
}

static gboolean
has_window (gpointer data)
{
  Launch *launch = data;
  GPid pid = postern_test_process_get_pid (launch->app->process);
  cairo_rectangle_int_t area = { 0 };

  if (!postern_test_process_is_running (launch->app->process))
    {
      g_autofree char *errors = postern_test_process_read_errors (launch->app->process);

      g_error ("%s ended before it had a window: %s", launch->program, errors);
    }
  if (launch->app->root == NULL)
    launch->app->root = find_application (pid);

  return launch->app->root != NULL && atspi_accessible_get_child_count (launch->app->root, NULL) > 0 &&
         postern_test_screen_find_window (launch->app->screen, pid, &area);
}

PosternTestDesktop *
postern_test_desktop_start (GError **error)
{
  g_autoptr (PosternTestDesktop) self = NULL;

  if (!check_programs (error))
    return NULL;
  setlocale (LC_ALL, "");
  self = g_new0 (PosternTestDesktop, 1);
  self->folder = postern_test_scratch ();
  prepare_environment (self);
  stop_animations (self);

  return start_display (self, error) && start_bus (self, error) ? g_steal_pointer (&self) : NULL;
}

void
postern_test_desktop_stop (PosternTestDesktop *self)
{
  atspi_exit ();
  g_clear_pointer (&self->keyring, postern_test_process_stop);
  g_clear_object (&self->session);
  g_clear_pointer (&self->bus, postern_test_process_stop);
  g_clear_pointer (&self->screen, postern_test_screen_close);
  g_clear_pointer (&self->display, postern_test_process_stop);
  g_free (self->folder);
  g_free (self);
}

const char *
postern_test_desktop_get_folder (PosternTestDesktop *self)
{
  return self->folder;
}

gboolean
postern_test_desktop_start_keyring (PosternTestDesktop  *self,
                                    GError             **error)
{
  const char *const argv[] = { "sh", "-c", KEYRING, NULL };

  if (!check_there ("gnome-keyring-daemon", "gnome-keyring", error))
    return FALSE;
  self->keyring = start_program (self, "keyring", argv, error);
  if (self->keyring == NULL)
    return FALSE;
  if (!postern_test_poll (keyring_is_ready, self->session, POSTERN_TEST_DEADLINE))
    {
      g_autofree char *errors = postern_test_process_read_errors (self->keyring);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The keyring does not start: %s", errors);
      return FALSE;
    }

  return TRUE;
}

/* The bus hears of a program's end a moment after the program has ended. */
static gboolean
keyring_is_gone (gpointer connection)
{
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                   "NameHasOwner", g_variant_new ("(s)", "org.freedesktop.secrets"), NULL,
                                   G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  gboolean owned = FALSE;

  if (answer != NULL)
    g_variant_get (answer, "(b)", &owned);

  return !owned;
}

void
postern_test_desktop_stop_keyring (PosternTestDesktop *self)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  g_clear_pointer (&self->keyring, postern_test_process_stop);
  g_assert_true (postern_test_poll (keyring_is_gone, bus, POSTERN_TEST_DEADLINE));
}

/* The process that shows the keyring's prompts has a window while it asks. */
static gboolean
has_prompt (gpointer screen)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                   "GetConnectionUnixProcessID", g_variant_new ("(s)", PROMPTER), NULL,
                                   G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  cairo_rectangle_int_t area = { 0 };
  guint pid = 0;

  if (reply != NULL)
    g_variant_get (reply, "(u)", &pid);

  return pid != 0 && postern_test_screen_find_window (screen, (GPid) pid, &area);
}

static gboolean
has_no_prompt (gpointer screen)
{
  return !has_prompt (screen);
}

/* Keys that came before the window could take them are pressed again. */
void
postern_test_desktop_answer_prompt (PosternTestDesktop *self,
                                    const char         *password)
{
  if (!postern_test_poll (has_prompt, self->screen, POSTERN_TEST_DEADLINE))
    g_error ("The keyring does not ask");
  for (guint i = 0; i < PROMPT_TRIES; i++)
    {
      if (password != NULL)
        postern_test_screen_press (self->screen, "Control+a");
      for (const char *c = password; c != NULL && *c != '\0'; c++)
        postern_test_screen_press (self->screen, *c == ' ' ? "space" : (const char[]) { *c, '\0' });
      postern_test_screen_press (self->screen, password != NULL ? "Return" : "Escape");
      if (postern_test_poll (has_no_prompt, self->screen, POSTERN_TEST_DEADLINE / PROMPT_TRIES))
        return;
    }
  g_error ("The keyring goes on asking");
}

PosternTestApp *
postern_test_desktop_launch (PosternTestDesktop *self,
                             const char *const  *argv)
{
  PosternTestApp *app = g_new0 (PosternTestApp, 1);
  Launch launch = { self, app, argv[0] };
  g_autofree char *name = g_strdup_printf ("app-%u", ++self->launched);
  g_autofree char *output = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  app->screen = self->screen;
  app->process = postern_test_process_start (argv, NULL, output, &error);
  g_assert_no_error (error);
  if (!postern_test_poll (has_window, &launch, POSTERN_TEST_DEADLINE))
    {
      g_autofree char *errors = postern_test_process_read_errors (app->process);

      g_error ("%s has no window after %d s: %s", argv[0], POSTERN_TEST_DEADLINE, errors);
    }

  return app;
}
