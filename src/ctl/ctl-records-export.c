/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/handover/postern-entries.h"
#include "core/handover/postern-export.h"
#include "core/handover/postern-sheet.h"
#include "ctl/ctl-entries.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl.h"

#define USUAL_FORMAT "bitwarden-encrypted"
#define EXPORT_EXAMPLES                                                                                                \
  "  posternctl records export --output backup.json\n"                                                                 \
  "  posternctl records export --format keepassxc-csv --output accounts.csv --readable-anyway\n"
#define SHEET_EXAMPLES "  posternctl records hand-over 1f2e --output scanner.pdf --with-password\n"

typedef struct
{
  char           *format;
  char           *output;
  char          **ids;
  char           *passphrase_file;
  gboolean        without_passwords;
  gboolean        with_password;
  gboolean        readable_anyway;
  gboolean        json;

  PosternStore   *store;
  GPtrArray      *entries;
  PosternSecret  *passphrase;
  gboolean        is_new;
} ExportCommand;

static void
export_command_clear (ExportCommand *self)
{
  g_free (self->format);
  g_free (self->output);
  g_strfreev (self->ids);
  g_free (self->passphrase_file);
  g_clear_object (&self->store);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->passphrase, postern_secret_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExportCommand, export_command_clear)

static gboolean
ask (const char *warning)
{
  char answer[16];

  fprintf (stderr, "%s\n%s ", warning, _("Write it anyway? (y/N)"));

  return fgets (answer, sizeof answer, stdin) != NULL && (*answer == 'y' || *answer == 'Y');
}

/* A file that shows passwords is written only for somebody who was told so. */
static gboolean
warn (ExportCommand              *self,
      const PosternExportFormat  *format,
      GError                    **error)
{
  g_autofree char *warning = postern_export_warn (format);

  if (format->encrypted || self->without_passwords)
    return TRUE;
  if (self->readable_anyway)
    {
      fprintf (stderr, "posternctl: %s\n", warning);
      return TRUE;
    }
  if (isatty (STDIN_FILENO) && isatty (STDERR_FILENO) && ask (warning))
    return TRUE;

  /* Translators: %s is a warning, one or more sentences. */
  return ctl_refuse (error, _("%s Nothing was written. Add --readable-anyway if this is what you want, or "
                              "--without-passwords."), warning);
}

static const PosternExportFormat *
find_format (ExportCommand  *self,
             GError        **error)
{
  const PosternExportFormat *format = postern_export_lookup (self->format != NULL ? self->format : USUAL_FORMAT);
  g_autoptr (GString) ids = g_string_new (NULL);

  if (format != NULL)
    return format;
  for (guint i = 0; postern_export_get_nth (i) != NULL; i++)
    g_string_append_printf (ids, "%s%s", i == 0 ? "" : ", ", postern_export_get_nth (i)->id);
  /* Translators: the first %s is what the person typed, the second one a list of what could be typed. */
  ctl_refuse (error, _("There is no format “%s”. Use one of these: %s."), self->format, ids->str);

  return NULL;
}

static gboolean
load (ExportCommand  *self,
      gboolean        with_passwords,
      gboolean        is_encrypted,
      GError        **error)
{
  if (self->output == NULL || strcmp (self->output, "-") == 0)
    return ctl_refuse (error, _("Name the file to write with --output FILE. It will be readable by you alone."));
  if (!is_encrypted && self->passphrase_file != NULL)
    return ctl_refuse (error, _("This format is not encrypted, so a passphrase is of no use. Leave it out."));
  self->store = postern_store_open (NULL, error);
  if (self->store == NULL)
    return FALSE;
  self->entries = ctl_entries_load (self->store, self->ids, with_passwords, error);
  if (self->entries == NULL)
    return FALSE;
  if (is_encrypted)
    self->passphrase = ctl_passphrase_get (self->passphrase_file, &self->is_new, error);

  return !is_encrypted || self->passphrase != NULL;
}

static void
report (ExportCommand *self,
        const char    *hint)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (self->json)
    {
      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "output", self->output);
      ctl_json_set_int (builder, "records", self->entries->len);
      if (self->is_new)
        ctl_json_set_string (builder, "passphrase", postern_secret_peek (self->passphrase));
      json_builder_end_object (builder);
      ctl_json_print (builder, TRUE);
      return;
    }
  /* Translators: %u is a number of records, %s a file's path. */
  ctl_print (ngettext ("%u record is in %s.\n", "%u records are in %s.\n", self->entries->len), self->entries->len,
             self->output);
  if (hint != NULL)
    ctl_print_wrapped ("", hint);
  if (self->is_new)
    ctl_passphrase_show (self->passphrase);
}

static void
add_options (ExportCommand  *self,
             GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &self->output, N_("Where to write it, readable by you alone"),
      N_("FILE") },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &self->passphrase_file,
      N_("Read the passphrase from FILE in place of making one"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_("Print JSON, with the passphrase if one was made"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/**
 * ctl_records_export:
 * @arguments: the subcommand and its arguments
 *
 * Writes records into a file that a password manager brings in.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_records_export (char **arguments)
{
  g_auto (ExportCommand) self = { NULL };
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &self.format, N_("The kind of file; encrypted JSON if not given"),
      N_("ID") },
    { "record", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.ids, N_("Only this record; may be repeated"), N_("ID") },
    { "without-passwords", 0, 0, G_OPTION_ARG_NONE, &self.without_passwords, N_("Leave the passwords out"), NULL },
    { "readable-anyway", 0, 0, G_OPTION_ARG_NONE, &self.readable_anyway,
      N_("Write a file that shows the passwords, without asking"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("records export", NULL,
                                             _("Writes records into a file for a password manager, or as a backup."),
                                             EXPORT_EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  const PosternExportFormat *format;
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  add_options (&self, context);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;
  format = find_format (&self, &error);
  if (format == NULL || !warn (&self, format, &error) ||
      !load (&self, !self.without_passwords, format->encrypted, &error) ||
      !postern_export_save (format, self.entries, self.passphrase, self.output, &error))
    return ctl_fail_error (error);
  report (&self, _(format->hint));

  return CTL_DONE;
}

static gboolean
save_sheet (ExportCommand  *self,
            GError        **error)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  g_autofree const char **names = postern_entries_name_providers (self->entries, catalogue);
  const PosternSheet sheet = { .entries = self->entries, .provider_names = names };

  return postern_sheet_save (&sheet, self->passphrase, self->output, error);
}

/**
 * ctl_records_hand_over:
 * @arguments: the subcommand and its arguments
 *
 * Writes an encrypted sheet about one or more records for a colleague.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_records_hand_over (char **arguments)
{
  g_auto (ExportCommand) self = { NULL };
  const GOptionEntry entries[] = {
    { "with-password", 0, 0, G_OPTION_ARG_NONE, &self.with_password, N_("Put the password on the sheet, too"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("records hand-over", _("ID…"),
                                             _("Writes an encrypted PDF about a record for a colleague: account, "
                                               "settings, where it is used."), SHEET_EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  add_options (&self, context);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 1, G_MAXUINT, &status))
    return status;
  self.ids = g_strdupv (rest + 1);
  if (!load (&self, self.with_password, TRUE, &error) || !save_sheet (&self, &error))
    return ctl_fail_error (error);
  report (&self, NULL);

  return CTL_DONE;
}
