/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "host-probe-run.h"

#include <string.h>
#include <sys/wait.h>

#include "core/diagnosis/postern-diagnosis.h"
#include "support/postern-test-process.h"

/* Far more than the scripts need, and less than the test's own limit. */
#define SECONDS 60

char *
host_probe_write (PosternHostProbeKind        kind,
                  const PosternHostProbeTry  *tries,
                  gsize                       n_tries,
                  const char                 *name,
                  int                         hours_ago,
                  char                      **key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, -hours_ago);
  g_autoptr (PosternHostProbeScript) script = postern_host_probe_script_new (kind, "localhost", tries, n_tries, then,
                                                                             &error);
  char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_no_error (error);
  g_file_set_contents (path, script->text, -1, &error);
  g_assert_no_error (error);
  if (key != NULL)
    *key = g_steal_pointer (&script->key);

  return folder;
}

char *
host_probe_run (const char *const  *argv,
                char              **environment,
                int                *status)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *output = g_build_filename (folder, "run", NULL);
  g_autoptr (PosternTestProcess) process = postern_test_process_start (argv, environment, output, &error);
  int how = 0;
  char *text;

  g_assert_no_error (error);
  g_assert_true (postern_test_process_wait (process, SECONDS, &how));
  if (status != NULL)
    *status = WIFEXITED (how) ? WEXITSTATUS (how) : -1;
  text = postern_test_process_read_output (process);
  g_test_message ("%s", text);

  return text;
}

gboolean
host_probe_has (const char *program,
                const char *package)
{
  g_autofree char *path = g_find_program_in_path (program);
  g_autofree char *words = g_strdup_printf ("%s (%s) is not installed", package, program);

  if (path == NULL)
    g_test_skip (words);

  return path != NULL;
}

char *
host_probe_explain (const char *output)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  g_autoptr (PosternFinding) finding = postern_diagnosis_explain_reply (catalogue, output, NULL, NULL);

  return g_strdup (finding->id);
}

guint16
host_probe_closed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  g_socket_listener_close (listener);

  return port;
}

static gboolean
can_connect (gpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (client, "127.0.0.1",
                                                                              *(guint16 *) data, NULL, NULL);

  return connection != NULL;
}

char *
host_probe_get (guint16     port,
                const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n", path);
  g_autoptr (GOutputStream) answer = g_memory_output_stream_new_resizable ();

  g_assert_true (postern_test_poll (can_connect, &port, POSTERN_TEST_DEADLINE));
  g_socket_client_set_timeout (client, SECONDS);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request), NULL,
                             NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (answer, g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                          G_OUTPUT_STREAM_SPLICE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (answer, "", 1, NULL, NULL, NULL);
  g_output_stream_close (answer, NULL, NULL);

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (answer));
}
