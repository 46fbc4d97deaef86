/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "core/batch/postern-batch-report.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl-wait.h"
#include "ctl/ctl.h"
#include "practice/postern-practice-aim.h"

#define TITLE_WIDTH 32
#define EXAMPLES                                                                                                       \
  "  posternctl test-all\n"                                                                                            \
  "  posternctl test-all --jobs 2 --junit postern.xml\n"                                                               \
  "  posternctl test-all --prometheus /var/lib/prometheus/node-exporter/postern.prom\n"

typedef struct
{
  int                    jobs;
  gboolean               send;
  gboolean               json;
  char                  *junit;
  char                  *prometheus;

  PosternStore          *store;
  PosternCatalogue      *catalogue;
  PosternBatch          *batch;
  PosternPracticeServer *practice;
  CtlWait                wait;
  GError                *error;
} BatchCommand;

static void
batch_command_clear (BatchCommand *self)
{
  g_free (self->junit);
  g_free (self->prometheus);
  g_clear_object (&self->batch);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->store);
  g_clear_object (&self->practice);
  ctl_wait_clear (&self->wait);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatchCommand, batch_command_clear)

/* The practice server is there for those records only, and as long as the run. */
static gboolean
aim_cb (PosternRecord    *record,
        PosternTestPlan  *plan,
        gpointer          data,
        GError          **error)
{
  BatchCommand *self = data;
  PosternPracticeServer *server = self->practice;

  if (g_strcmp0 (postern_record_get_provider (record), POSTERN_PRACTICE_PROVIDER) != 0)
    return TRUE;
  if (server == NULL)
    {
      server = postern_practice_server_new ();
      self->practice = server;
      if (!postern_practice_server_start (server, 0, error))
        return FALSE;
    }
  postern_practice_aim_test (server, plan);

  return TRUE;
}

static guint
count_left (BatchCommand *self)
{
  return postern_batch_count (self->batch, POSTERN_BATCH_WAITING) +
         postern_batch_count (self->batch, POSTERN_BATCH_RUNNING);
}

static void
print_line (JsonBuilder *builder)
{
  json_builder_end_object (builder);
  ctl_json_print (builder, FALSE);
  fflush (stdout);
}

static void
print_item_json (BatchCommand     *self,
                 PosternBatchItem *item)
{
  PosternRecord *record = postern_batch_item_get_record (item);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "event", "test");
  ctl_json_set_string (builder, "id", postern_record_get_id (record));
  ctl_json_set_string (builder, "name", postern_record_get_title (record));
  ctl_json_set_string (builder, "account", postern_record_get_account (record));
  ctl_json_set_string (builder, "result", postern_batch_state_to_nick (postern_batch_item_get_state (item)));
  ctl_json_set_string (builder, "finding", postern_batch_item_get_finding (item));
  ctl_json_set_string (builder, "title", postern_batch_item_get_title (item));
  ctl_json_set_int (builder, "ms", postern_batch_item_get_milliseconds (item));
  ctl_json_set_int (builder, "left", count_left (self));
  print_line (builder);
}

static void
item_done_cb (PosternBatch     *batch,
              PosternBatchItem *item,
              gpointer          data)
{
  PosternBatchState state = postern_batch_item_get_state (item);

  if (state == POSTERN_BATCH_STOPPED)
    return;
  if (((BatchCommand *) data)->json)
    {
      print_item_json (data, item);
      return;
    }
  ctl_print ("%s ", state == POSTERN_BATCH_PASSED ? "✓" : "✗");
  ctl_print_padded (postern_record_get_title (postern_batch_item_get_record (item)), TITLE_WIDTH);
  ctl_print ("%s\n", postern_batch_item_get_title (item));
  fflush (stdout);
}

static void
print_counts (BatchCommand *self)
{
  guint passed = postern_batch_count (self->batch, POSTERN_BATCH_PASSED);
  guint failed = postern_batch_count (self->batch, POSTERN_BATCH_FAILED);
  guint held_back = postern_batch_count (self->batch, POSTERN_BATCH_HELD_BACK);
  guint stopped = postern_batch_count (self->batch, POSTERN_BATCH_STOPPED);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!self->json)
    {
      /* Translators: each %u is a number of accounts. */
      ctl_print (_("Passed: %u, failed: %u, not tried: %u\n"), passed, failed, held_back + stopped);
      return;
    }
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "event", "end");
  ctl_json_set_int (builder, "passed", passed);
  ctl_json_set_int (builder, "failed", failed);
  ctl_json_set_int (builder, "held_back", held_back);
  ctl_json_set_int (builder, "stopped", stopped);
  print_line (builder);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  BatchCommand *self = data;

  postern_batch_run_finish (self->batch, result, &self->error);
  ctl_wait_end (&self->wait);
}

static void
run (BatchCommand *self)
{
  ctl_wait_begin (&self->wait);
  postern_batch_set_jobs (self->batch, (guint) self->jobs);
  postern_batch_set_send (self->batch, self->send);
  postern_batch_set_aim (self->batch, aim_cb, self);
  g_signal_connect (self->batch, "item-done", G_CALLBACK (item_done_cb), self);
  postern_batch_run_async (self->batch, self->wait.cancellable, finished_cb, self);
  ctl_wait_run (&self->wait);
}

static gboolean
save_reports (BatchCommand  *self,
              GError       **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *junit = postern_batch_write_junit (self->batch, now);
  g_autofree char *prometheus = postern_batch_write_prometheus (self->batch, now);

  return (self->junit == NULL || postern_batch_save_report (self->junit, junit, error)) &&
         (self->prometheus == NULL || postern_batch_save_report (self->prometheus, prometheus, error));
}

/* A run that did not come to its end says nothing to those who watch: the former report stays, and grows old. */
static CtlStatus
conclude (BatchCommand *self)
{
  g_autoptr (GError) error = NULL;

  print_counts (self);
  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return ctl_fail (CTL_BROKEN, _("The tests were stopped. What was tested until then is kept in the records."));
  if (self->error != NULL)
    return ctl_fail_error (self->error);
  if (!save_reports (self, &error))
    return ctl_fail (CTL_BROKEN, "%s", error->message);

  return postern_batch_count (self->batch, POSTERN_BATCH_FAILED) +
         postern_batch_count (self->batch, POSTERN_BATCH_HELD_BACK) > 0 ? CTL_PROBLEM : CTL_DONE;
}

static void
add_options (BatchCommand   *self,
             GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "jobs", 0, 0, G_OPTION_ARG_INT, &self->jobs, N_("How many to test at once, 4 if not given"), N_("NUMBER") },
    { "send", 0, 0, G_OPTION_ARG_NONE, &self->send, N_("Send a test message each, and don’t only sign in"), NULL },
    { "junit", 0, 0, G_OPTION_ARG_FILENAME, &self->junit, N_("Write the results as JUnit’s XML"), N_("FILE") },
    { "prometheus", 0, 0, G_OPTION_ARG_FILENAME, &self->prometheus,
      N_("Write the results for Prometheus’ textfile collector"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_("Print JSON, one object a line"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/**
 * ctl_test_all:
 * @arguments: the subcommand and its arguments
 *
 * Tests every record that is set up.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_test_all (char **arguments)
{
  g_auto (BatchCommand) self = { .jobs = POSTERN_BATCH_JOBS };
  GOptionContext *context = ctl_options_new ("test-all", NULL,
                                             _("Signs in with everything that is recorded, and says what does not work "
                                               "any more. Nothing is sent."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  add_options (&self, context);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;
  if (self.jobs < 1 || self.jobs > POSTERN_BATCH_MAX_JOBS)
    return ctl_fail (CTL_USAGE, _("The number of jobs is from 1 to %d."), POSTERN_BATCH_MAX_JOBS);
  self.store = postern_store_open (NULL, &error);
  if (self.store == NULL)
    return ctl_fail_error (error);
  self.catalogue = postern_catalogue_new ();
  self.batch = postern_batch_new (self.catalogue, self.store);
  run (&self);

  return conclude (&self);
}
