/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bitwarden.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "support/postern-test-certificate.h"
#include "support/postern-test-process.h"

/* The program is large: on a busy machine it takes half a minute only to sign in. */
#define PATIENCE 120
#define MASTER_PASSWORD "a master password of this test"
#define PROGRAM "npm/node_modules/@bitwarden/cli/build/bw.js"
#define NODE "npm/node"

struct _Bitwarden
{
  PosternTestProcess *server;
  char               *folder;
  char               *data;
  char               *uri;
  char               *email;
  char               *session;
};

static char *
find_unpacked (const char *name)
{
  const char *unpacked = g_getenv ("POSTERN_TEST_UNPACKED");

  return g_build_filename (unpacked != NULL ? unpacked : "/nonexistent", name, NULL);
}

char *
bitwarden_get_missing (void)
{
  static const char *const tools[] = { "python3", "openssl" };
  g_autofree char *program = find_unpacked (PROGRAM);
  g_autofree char *node = find_unpacked (NODE);

  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autofree char *path = g_find_program_in_path (tools[i]);

      if (path == NULL)
        return g_strdup_printf ("needs %s", tools[i]);
    }
  if (!g_file_test (program, G_FILE_TEST_EXISTS) || !g_file_test (node, G_FILE_TEST_IS_EXECUTABLE))
    return g_strdup ("needs @bitwarden/cli and its Node.js from npm (build-aux/npm), which “make test” fetches");

  return NULL;
}

static char **
make_environment (Bitwarden *self)
{
  g_autofree char *authority = g_build_filename (self->folder, "authority.pem", NULL);
  char **environment = g_environ_setenv (NULL, "PATH", g_getenv ("PATH"), TRUE);

  environment = g_environ_setenv (environment, "HOME", self->folder, TRUE);
  environment = g_environ_setenv (environment, "LC_ALL", "C.UTF-8", TRUE);
  environment = g_environ_setenv (environment, "NODE_EXTRA_CA_CERTS", authority, TRUE);
  environment = g_environ_setenv (environment, "MASTER_PASSWORD", MASTER_PASSWORD, TRUE);
  environment = g_environ_setenv (environment, "FILE_PASSWORD", BITWARDEN_FILE_PASSWORD, TRUE);
  environment = g_environ_setenv (environment, "BW_NOINTERACTION", "true", TRUE);
  if (self->data != NULL)
    environment = g_environ_setenv (environment, "BITWARDENCLI_APPDATA_DIR", self->data, TRUE);
  if (self->session != NULL)
    environment = g_environ_setenv (environment, "BW_SESSION", self->session, TRUE);

  return environment;
}

static gboolean
is_listening (gpointer data)
{
  Bitwarden *self = data;
  g_autofree char *port = postern_test_process_read_output (self->server);

  return strchr (port, '\n') != NULL || !postern_test_process_is_running (self->server);
}

Bitwarden *
bitwarden_new (void)
{
  Bitwarden *self = g_new0 (Bitwarden, 1);
  g_autofree char *script = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "peers", "bitwarden-server.py", NULL);
  g_autofree char *output = NULL;
  g_autofree char *port = NULL;
  g_auto (GStrv) environment = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = postern_test_scratch ();
  postern_test_certificate_make_authority (self->folder, "authority");
  postern_test_certificate_make_server (self->folder, "server", "authority", "localhost", POSTERN_TEST_VALID);
  environment = make_environment (self);
  output = g_build_filename (self->folder, "server", NULL);
  self->server = postern_test_process_start ((const char *const[]) { "python3", script, self->folder, NULL },
                                             environment, output, &error);
  g_assert_no_error (error);
  if (!postern_test_poll (is_listening, self, PATIENCE) || !postern_test_process_is_running (self->server))
    g_error ("Bitwarden’s stand-in has not started: %s", postern_test_process_read_errors (self->server));
  port = g_strchomp (postern_test_process_read_output (self->server));
  self->uri = g_strdup_printf ("https://localhost:%s", port);

  return self;
}

static GSubprocess *
spawn (Bitwarden         *self,
       const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                                                        G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *program = find_unpacked (PROGRAM);
  g_autofree char *node = find_unpacked (NODE);
  g_auto (GStrv) environment = make_environment (self);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_strv_builder_add_many (builder, node, program, NULL);
  g_strv_builder_addv (builder, (const char **) arguments);
  argv = g_strv_builder_end (builder);
  g_subprocess_launcher_set_environ (launcher, environment);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);

  return process;
}

static gboolean
has_result (gpointer data)
{
  GAsyncResult **result = data;

  return *result != NULL;
}

char *
bitwarden_run (Bitwarden         *self,
               const char        *input,
               const char *const *arguments)
{
  g_autoptr (GSubprocess) process = spawn (self, arguments);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  gint64 start = g_get_monotonic_time ();

  g_subprocess_communicate_utf8_async (process, input != NULL ? input : "", NULL, postern_test_store_result, &result);
  if (!postern_test_poll (has_result, &result, PATIENCE))
    {
      g_subprocess_force_exit (process);
      g_error ("bw %s has not ended within %d s", arguments[0], PATIENCE);
    }
  g_subprocess_communicate_utf8_finish (process, result, &output, &errors, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("bw %s: %s%s", arguments[0], output, errors);
  g_test_message ("bw %s took %.1f s", arguments[0], (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);

  return output;
}

void
bitwarden_sign_in (Bitwarden  *self,
                   const char *email)
{
  g_autofree char *configured = NULL;
  g_autofree char *session = NULL;

  if (g_strcmp0 (email, self->email) == 0)
    return;
  g_free (self->email);
  self->email = g_strdup (email);
  g_clear_pointer (&self->session, g_free);
  g_free (self->data);
  self->data = g_build_filename (self->folder, email, NULL);
  g_assert_cmpint (g_mkdir_with_parents (self->data, 0700), ==, 0);
  configured = bitwarden_run_words (self, NULL, "config", "server", self->uri);
  session = bitwarden_run_words (self, NULL, "login", email, "--passwordenv", "MASTER_PASSWORD", "--raw");
  self->session = g_strdup (g_strstrip (session));
  g_assert_cmpstr (self->session, !=, "");
}

void
bitwarden_free (Bitwarden *self)
{
  postern_test_process_stop (self->server);
  g_free (self->folder);
  g_free (self->data);
  g_free (self->uri);
  g_free (self->email);
  g_free (self->session);
  g_free (self);
}
