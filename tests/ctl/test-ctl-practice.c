/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <signal.h>
#include <string.h>

/* `posternctl practice --json` while it runs. */
typedef struct
{
  GSubprocess      *process;
  GDataInputStream *output;
} Practice;

static JsonNode *
read_line (GDataInputStream *output)
{
  g_autoptr (GAsyncResult) finished = NULL;
  g_autofree char *line = NULL;
  GAsyncResult *result = NULL;
  JsonNode *node;

  g_data_input_stream_read_line_async (output, G_PRIORITY_DEFAULT, NULL, postern_test_store_result, &result);
  finished = postern_test_wait_result (&result);
  line = g_data_input_stream_read_line_finish_utf8 (output, finished, NULL, NULL);
  g_assert_nonnull (line);
  node = json_from_string (line, NULL);
  g_assert_nonnull (node);

  return node;
}

static JsonNode *
start (Practice          *practice,
       const char *const *arguments)
{
  practice->process = ctl_program_start (arguments);
  practice->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (practice->process));

  return read_line (practice->output);
}

/* Ends it with @signal_number and checks that it ends well. */
static void
stop (Practice *practice,
      int       signal_number)
{
  g_autoptr (GAsyncResult) finished = NULL;
  GAsyncResult *result = NULL;

  g_subprocess_send_signal (practice->process, signal_number);
  g_subprocess_wait_async (practice->process, NULL, postern_test_store_result, &result);
  finished = postern_test_wait_result (&result);
  g_assert_true (g_subprocess_wait_finish (practice->process, finished, NULL));
  g_assert_true (g_subprocess_get_if_exited (practice->process));
  g_assert_cmpint (g_subprocess_get_exit_status (practice->process), ==, 0);
  g_clear_object (&practice->output);
  g_clear_object (&practice->process);
}

static CtlRun *
send_mail (JsonObject *started)
{
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  g_autofree char *port = g_strdup_printf ("%d", (int) json_object_get_int_member (started, "port"));

  return ctl_run ("test", "--host", "localhost", "--port", port, "--ca-file",
                  json_object_get_string_member (started, "ca_file"), "--account", "ok@practice.example", "--to",
                  "bob@example.org", "--password-file", password);
}

static void
test_message (void)
{
  Practice practice = { NULL };
  g_autoptr (JsonNode) started = start (&practice, (const char *const[]) { "practice", "--json", NULL });
  g_autoptr (JsonNode) arrived = NULL;
  g_autofree char *ca_file = g_strdup (json_object_get_string_member (json_node_get_object (started), "ca_file"));
  g_autoptr (CtlRun) run = send_mail (json_node_get_object (started));
  JsonObject *message;

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (started), "event"), ==, "started");
  arrived = read_line (practice.output);
  message = json_node_get_object (arrived);
  g_assert_cmpstr (json_object_get_string_member (message, "event"), ==, "message");
  g_assert_cmpstr (json_object_get_string_member (message, "user"), ==, "ok@practice.example");
  g_assert_cmpstr (json_object_get_string_member (message, "sender"), ==, "ok@practice.example");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (message, "recipients"), 0), ==,
                   "bob@example.org");
  g_assert_cmpuint (strlen (json_object_get_string_member (message, "subject")), >, 0);
  g_assert_cmpint (json_object_get_int_member (message, "size"), >, 100);
  stop (&practice, SIGINT);
  g_assert_false (g_file_test (ca_file, G_FILE_TEST_EXISTS));
}

static void
test_scenario (void)
{
  Practice practice = { NULL };
  g_autoptr (JsonNode) started = start (&practice, (const char *const[]) { "practice", "--scenario",
                                                                           "drops-at-greeting", "--json", NULL });
  g_autoptr (CtlRun) run = send_mail (json_node_get_object (started));

  g_assert_cmpint (run->status, ==, 1);
  stop (&practice, SIGTERM);
}

static void
test_port_in_use (void)
{
  Practice practice = { NULL };
  g_autoptr (JsonNode) started = start (&practice, (const char *const[]) { "practice", "--json", NULL });
  g_autofree char *port = g_strdup_printf ("%d", (int) json_object_get_int_member (json_node_get_object (started),
                                                                                   "port"));
  g_autoptr (CtlRun) run = ctl_run ("practice", "--port", port);

  ctl_run_assert_refused (run, 2, port);
  stop (&practice, SIGINT);
}

/* Nothing of the password is in the arguments of a running test, which is then interrupted. */
static void
test_interrupted (void)
{
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  Practice practice = { NULL };
  g_autoptr (JsonNode) first = start (&practice, (const char *const[]) { "test", "--provider", "practice", "--account",
                                                                         "slow@practice.example", "--password-file",
                                                                         password, "--json", NULL });
  g_autofree char *path = g_strdup_printf ("/proc/%s/cmdline", g_subprocess_get_identifier (practice.process));
  g_autofree char *arguments = NULL;
  g_autoptr (GAsyncResult) finished = NULL;
  GAsyncResult *result = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &arguments, &length, NULL));
  g_assert_cmpuint (length, >, 0);
  ctl_assert_no_secret_in (arguments, length);
  g_subprocess_send_signal (practice.process, SIGINT);
  g_subprocess_wait_async (practice.process, NULL, postern_test_store_result, &result);
  finished = postern_test_wait_result (&result);
  g_assert_true (g_subprocess_wait_finish (practice.process, finished, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (practice.process), ==, 3);
  g_clear_object (&practice.output);
  g_clear_object (&practice.process);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/practice/message", test_message);
  g_test_add_func ("/ctl/practice/scenario", test_scenario);
  g_test_add_func ("/ctl/practice/port-in-use", test_port_in_use);
  g_test_add_func ("/ctl/practice/interrupted", test_interrupted);

  return g_test_run ();
}
