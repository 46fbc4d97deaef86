/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/diagnosis/postern-ready-check.h"
#include "core/records/postern-store.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl-record.h"
#include "ctl/ctl-ways.h"
#include "ctl/ctl.h"

#define EXAMPLES "  posternctl records check\n  posternctl records check --json\n"

static void
build_item (JsonBuilder            *builder,
            const PosternReadyItem *item)
{
  g_autofree char *date = item->date == NULL ? NULL : g_date_time_format (item->date, "%Y-%m-%d");

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "id", postern_record_get_id (item->record));
  ctl_json_set_string (builder, "title", postern_record_get_title (item->record));
  ctl_json_set_string (builder, "provider", item->provider == NULL ? NULL : item->provider->id);
  ctl_json_set_boolean (builder, "stops", item->date != NULL);
  ctl_json_set_string (builder, "date", date);
  json_builder_set_member_name (builder, "days");
  if (item->date != NULL)
    json_builder_add_int_value (builder, item->days);
  else
    json_builder_add_null_value (builder);
  ctl_json_set_string (builder, "text", item->text);
  json_builder_set_member_name (builder, "moves");
  ctl_ways_build (builder, item->moves);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *items)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    build_item (builder, g_ptr_array_index (items, i));
  json_builder_end_array (builder);
  ctl_json_print (builder, TRUE);
}

static void
print_item (const PosternReadyItem *item)
{
  ctl_print_wrapped (item->date != NULL ? "✗ " : "✓ ", postern_record_get_title (item->record));
  ctl_print_wrapped ("  ", item->text);
  for (guint i = 0; i < item->moves->len; i++)
    {
      const PosternWayChoice *choice = g_ptr_array_index (item->moves, i);
      g_autofree char *text = g_strdup_printf ("%s: %s", choice->title, choice->reason);

      ctl_print_wrapped (i == 0 ? "  → " : "    ", text);
    }
}

static gboolean
does_any_stop (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (((const PosternReadyItem *) g_ptr_array_index (items, i))->date != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * ctl_records_check:
 * @arguments: "check" and its arguments
 *
 * Says of each record whether its way of sending is about to stop, and what to move it to.
 *
 * Returns: how it ended; %CTL_PROBLEM when one stops
 */
CtlStatus
ctl_records_check (char **arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("records check", NULL,
                                             _("Says which records are about to stop because their provider ends "
                                               "sending with a password, and what to move each to."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (PosternCatalogue) catalogue = NULL;
  g_autoptr (PosternStore) store = NULL;
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;
  store = postern_store_open (NULL, &error);
  if (store == NULL)
    return ctl_fail_error (error);
  catalogue = postern_catalogue_new ();
  items = postern_ready_check (catalogue, postern_store_get_records (store), today);
  if (json)
    print_json (items);
  for (guint i = 0; i < items->len && !json; i++)
    print_item (g_ptr_array_index (items, i));

  return does_any_stop (items) ? CTL_PROBLEM : CTL_DONE;
}
