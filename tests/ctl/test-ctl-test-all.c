/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <string.h>

#include "practice/postern-practice-server.h"
#include "support/postern-test-keyring.h"
#include "support/postern-test-process.h"

static PosternPracticeServer *server;
static char *other_password;

static char *
add_record (const char *account,
            const char *name,
            const char *password)
{
  g_autofree char *password_file = ctl_program_write (password);
  g_autofree char *port = g_strdup_printf ("%u", postern_practice_server_get_tls_port (server));
  g_autoptr (CtlRun) run = ctl_run ("records", "add", "--host", "localhost", "--port", port, "--security", "tls",
                                    "--account", account, "--name", name, "--password-file", password_file,
                                    "--ca-file", postern_practice_server_get_ca_file (server));

  g_assert_cmpstr (run->errors, ==, "");

  return g_strdup (g_strchomp (run->output));
}

static void
begin_anew (void)
{
  g_autofree char *home = postern_test_scratch ();

  g_setenv ("XDG_DATA_HOME", home, TRUE);
}

/* The lines of a run by the records' names; the last one under "end". */
static GHashTable *
read_lines (CtlRun *run)
{
  g_auto (GStrv) lines = g_strsplit (g_strchomp (run->output), "\n", -1);
  GHashTable *objects = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) json_node_unref);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      JsonNode *node = json_from_string (lines[i], NULL);
      JsonObject *object;

      g_assert_nonnull (node);
      object = json_node_get_object (node);
      g_hash_table_insert (objects, (char *) json_object_get_string_member_with_default (object, "name", "end"), node);
    }

  return objects;
}

static void
assert_text (GHashTable *lines,
             const char *name,
             const char *member,
             const char *wanted)
{
  JsonNode *node = g_hash_table_lookup (lines, name);

  g_assert_nonnull (node);
  g_assert_cmpstr (json_object_get_string_member_with_default (json_node_get_object (node), member, NULL), ==, wanted);
}

static void
assert_number (GHashTable *lines,
               const char *name,
               const char *member,
               gint64      wanted)
{
  JsonNode *node = g_hash_table_lookup (lines, name);

  g_assert_nonnull (node);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), member), ==, wanted);
}

static gint64
get_refusals (const char *id)
{
  g_autoptr (CtlRun) run = ctl_run ("records", "show", id, "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (run);

  return json_object_get_int_member (json_node_get_object (node), "refusals");
}

static void
test_results (void)
{
  g_autofree char *good = (begin_anew (), add_record ("ok@contoso.example", "Good", CTL_PASSWORD));
  g_autofree char *bad = add_record ("wrong-password@contoso.example", "Bad", CTL_PASSWORD);
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *junit = g_build_filename (folder, "postern.xml", NULL);
  g_autofree char *prometheus = g_build_filename (folder, "postern.prom", NULL);
  g_autofree char *xml = NULL;
  g_autofree char *text = NULL;
  g_autoptr (CtlRun) run = ctl_run ("test-all", "--json", "--junit", junit, "--prometheus", prometheus);
  g_autoptr (GHashTable) lines = read_lines (run);
  g_autoptr (CtlRun) shown = ctl_run ("records", "show", good, "--json");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (run->errors, ==, "");
  ctl_run_assert_no_secret (run);
  assert_text (lines, "Good", "result", "passed");
  assert_text (lines, "Good", "finding", "signed-in");
  assert_text (lines, "Bad", "result", "failed");
  assert_number (lines, "end", "passed", 1);
  assert_number (lines, "end", "failed", 1);
  g_assert_true (g_file_get_contents (junit, &xml, NULL, NULL));
  g_assert_nonnull (strstr (xml, "tests=\"2\" failures=\"1\""));
  g_assert_true (g_file_get_contents (prometheus, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "name=\"Good\",account=\"ok@contoso.example\",host=\"localhost\"} 1\n"));
  g_assert_nonnull (strstr (text, "name=\"Bad\",account=\"wrong-password@contoso.example\",host=\"localhost\"} 0\n"));
  g_assert_nonnull (strstr (shown->output, "signed-in"));
  g_assert_cmpint (get_refusals (bad), ==, 1);
}

/* Nothing is tried that could lock the account: not a third time, not the same password from another record. */
static void
test_lock_out (void)
{
  g_autofree char *one = (begin_anew (), add_record ("wrong-password@contoso.example", "One", CTL_PASSWORD));
  g_autofree char *same = add_record ("wrong-password@contoso.example", "Same", CTL_PASSWORD);
  g_autoptr (CtlRun) first = ctl_run ("test-all", "--json");
  g_autoptr (CtlRun) second = ctl_run ("test-all", "--json");
  g_autoptr (CtlRun) third = ctl_run ("test-all", "--json");
  g_autoptr (CtlRun) fourth = NULL;
  g_autoptr (GHashTable) lines = read_lines (first);
  g_autoptr (GHashTable) last = NULL;

  assert_number (lines, "end", "failed", 1);
  assert_number (lines, "end", "held_back", 1);
  g_assert_nonnull (strstr (first->output, "the same password was refused"));
  g_assert_cmpint (second->status, ==, 1);
  g_assert_cmpint (third->status, ==, 1);
  fourth = ctl_run ("test-all", "--json");
  last = read_lines (fourth);
  g_assert_cmpint (fourth->status, ==, 1);
  assert_number (last, "end", "held_back", 2);
  g_assert_nonnull (strstr (fourth->output, "refused twice"));
  g_assert_cmpint (get_refusals (one) + get_refusals (same), ==, 2);
}

/* An account that was refused twice in a run is left alone, whatever other passwords there are. */
static void
test_two_refusals (void)
{
  g_autofree char *one = (begin_anew (), add_record ("wrong-password@contoso.example", "One", CTL_PASSWORD));
  g_autofree char *two = add_record ("wrong-password@contoso.example", "Two", other_password);
  g_autofree char *three = add_record ("wrong-password@contoso.example", "Three", "a third one");
  g_autoptr (CtlRun) run = ctl_run ("test-all", "--json");
  g_autoptr (GHashTable) lines = read_lines (run);

  assert_number (lines, "end", "failed", 2);
  assert_number (lines, "end", "held_back", 1);
}

/* Whether it would take SIGINT itself by now, and not just die of it. */
static gboolean
catches_interrupt (gpointer process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (process));
  g_autofree char *status = NULL;
  const char *caught = NULL;

  g_assert_true (g_file_get_contents (path, &status, NULL, NULL));
  caught = strstr (status, "SigCgt:");

  return caught != NULL && (g_ascii_strtoull (caught + strlen ("SigCgt:"), NULL, 16) & (1u << (SIGINT - 1))) != 0;
}

/* Slow answers, a signal: it ends at once, and says so. */
static void
test_interrupt (void)
{
  const char *arguments[] = { "test-all", NULL };
  g_autofree char *id = (begin_anew (), add_record ("slow@contoso.example", "Slow", CTL_PASSWORD));
  g_autofree char *other = add_record ("slow@fabrikam.example", "Slow, too", CTL_PASSWORD);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) finished = NULL;
  GAsyncResult *result = NULL;
  gint64 begun;

  postern_practice_server_set_delay (server, 15000);
  process = ctl_program_start (arguments);
  g_assert_true (postern_test_poll (catches_interrupt, process, POSTERN_TEST_DEADLINE));
  begun = g_get_monotonic_time ();
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_wait_async (process, NULL, postern_test_store_result, &result);
  finished = postern_test_wait_result (&result);
  g_assert_true (g_subprocess_wait_finish (process, finished, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 3);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 5 * G_USEC_PER_SEC);
  postern_practice_server_set_delay (server, 10);
}

static void
test_nothing (void)
{
  g_autoptr (CtlRun) run = (begin_anew (), ctl_run ("test-all", "--json"));
  g_autoptr (CtlRun) jobs = ctl_run ("test-all", "--jobs", "0");
  g_autoptr (GHashTable) lines = read_lines (run);

  g_assert_cmpint (run->status, ==, 0);
  assert_number (lines, "end", "passed", 0);
  ctl_run_assert_refused (jobs, 2, "jobs");
}

/* No keyring is no failure of any account, and no report says so. */
static void
test_no_keyring (void)
{
  g_autofree char *id = (begin_anew (), add_record ("ok@contoso.example", "Good", CTL_PASSWORD));
  g_autofree char *bus = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "postern.prom", NULL);
  g_autoptr (CtlRun) run = NULL;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  run = ctl_run ("test-all", "--json", "--prometheus", path);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", bus, TRUE);
  g_assert_cmpint (run->status, ==, 3);
  g_assert_nonnull (strstr (run->errors, "keyring"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Records of the practice server bring their own. */
static void
test_practice (void)
{
  g_autofree char *password = (begin_anew (), ctl_program_write (CTL_PASSWORD));
  g_autoptr (CtlRun) added = ctl_run ("records", "add", "--provider", "practice", "--account", "ok@practice.example",
                                      "--password-file", password);
  g_autoptr (CtlRun) run = ctl_run ("test-all", "--send");

  g_assert_cmpint (added->status, ==, 0);
  g_assert_cmpstr (run->errors, ==, "");
  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->output, "Passed: 1, failed: 0"));
}

int
main (int   argc,
      char *argv[])
{
  PosternTestKeyring *keyring = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  if (postern_test_keyring_skip ())
    return 0;
  keyring = postern_test_keyring_new (TRUE);
  other_password = g_strdup ("kqzp-hdmw-tyxa-lnvb");
  server = postern_practice_server_new ();
  g_assert_true (postern_practice_server_start (server, 0, NULL));

  g_test_add_func ("/ctl/test-all/results", test_results);
  g_test_add_func ("/ctl/test-all/lock-out", test_lock_out);
  g_test_add_func ("/ctl/test-all/two-refusals", test_two_refusals);
  g_test_add_func ("/ctl/test-all/interrupt", test_interrupt);
  g_test_add_func ("/ctl/test-all/nothing", test_nothing);
  g_test_add_func ("/ctl/test-all/no-keyring", test_no_keyring);
  g_test_add_func ("/ctl/test-all/practice", test_practice);

  result = g_test_run ();
  g_clear_object (&server);
  postern_test_keyring_free (keyring);
  g_free (other_password);

  return result;
}
