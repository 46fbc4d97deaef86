/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/batch/postern-batch-report.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "support/postern-test-wait.h"

#define EVIL "Say \"no\" <\\ & \n> ü"
#define LABELS "\\{record=\"[^\"]*\",name=\"(\\\\.|[^\"\\\\])*\",account=\"[^\"]*\",host=\"[^\"]*\"\\}"

static PosternCatalogue *catalogue;

static void
add_record (PosternStore *store,
            const char   *name)
{
  g_autoptr (PosternRecord) record = postern_record_new ();
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("smtp.example.org", 587, POSTERN_SECURITY_STARTTLS);

  postern_record_set_account (record, "a@example.org");
  postern_record_set_name (record, name);
  postern_record_set_endpoint (record, endpoint);
  postern_record_set_password_recorded (record, TRUE);
  postern_record_set_state (record, POSTERN_RECORD_READY);
  g_assert_true (postern_store_save (store, record, NULL));
}

static PosternBatchItem *
get_item (PosternBatch *batch,
          guint         n)
{
  g_autoptr (PosternBatchItem) item = g_list_model_get_item (postern_batch_get_items (batch), n);

  return item;
}

static PosternBatch *
make_batch (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = postern_store_open (folder, NULL);
  g_autoptr (PosternRecord) draft = postern_record_new ();
  PosternBatch *batch;

  for (guint i = 0; i < 4; i++)
    add_record (store, EVIL);
  g_assert_true (postern_store_save (store, draft, NULL));
  batch = postern_batch_new (catalogue, store);
  g_assert_cmpuint (g_list_model_get_n_items (postern_batch_get_items (batch)), ==, 4);
  postern_batch_item_settle (get_item (batch, 0), POSTERN_BATCH_PASSED, "signed-in", "It works", 1234);
  postern_batch_item_settle (get_item (batch, 1), POSTERN_BATCH_FAILED, "refused", EVIL, 5);
  postern_batch_item_settle (get_item (batch, 2), POSTERN_BATCH_HELD_BACK, NULL, "Not tried", 0);
  postern_batch_item_settle (get_item (batch, 3), POSTERN_BATCH_STOPPED, NULL, NULL, 0);

  return batch;
}

static char *
ask_xmllint (const char *path,
             const char *query)
{
  const char *argv[] = { "xmllint", "--noout", "--nonet", "--xpath", query, path, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status,
                               &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return g_strchomp (output);
}

static void
assert_answer (const char *path,
               const char *query,
               const char *wanted)
{
  g_autofree char *answer = ask_xmllint (path, query);

  g_assert_cmpstr (answer, ==, wanted);
}

static void
assert_valid (const char *path)
{
  g_autofree char *schema = g_test_build_filename (G_TEST_DIST, "core", "batch", "junit.rng", NULL);
  const char *argv[] = { "xmllint", "--noout", "--nonet", "--relaxng", schema, path, NULL };
  g_autofree char *errors = NULL;
  int status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &errors, &status,
                               NULL));
  if (status != 0)
    g_error ("%s", errors);
}

static void
test_junit (void)
{
  g_autoptr (PosternBatch) batch = make_batch ();
  g_autofree char *xml = postern_batch_write_junit (batch, 1795795200);
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "junit.xml", NULL);
  g_autofree char *program = g_find_program_in_path ("xmllint");

  if (program == NULL)
    {
      g_test_skip ("needs xmllint");
      return;
    }
  g_assert_true (postern_batch_save_report (path, xml, NULL));
  assert_valid (path);
  assert_answer (path, "string(/testsuites/@tests)", "4");
  assert_answer (path, "string(//testsuite/@failures)", "1");
  assert_answer (path, "string(//testsuite/@skipped)", "2");
  assert_answer (path, "string(//testsuite/@time)", "1.239");
  assert_answer (path, "string(//testsuite/@timestamp)", "2026-11-27T16:00:00");
  assert_answer (path, "count(//testcase[not(*)])", "1");
  assert_answer (path, "string(//failure/@type)", "refused");
  assert_answer (path, "string(//failure/@message)", "Say \"no\" <\\ &  > ü");
}

/* The text format of Prometheus, as far as gauges go; returns how many values there are. */
static guint
check_format (const char *text)
{
  g_autoptr (GRegex) sample = g_regex_new ("^(postern_[a-z_]+)(" LABELS "|\\{result=\"[a-z-]+\"\\})? -?[0-9.]+$", 0, 0,
                                           NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *name = NULL;
  guint n = 0;

  g_assert_true (g_str_has_suffix (text, "\n"));
  for (guint i = 0; *lines[i] != '\0'; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *type = NULL;

      if (g_str_has_prefix (lines[i], "# HELP "))
        {
          g_auto (GStrv) words = g_strsplit (lines[i], " ", 4);

          g_free (name);
          name = g_strdup (words[2]);
          type = g_strdup_printf ("# TYPE %s gauge", name);
          g_assert_cmpstr (lines[++i], ==, type);
          continue;
        }
      if (!g_regex_match (sample, lines[i], 0, &match))
        g_error ("no sample: %s", lines[i]);
      type = g_match_info_fetch (match, 1);
      g_assert_cmpstr (type, ==, name);
      n++;
    }

  return n;
}

static void
test_prometheus (void)
{
  g_autoptr (PosternBatch) batch = make_batch ();
  g_autofree char *text = postern_batch_write_prometheus (batch, 1795795200);

  /* Three of each account but the stopped one, four counts, and when it was. */
  g_assert_cmpuint (check_format (text), ==, 3 * 3 + 4 + 1);
  g_assert_nonnull (strstr (text, "name=\"Say \\\"no\\\" <\\\\ & \\n> ü\""));
  g_assert_nonnull (strstr (text, "host=\"smtp.example.org\"} 1\n"));
  g_assert_nonnull (strstr (text, "} 1.234\n"));
  g_assert_nonnull (strstr (text, "postern_accounts{result=\"failed\"} 1\n"));
  g_assert_nonnull (strstr (text, "postern_accounts{result=\"held-back\"} 1\n"));
  g_assert_nonnull (strstr (text, "\npostern_run_timestamp_seconds 1795795200\n"));
}

static void
test_promtool (void)
{
  g_autoptr (PosternBatch) batch = make_batch ();
  g_autofree char *text = postern_batch_write_prometheus (batch, 1795795200);
  g_autofree char *program = g_find_program_in_path ("promtool");
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *output = NULL;

  if (program == NULL)
    {
      g_test_skip ("needs promtool of the package prometheus");
      return;
    }
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                              G_SUBPROCESS_FLAGS_STDERR_MERGE, NULL, program, "check", "metrics", NULL);
  g_assert_nonnull (process);
  g_assert_true (g_subprocess_communicate_utf8 (process, text, NULL, &output, NULL, NULL));
  g_assert_cmpstr (output, ==, "");
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static void
test_saving (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "postern.prom", NULL);
  g_autofree char *text = NULL;
  GStatBuf before, after;

  g_assert_true (postern_batch_save_report (path, "one\n", NULL));
  g_assert_cmpint (g_stat (path, &before), ==, 0);
  g_assert_cmpint (before.st_mode & 0444, ==, 0444);
  g_assert_true (postern_batch_save_report (path, "two\n", NULL));
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "two\n");
  /* Another file in its place: who was reading goes on with the former one. */
  g_assert_cmpuint (before.st_ino, !=, after.st_ino);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_catalogue_new ();

  g_test_add_func ("/batch-report/junit", test_junit);
  g_test_add_func ("/batch-report/prometheus", test_prometheus);
  g_test_add_func ("/batch-report/saving", test_saving);
  g_test_add_func ("/batch-report/promtool", test_promtool);

  result = g_test_run ();
  g_clear_object (&catalogue);

  return result;
}
