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

/* A keyring that does not answer is not asked again for each record. */
static CtlKeyring
look (const PosternReadyItem *item)
{
  static CtlKeyring last = CTL_KEYRING_NONE;

  if (postern_record_get_state (item->record) == POSTERN_RECORD_RETIRED)
    return CTL_KEYRING_NONE;
  if (last != CTL_KEYRING_AWAY)
    last = ctl_record_look (item->record);

  return last;
}

static void
build_item (JsonBuilder            *builder,
            const PosternReadyItem *item,
            CtlKeyring              keyring)
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
  ctl_json_set_string (builder, "keyring", ctl_record_keyring_to_nick (keyring));
  ctl_json_set_string (builder, "text", item->text);
  json_builder_set_member_name (builder, "moves");
  ctl_ways_build (builder, item->moves);
  json_builder_end_object (builder);
}

static void
print_item (const PosternReadyItem *item,
            CtlKeyring              keyring)
{
  gboolean missing = keyring == CTL_KEYRING_MISSING;

  ctl_print_wrapped (item->date != NULL || missing ? "✗ " : "✓ ", postern_record_get_title (item->record));
  if (missing)
    ctl_print_wrapped ("  ", _("Its password is not in the keyring any more. Record it again, or make a new one at the "
                               "provider."));
  ctl_print_wrapped ("  ", item->text);
  for (guint i = 0; i < item->moves->len; i++)
    {
      const PosternWayChoice *choice = g_ptr_array_index (item->moves, i);
      g_autofree char *text = g_strdup_printf ("%s: %s", choice->title, choice->reason);

      ctl_print_wrapped (i == 0 ? "  → " : "    ", text);
    }
}

/* Returns: whether something is to be done for one of them */
static gboolean
print_items (GPtrArray *items,
             gboolean   json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CtlKeyring keyring = CTL_KEYRING_NONE;
  gboolean problem = FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    {
      const PosternReadyItem *item = g_ptr_array_index (items, i);

      keyring = look (item);
      problem = problem || item->date != NULL || keyring == CTL_KEYRING_MISSING;
      if (json)
        build_item (builder, item, keyring);
      else
        print_item (item, keyring);
    }
  json_builder_end_array (builder);
  if (json)
    ctl_json_print (builder, TRUE);
  else if (keyring == CTL_KEYRING_AWAY)
    ctl_print_wrapped ("", _("The keyring can’t be reached, so it was not looked whether the passwords are still "
                             "there."));

  return problem;
}

/**
 * ctl_records_check:
 * @arguments: "check" and its arguments
 *
 * Says of each record whether its way of sending is about to stop, what to move it to, and whether the keyring has lost
 * its password.
 *
 * Returns: how it ended; %CTL_PROBLEM when one stops or has no password
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

  return print_items (items, json) ? CTL_PROBLEM : CTL_DONE;
}
