/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "ctl-program.h"

#include <string.h>

static GSubprocess *
spawn (const char *const *arguments,
       GSubprocessFlags   flags)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_strv_builder_add (builder, g_getenv ("POSTERNCTL"));
  g_strv_builder_addv (builder, (const char **) arguments);
  argv = g_strv_builder_end (builder);
  process = g_subprocess_newv ((const char *const *) argv, flags, &error);
  g_assert_no_error (error);

  return process;
}

GSubprocess *
ctl_program_start (const char *const *arguments)
{
  return spawn (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
}

static CtlRun *
wait_for (GSubprocess *process,
          const char  *input)
{
  g_autoptr (GAsyncResult) finished = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  CtlRun *self = g_new0 (CtlRun, 1);

  g_subprocess_communicate_utf8_async (process, input, NULL, postern_test_store_result, &result);
  finished = postern_test_wait_result (&result);
  g_subprocess_communicate_utf8_finish (process, finished, &self->output, &self->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if (self->errors == NULL)
    self->errors = g_strdup ("");
  self->status = g_subprocess_get_exit_status (process);

  return self;
}

CtlRun *
ctl_program_run_with (const char        *input,
                      const char *const *arguments)
{
  GSubprocessFlags pipes = G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                           G_SUBPROCESS_FLAGS_STDERR_PIPE;
  g_autoptr (GSubprocess) process = spawn (arguments, pipes);

  return wait_for (process, input);
}

CtlRun *
ctl_program_end (GSubprocess *process)
{
  g_autoptr (GSubprocess) owned = process;

  return wait_for (owned, NULL);
}

CtlRun *
ctl_program_run (const char *const *arguments)
{
  return ctl_program_run_with (NULL, arguments);
}

void
ctl_run_free (CtlRun *self)
{
  g_free (self->output);
  g_free (self->errors);
  g_free (self);
}

char *
ctl_program_write (const char *text)
{
  g_autofree char *folder = postern_test_scratch ();
  char *path = g_build_filename (folder, "file", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

void
ctl_run_assert_refused (CtlRun     *self,
                        int         status,
                        const char *words)
{
  const char *end = strchr (self->errors, '\n');

  if (self->status != status || strstr (self->errors, words) == NULL)
    g_error ("It ended with %d and “%s”, not with %d and “%s”", self->status, self->errors, status, words);
  g_assert_true (g_str_has_prefix (self->errors, "posternctl: "));
  g_assert_nonnull (end);
  g_assert_cmpstr (end, ==, "\n");
  g_assert_cmpstr (self->output, ==, "");
}

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);

  return node;
}

JsonNode *
ctl_run_parse (CtlRun *self)
{
  g_assert_cmpstr (self->errors, ==, "");

  return parse (self->output);
}

JsonNode *
ctl_run_parse_last_line (CtlRun *self)
{
  g_auto (GStrv) lines = g_strsplit (g_strchomp (self->output), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 0);

  return parse (lines[g_strv_length (lines) - 1]);
}

void
ctl_assert_no_secret_in (const char *bytes,
                         gsize       length)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) CTL_PASSWORD, strlen (CTL_PASSWORD));

  g_assert_true (memmem (bytes, length, CTL_PASSWORD, strlen (CTL_PASSWORD)) == NULL);
  g_assert_true (memmem (bytes, length, encoded, strlen (encoded)) == NULL);
}

void
ctl_run_assert_no_secret (CtlRun *self)
{
  ctl_assert_no_secret_in (self->output, strlen (self->output));
  ctl_assert_no_secret_in (self->errors, strlen (self->errors));
}
