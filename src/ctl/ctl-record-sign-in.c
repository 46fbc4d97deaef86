/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-oauth.h"
#include "ctl/ctl-output.h"

#define EXAMPLES "  posternctl records sign-in 1f2e\n  posternctl records sign-in 1f2e --browser\n"

/**
 * ctl_record_sign_in:
 * @arguments: the subcommand and its arguments
 *
 * Signs in anew with OAuth 2.0 for a record that is there, such as one whose sign-in was withdrawn.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_record_sign_in (char **arguments)
{
  g_auto (CtlOauth) oauth = { TRUE };
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("records sign-in", _("ID"),
                                             _("Signs in anew with OAuth 2.0 for a record."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  g_autoptr (PosternStore) store = NULL;
  g_autoptr (GError) error = NULL;
  PosternProvider *provider = NULL;
  PosternRecord *record;
  CtlStatus status = CTL_DONE;

  ctl_oauth_add_options (&oauth, context);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 1, 1, &status))
    return status;
  store = postern_store_open (NULL, &error);
  record = store != NULL ? postern_store_lookup (store, rest[1], &error) : NULL;
  if (record == NULL)
    return ctl_fail_error (error);
  if (postern_record_get_provider (record) != NULL)
    provider = postern_catalogue_get_provider (catalogue, postern_record_get_provider (record));
  if (!ctl_oauth_fill (&oauth, provider, record, &error) ||
      !ctl_oauth_sign_in (&oauth, provider, store, record, json, &error))
    return ctl_oauth_fail (catalogue, record, error, json);
  if (!json)
    ctl_print ("%s\n", _("Signed in. The record can be used again."));

  return CTL_DONE;
}
