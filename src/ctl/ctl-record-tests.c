/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-record.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-output.h"

#define TIME_WIDTH 22

static void
build_test (JsonBuilder             *builder,
            const PosternTestResult *test)
{
  g_autofree char *time = ctl_record_format_time (test->time);

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "time", time);
  ctl_json_set_boolean (builder, "accepted", test->accepted);
  ctl_json_set_string (builder, "finding", test->finding_id);
  ctl_json_set_string (builder, "title", test->title);
  if (test->endpoint != NULL)
    {
      ctl_json_set_string (builder, "host", test->endpoint->host);
      ctl_json_set_int (builder, "port", test->endpoint->port);
      ctl_json_set_string (builder, "security", postern_security_to_nick (test->endpoint->security));
    }
  ctl_json_set_string (builder, "user", test->user);
  ctl_json_set_string (builder, "from", test->from);
  ctl_json_set_int (builder, "ms", test->milliseconds);
  json_builder_end_object (builder);
}

static void
print_test (const PosternTestResult *test)
{
  g_autofree char *time = ctl_record_format_time (test->time);

  ctl_print ("%s ", test->accepted ? "✓" : "✗");
  ctl_print_padded (time, TIME_WIDTH);
  ctl_print ("%s\n", test->title != NULL ? test->title : "");
}

static void
print_changes (PosternRecord *record)
{
  g_auto (GStrv) changes = postern_record_list_changes (record);

  if (*changes == NULL)
    return;
  ctl_print ("\n%s\n", _("What changed since it last worked:"));
  for (char **change = changes; *change != NULL; change++)
    ctl_print_wrapped ("  · ", *change);
}

/**
 * ctl_record_build_tests:
 * @builder: where members are added
 * @record: a record
 * @tests: (element-type PosternTestResult): its tests, the latest first
 *
 * Adds the tests, and what is different since one was passed, to the JSON object of a record.
 */
void
ctl_record_build_tests (JsonBuilder   *builder,
                        PosternRecord *record,
                        GPtrArray     *tests)
{
  g_auto (GStrv) changes = postern_record_list_changes (record);

  ctl_json_set_strings (builder, "changes", (const char *const *) changes);
  json_builder_set_member_name (builder, "tests");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tests->len; i++)
    build_test (builder, g_ptr_array_index (tests, i));
  json_builder_end_array (builder);
}

/**
 * ctl_record_print_tests:
 * @record: a record
 * @tests: (element-type PosternTestResult): its tests, the latest first
 *
 * Prints the tests, and what is different since one was passed, for people.
 */
void
ctl_record_print_tests (PosternRecord *record,
                        GPtrArray     *tests)
{
  g_autofree char *passed = ctl_record_format_time (postern_record_get_passed_time (record));
  g_autofree char *refusals = NULL;

  ctl_record_print_line (_("Last worked"), passed);
  if (postern_record_get_refusals (record) > 0)
    {
      refusals = g_strdup_printf ("%u", postern_record_get_refusals (record));
      ctl_record_print_line (_("Refusals in a row"), refusals);
    }
  print_changes (record);
  if (tests->len > 0)
    ctl_print ("\n%s\n", _("Tests, the latest first:"));
  for (guint i = 0; i < tests->len; i++)
    print_test (g_ptr_array_index (tests, i));
}
