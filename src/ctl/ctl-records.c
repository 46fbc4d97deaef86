/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/records/postern-records.h"
#include "core/records/postern-vault.h"
#include "core/smtp/postern-smtp-tls.h"
#include "ctl/ctl-oauth.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl-record.h"
#include "ctl/ctl-server.h"
#include "ctl/ctl.h"

#define SHORT_ID 8
#define TITLE_WIDTH 32
#define ADD_EXAMPLES \
  "  posternctl records add --provider microsoft365 --account scanner@example.org \\\n" \
  "    --name \"Scanner, 2nd floor\" --target generic-device --password-file password.txt\n" \
  "  posternctl records add --oauth --provider microsoft365 --account scanner@example.org \\\n" \
  "    --client-id 11111111-2222-3333-4444-555555555555\n"
#define LIST_EXAMPLES "  posternctl records list\n  posternctl records list --json\n"
#define SHOW_EXAMPLES "  posternctl records show 1f2e\n  posternctl records show 1f2e --json\n"
#define REMOVE_EXAMPLES "  posternctl records remove 1f2e\n"
#define EXAMPLES LIST_EXAMPLES SHOW_EXAMPLES ADD_EXAMPLES REMOVE_EXAMPLES

static void
print_row (PosternRecord *record)
{
  g_autofree char *id = g_strndup (postern_record_get_id (record), SHORT_ID);

  ctl_print ("%s  ", id);
  ctl_print_padded (postern_record_get_title (record), TITLE_WIDTH);
  if (postern_record_get_last_test (record) == 0)
    ctl_print ("%s\n", _("never tested"));
  else
    ctl_print ("%s\n", postern_record_get_last_title (record));
}

static void
print_list (GListModel *records,
            gboolean    json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i);

      if (json)
        ctl_record_build (builder, record, NULL, NULL);
      else
        print_row (record);
    }
  json_builder_end_array (builder);
  if (json)
    ctl_json_print (builder, TRUE);
}

static CtlStatus
list (char **arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("records list", NULL, _("Lists the records."), LIST_EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (PosternStore) store = NULL;
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;
  store = postern_store_open (NULL, &error);
  if (store == NULL)
    return ctl_fail_error (error);
  print_list (postern_store_get_records (store), json);

  return CTL_DONE;
}

static void
print_record (PosternRecord *record,
              PosternSecret *secret,
              GPtrArray     *tests,
              gboolean       json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!json)
    {
      ctl_record_print (record, secret, tests);
      return;
    }
  ctl_record_build (builder, record, secret, tests);
  ctl_json_print (builder, TRUE);
}

static CtlStatus
show (char **arguments)
{
  gboolean json = FALSE;
  gboolean reveal = FALSE;
  const GOptionEntry entries[] = {
    { "reveal", 0, 0, G_OPTION_ARG_NONE, &reveal, N_("Show the password as well"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("records show", _("ID"), _("Shows one record."), SHOW_EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (PosternStore) store = NULL;
  g_autoptr (PosternSecret) secret = NULL;
  g_autoptr (GPtrArray) tests = NULL;
  g_autoptr (GError) error = NULL;
  PosternRecord *record;
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 1, 1, &status))
    return status;
  store = postern_store_open (NULL, &error);
  record = store != NULL ? postern_store_lookup (store, rest[1], &error) : NULL;
  tests = record != NULL ? postern_store_list_tests (store, record, CTL_RECORD_TESTS, &error) : NULL;
  if (tests == NULL)
    return ctl_fail_error (error);
  if (reveal && postern_record_get_sign_in (record) != POSTERN_SIGN_IN_PASSWORD)
    return ctl_fail (CTL_USAGE, _("This record signs in with OAuth 2.0, so it has no password to show."));
  if (reveal)
    secret = postern_vault_lookup (record, NULL, &error);
  if (reveal && secret == NULL)
    return ctl_fail_error (error);
  print_record (record, secret, tests, json);

  return CTL_DONE;
}

static CtlStatus
remove_one (char **arguments)
{
  GOptionContext *context = ctl_options_new ("records remove", _("ID"),
                                             _("Removes a record, and its password from the keyring."),
                                             REMOVE_EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (PosternStore) store = NULL;
  g_autoptr (GError) error = NULL;
  PosternRecord *record;
  CtlStatus status = CTL_DONE;

  if (!ctl_options_parse (context, &rest, 1, 1, &status))
    return status;
  store = postern_store_open (NULL, &error);
  record = store != NULL ? postern_store_lookup (store, rest[1], &error) : NULL;
  if (record == NULL || !postern_records_remove (store, record, NULL, &error))
    return ctl_fail_error (error);

  return CTL_DONE;
}

/* A record whose password could not be kept is of no use to anybody who must run the command again. */
static gboolean
keep_record (PosternStore  *store,
             PosternRecord *record,
             PosternSecret *secret,
             GError       **error)
{
  if (postern_records_keep_password (store, record, secret, NULL, error))
    return TRUE;
  postern_store_remove (store, record, NULL);

  return FALSE;
}

/* With OAuth 2.0, there is a secret only after the sign-in. */
static gboolean
keep_new (CtlServer       *server,
          const CtlOauth  *oauth,
          PosternStore    *store,
          PosternRecord   *record,
          gboolean         json,
          GError         **error)
{
  PosternProvider *provider = NULL;

  if (!oauth->wanted)
    return keep_record (store, record, server->secret, error);
  if (server->provider != NULL)
    provider = postern_catalogue_get_provider (server->catalogue, server->provider);
  if (!ctl_oauth_fill (oauth, provider, record, error))
    return FALSE;
  if (ctl_oauth_sign_in (oauth, provider, store, record, json, error))
    return TRUE;
  postern_store_remove (store, record, NULL);

  return FALSE;
}

static gboolean
add_record (CtlServer       *server,
            const CtlOauth  *oauth,
            const char      *name,
            const char      *target,
            const char      *ca_file,
            gboolean         json,
            PosternRecord   *record,
            GError         **error)
{
  g_autoptr (PosternStore) store = NULL;
  g_autofree char *ca_path = ca_file != NULL ? g_canonicalize_filename (ca_file, NULL) : NULL;

  if (!ctl_server_resolve (server, error) || !postern_smtp_tls_check_file (ca_path, error))
    return FALSE;
  if (target != NULL && postern_catalogue_get_target (server->catalogue, target) == NULL)
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("There is no target “%s”. “posternctl targets” lists them."), target);
  if (!oauth->wanted && !ctl_server_load_secret (server, error))
    return FALSE;
  store = postern_store_open (NULL, error);
  if (store == NULL)
    return FALSE;

  ctl_record_fill (record, server);
  postern_record_set_name (record, name);
  postern_record_set_target (record, target);
  postern_record_set_ca_file (record, ca_path);
  postern_record_set_state (record, POSTERN_RECORD_READY);
  if (!keep_new (server, oauth, store, record, json, error))
    return FALSE;
  if (json)
    print_record (record, NULL, NULL, TRUE);
  else
    ctl_print ("%s\n", postern_record_get_id (record));

  return TRUE;
}

static CtlStatus
add (char **arguments)
{
  g_auto (CtlServer) server = { NULL };
  g_auto (CtlOauth) oauth = { FALSE };
  g_autoptr (PosternRecord) record = postern_record_new ();
  g_autofree char *name = NULL;
  g_autofree char *target = NULL;
  g_autofree char *ca_file = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("What to call it"), N_("NAME") },
    { "target", 0, 0, G_OPTION_ARG_STRING, &target, N_("Where the password is used, see “posternctl targets”"),
      N_("ID") },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &ca_file, N_("Trust the authorities of this PEM file too"), N_("FILE") },
    { "oauth", 0, 0, G_OPTION_ARG_NONE, &oauth.wanted, N_("Sign in with OAuth 2.0; there is no password then"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the new record as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("records add", NULL,
                                             _("Adds a record and puts its password into the keyring. Prints its id."),
                                             ADD_EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  ctl_server_add_options (&server, context);
  ctl_oauth_add_options (&oauth, context);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;
  if (add_record (&server, &oauth, name, target, ca_file, json, record, &error))
    return CTL_DONE;

  return ctl_oauth_fail (server.catalogue, record, error, json);
}

static const struct
{
  const char *name;
  CtlStatus (*run) (char **arguments);
} verbs[] = {
  { "list", list },
  { "show", show },
  { "add", add },
  { "sign-in", ctl_record_sign_in },
  { "edit", ctl_records_edit },
  { "remove", remove_one },
  { "import", ctl_records_import },
  { "export", ctl_records_export },
  { "hand-over", ctl_records_hand_over },
};

static CtlStatus
print_help (char **arguments)
{
  GOptionContext *context = ctl_options_new ("records",
                                             _("list|show|add|sign-in|edit|remove|import|export|hand-over"),
                                             _("Keeps app passwords: what they are for in a file of records, the "
                                               "passwords themselves in the keyring."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  CtlStatus status = CTL_DONE;

  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;

  return ctl_fail (CTL_USAGE, _("Say what to do with the records: list, show, add, sign-in, edit, remove, import, export "
                                "or hand-over."));
}

/**
 * ctl_records:
 * @arguments: the subcommand and its arguments
 *
 * Does with records what its own subcommand says.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_records (char **arguments)
{
  const char *verb = arguments[1];

  if (verb == NULL || *verb == '-')
    return print_help (arguments);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (strcmp (verbs[i].name, verb) == 0)
        return verbs[i].run (arguments + 1);
    }

  /* Translators: %s is what the person typed. */
  return ctl_fail (CTL_USAGE, _("“%s” can’t be done with records. Use list, show, add, sign-in, edit, remove, import, "
                                "export or hand-over."), verb);
}
