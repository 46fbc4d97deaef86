/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/batch/postern-onboarding.h"
#include "core/handover/postern-backup.h"
#include "ctl/ctl-entries.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl.h"

#define EXAMPLES                                                                                                       \
  "  posternctl records import accounts.csv --dry-run\n"                                                               \
  "  posternctl records import backup.json --passphrase-file passphrase.txt\n"

typedef struct
{
  const char   *path;
  char         *passphrase_file;
  gboolean      dry_run;
  gboolean      skip_bad_lines;
  gboolean      json;
  PosternStore *store;
} ImportCommand;

static void
import_command_clear (ImportCommand *self)
{
  g_free (self->passphrase_file);
  g_clear_object (&self->store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportCommand, import_command_clear)

static void
print_faults (GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    {
      const PosternTableFault *fault = g_ptr_array_index (faults, i);
      /* Translators: %u is the number of a line. */
      g_autofree char *lead = g_strdup_printf (_("  Line %u: "), fault->line);

      ctl_print_wrapped (lead, fault->reason);
    }
}

static void
build_faults (JsonBuilder *builder,
              const char  *name,
              GPtrArray   *faults)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < faults->len; i++)
    {
      const PosternTableFault *fault = g_ptr_array_index (faults, i);

      json_builder_begin_object (builder);
      ctl_json_set_int (builder, "line", fault->line);
      ctl_json_set_string (builder, "reason", fault->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_accounts (JsonBuilder *builder,
                GPtrArray   *accounts)
{
  json_builder_set_member_name (builder, "accounts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < accounts->len; i++)
    {
      const PosternNewAccount *account = g_ptr_array_index (accounts, i);

      json_builder_begin_object (builder);
      ctl_json_set_int (builder, "line", account->line);
      ctl_json_set_string (builder, "id", postern_record_get_id (account->record));
      ctl_json_set_string (builder, "account", postern_record_get_account (account->record));
      ctl_json_set_string (builder, "title", postern_record_get_title (account->record));
      ctl_json_set_string (builder, "review", postern_record_get_review_date (account->record));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_list_json (const PosternOnboarding *onboarding,
                 gboolean                 is_kept)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ctl_json_set_int (builder, "imported", is_kept ? onboarding->accounts->len : 0);
  build_accounts (builder, onboarding->accounts);
  build_faults (builder, "bad_lines", onboarding->faults);
  build_faults (builder, "known", onboarding->known);
  ctl_json_set_strings (builder, "left_out", (const char *const *) onboarding->left_out);
  json_builder_end_object (builder);
  ctl_json_print (builder, TRUE);
}

static void
print_list_text (const PosternOnboarding *onboarding,
                 gboolean                 is_kept)
{
  guint n = onboarding->accounts->len;
  g_autofree char *left_out = g_strjoinv (", ", onboarding->left_out);

  if (is_kept)
    ctl_print (ngettext ("%u account was imported.\n", "%u accounts were imported.\n", n), n);
  else
    ctl_print (ngettext ("%u account can be imported.\n", "%u accounts can be imported.\n", n), n);
  if (onboarding->known->len > 0)
    ctl_print ("%s\n", _("There already:"));
  print_faults (onboarding->known);
  if (onboarding->faults->len > 0)
    ctl_print ("%s\n", _("These lines can’t be used:"));
  print_faults (onboarding->faults);
  if (*left_out != '\0')
    /* Translators: %s is a list of names of columns. */
    ctl_print (_("These columns say nothing to Postern: %s\n"), left_out);
  if (onboarding->has_passwords)
    ctl_print_wrapped ("", _("Passwords were not read from the file: each account gets a new app password. Delete the "
                             "file when you are done."));
}

/* Without a preview to look at, a list with a mistake in it is not brought in by halves. */
static CtlStatus
import_list (ImportCommand  *self,
             GError        **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (self->path);
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  g_autoptr (PosternTable) table = postern_table_read_file (file, error);
  g_autoptr (PosternOnboarding) onboarding = NULL;
  gboolean is_bad, is_kept;

  if (table != NULL)
    onboarding = postern_onboarding_new (table, catalogue, postern_store_get_records (self->store), error);
  if (onboarding == NULL)
    return CTL_USAGE;

  is_bad = onboarding->faults->len > 0 && !self->skip_bad_lines;
  is_kept = !self->dry_run && !is_bad;
  if (is_kept && !postern_onboarding_commit (onboarding, self->store, error))
    return CTL_BROKEN;
  if (self->json)
    print_list_json (onboarding, is_kept);
  else
    print_list_text (onboarding, is_kept);
  if (!is_bad)
    return CTL_DONE;
  if (!self->dry_run)
    ctl_fail (CTL_PROBLEM, _("Nothing was imported. Correct these lines, or add --skip-bad-lines."));

  return CTL_PROBLEM;
}

static void
print_restored (ImportCommand *self,
                guint          n_restored,
                guint          n_known,
                guint          n_passed_over)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (self->json)
    {
      json_builder_begin_object (builder);
      ctl_json_set_int (builder, "imported", n_restored);
      ctl_json_set_int (builder, "known", n_known);
      ctl_json_set_int (builder, "passed_over", n_passed_over);
      json_builder_end_object (builder);
      ctl_json_print (builder, TRUE);
      return;
    }
  ctl_print (ngettext ("%u account was imported.\n", "%u accounts were imported.\n", n_restored), n_restored);
  if (n_known > 0)
    ctl_print (ngettext ("%u was there already.\n", "%u were there already.\n", n_known), n_known);
  if (n_passed_over > 0)
    ctl_print (ngettext ("%u entry of the file is no mail account.\n", "%u entries of the file are no mail accounts.\n",
                         n_passed_over), n_passed_over);
}

static CtlStatus
import_backup (ImportCommand  *self,
               GError        **error)
{
  g_autoptr (PosternSecret) passphrase = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  guint n_passed_over = 0, n_restored = 0, n_known = 0;
  gboolean is_done;

  if (self->passphrase_file != NULL)
    {
      passphrase = postern_secret_read_file (self->passphrase_file, error);
      if (passphrase == NULL)
        return CTL_USAGE;
    }
  entries = postern_backup_read_file (self->path, passphrase, &n_passed_over, error);
  if (entries == NULL)
    return CTL_USAGE;
  if (self->dry_run)
    {
      ctl_print (ngettext ("%u account can be imported.\n", "%u accounts can be imported.\n", entries->len),
                 entries->len);
      return CTL_DONE;
    }
  is_done = ctl_entries_restore (self->store, entries, &n_restored, &n_known, error);
  print_restored (self, n_restored, n_known, n_passed_over);

  return is_done ? CTL_DONE : CTL_BROKEN;
}

/**
 * ctl_records_import:
 * @arguments: the subcommand and its arguments
 *
 * Brings in a list of accounts to set up, or a backup with its passwords.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_records_import (char **arguments)
{
  g_auto (ImportCommand) self = { NULL };
  const GOptionEntry entries[] = {
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &self.passphrase_file,
      N_("Read what opens an encrypted backup from FILE"), N_("FILE") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &self.dry_run, N_("Only say what would be imported"), NULL },
    { "skip-bad-lines", 0, 0, G_OPTION_ARG_NONE, &self.skip_bad_lines, N_("Import the other lines of a list"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self.json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("records import", _("FILE"),
                                             _("Brings in accounts to set up from a CSV file, or a backup of Postern "
                                               "or Bitwarden with its passwords."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 1, 1, &status))
    return status;
  self.path = rest[1];
  self.store = postern_store_open (NULL, &error);
  if (self.store == NULL)
    return ctl_fail_error (error);
  file = g_file_new_for_commandline_arg (self.path);
  status = postern_backup_is_likely (file) ? import_backup (&self, &error) : import_list (&self, &error);

  return error != NULL ? ctl_fail_error (error) : status;
}
