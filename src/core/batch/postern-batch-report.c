/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/batch/postern-batch-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef void (*WriteValueFunc) (GString          *text,
                                PosternBatchItem *item);

static PosternBatchItem *
get_item (PosternBatch *batch,
          guint         position)
{
  g_autoptr (PosternBatchItem) item = g_list_model_get_item (postern_batch_get_items (batch), position);

  return item;
}

static guint
count_items (PosternBatch *batch)
{
  return g_list_model_get_n_items (postern_batch_get_items (batch));
}

/* A name or a title may hold what XML 1.0 has no place for. */
static void
append_attribute (GString    *xml,
                  const char *name,
                  const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value != NULL ? value : "", -1);
  g_autofree char *escaped = NULL;

  for (char *c = valid; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        *c = ' ';
    }
  escaped = g_markup_escape_text (valid, -1);
  g_string_append_printf (xml, " %s=\"%s\"", name, escaped);
}

static void
append_seconds (GString *xml,
                gint64   milliseconds)
{
  g_string_append_printf (xml, " time=\"%" G_GINT64_FORMAT ".%03d\"", milliseconds / 1000, (int) (milliseconds % 1000));
}

static void
append_case (GString          *xml,
             PosternBatchItem *item)
{
  PosternRecord *record = postern_batch_item_get_record (item);
  PosternBatchState state = postern_batch_item_get_state (item);
  const char *finding = postern_batch_item_get_finding (item);

  g_string_append (xml, "    <testcase");
  append_attribute (xml, "classname", postern_record_get_id (record));
  append_attribute (xml, "name", postern_record_get_title (record));
  append_seconds (xml, postern_batch_item_get_milliseconds (item));
  if (state == POSTERN_BATCH_PASSED)
    {
      g_string_append (xml, "/>\n");
      return;
    }
  g_string_append_printf (xml, ">\n      <%s", state == POSTERN_BATCH_FAILED ? "failure" : "skipped");
  append_attribute (xml, "message", postern_batch_item_get_title (item));
  if (state == POSTERN_BATCH_FAILED)
    append_attribute (xml, "type", finding != NULL ? finding : "no-test");
  g_string_append (xml, "/>\n    </testcase>\n");
}

static gint64
sum_milliseconds (PosternBatch *batch)
{
  gint64 sum = 0;

  for (guint i = 0; i < count_items (batch); i++)
    sum += postern_batch_item_get_milliseconds (get_item (batch, i));

  return sum;
}

static void
append_counts (GString      *xml,
               PosternBatch *batch)
{
  guint failed = postern_batch_count (batch, POSTERN_BATCH_FAILED);
  guint passed = postern_batch_count (batch, POSTERN_BATCH_PASSED);

  g_string_append_printf (xml, " tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\"", count_items (batch), failed,
                          count_items (batch) - failed - passed);
  append_seconds (xml, sum_milliseconds (batch));
}

/**
 * postern_batch_write_junit:
 * @batch: a run that is over
 * @time: when it ended
 *
 * Returns: (transfer full): JUnit's XML: one suite, a case a record; what was held back or stopped is skipped
 */
char *
postern_batch_write_junit (PosternBatch *batch,
                           gint64        time)
{
  g_autoptr (GDateTime) ended = g_date_time_new_from_unix_utc (time);
  g_autofree char *stamp = g_date_time_format (ended, "%Y-%m-%dT%H:%M:%S");
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");

  append_counts (xml, batch);
  g_string_append (xml, ">\n  <testsuite name=\"postern\"");
  append_attribute (xml, "timestamp", stamp);
  append_counts (xml, batch);
  g_string_append (xml, ">\n");
  for (guint i = 0; i < count_items (batch); i++)
    append_case (xml, get_item (batch, i));
  g_string_append (xml, "  </testsuite>\n</testsuites>\n");

  return g_string_free (xml, FALSE);
}

/* prometheus.io/docs/instrumenting/exposition_formats: \\, \" and \n are escaped in a label's value. */
static void
append_label (GString    *text,
              const char *name,
              const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value != NULL ? value : "", -1);

  g_string_append_printf (text, "%s=\"", name);
  for (const char *c = valid; *c != '\0'; c++)
    {
      if (*c == '\n')
        g_string_append (text, "\\n");
      else if (*c == '\\' || *c == '"')
        g_string_append_printf (text, "\\%c", *c);
      else
        g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

static void
append_labels (GString          *text,
               PosternBatchItem *item)
{
  PosternRecord *record = postern_batch_item_get_record (item);
  const PosternEndpoint *endpoint = postern_record_get_endpoint (record);

  append_label (text, "record", postern_record_get_id (record));
  g_string_append_c (text, ',');
  append_label (text, "name", postern_record_get_title (record));
  g_string_append_c (text, ',');
  append_label (text, "account", postern_record_get_account (record));
  g_string_append_c (text, ',');
  append_label (text, "host", endpoint != NULL ? endpoint->host : NULL);
}

static void
append_success (GString          *text,
                PosternBatchItem *item)
{
  g_string_append (text, postern_batch_item_get_state (item) == POSTERN_BATCH_PASSED ? "1" : "0");
}

static void
append_duration (GString          *text,
                 PosternBatchItem *item)
{
  guint milliseconds = postern_batch_item_get_milliseconds (item);

  g_string_append_printf (text, "%u.%03u", milliseconds / 1000, milliseconds % 1000);
}

static void
append_passed (GString          *text,
               PosternBatchItem *item)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT,
                          postern_record_get_passed_time (postern_batch_item_get_record (item)));
}

static void
append_header (GString    *text,
               const char *name,
               const char *help)
{
  g_string_append_printf (text, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
}

static void
append_metric (GString        *text,
               PosternBatch   *batch,
               const char     *name,
               const char     *help,
               WriteValueFunc  write)
{
  append_header (text, name, help);
  for (guint i = 0; i < count_items (batch); i++)
    {
      /* What was stopped before its turn says nothing about the account. */
      if (postern_batch_item_get_state (get_item (batch, i)) == POSTERN_BATCH_STOPPED)
        continue;
      g_string_append_printf (text, "%s{", name);
      append_labels (text, get_item (batch, i));
      g_string_append (text, "} ");
      write (text, get_item (batch, i));
      g_string_append_c (text, '\n');
    }
}

/**
 * postern_batch_write_prometheus:
 * @batch: a run that is over
 * @time: when it ended
 *
 * Returns: (transfer full): the text format of Prometheus, for the textfile collector of its node exporter
 */
char *
postern_batch_write_prometheus (PosternBatch *batch,
                                gint64        time)
{
  static const PosternBatchState states[] = { POSTERN_BATCH_PASSED, POSTERN_BATCH_FAILED, POSTERN_BATCH_HELD_BACK,
                                              POSTERN_BATCH_STOPPED };
  GString *text = g_string_new (NULL);

  append_metric (text, batch, "postern_account_ok", "Whether the account's last test was passed.", append_success);
  append_metric (text, batch, "postern_account_test_seconds", "How long the account's test took.", append_duration);
  append_metric (text, batch, "postern_account_passed_timestamp_seconds",
                 "When a test of the account was last passed, 0 when none was.", append_passed);
  append_header (text, "postern_accounts", "How many accounts ended that way.");
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    g_string_append_printf (text, "postern_accounts{result=\"%s\"} %u\n", postern_batch_state_to_nick (states[i]),
                            postern_batch_count (batch, states[i]));
  append_header (text, "postern_run_timestamp_seconds", "When all accounts were last tested.");
  g_string_append_printf (text, "postern_run_timestamp_seconds %" G_GINT64_FORMAT "\n", time);

  return g_string_free (text, FALSE);
}

/**
 * postern_batch_save_report:
 * @path: where to save it
 * @text: a report, in which no secret stands
 * @error: return location for %G_FILE_ERROR
 *
 * Saves a report for a program of another user. A reader sees the former file or the new one, never a part.
 *
 * Returns: whether it was saved
 */
gboolean
postern_batch_save_report (const char  *path,
                           const char  *text,
                           GError     **error)
{
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                   error);
}
