/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-server.h"
#include "ctl/ctl-settings.h"
#include "ctl/ctl.h"

#define EXAMPLES \
  "  posternctl settings laravel --provider microsoft365 --account web@example.org \\\n" \
  "    --password-file password.txt --reveal --output settings.env\n" \
  "  posternctl settings generic-device --host smtp.example.org --port 465 --security tls \\\n" \
  "    --account scanner@example.org --record 1f2e --json\n"

typedef struct
{
  CtlServer      server;
  PosternTarget *target;
  char          *variant;
  char          *output;
  gboolean       reveal;
  gboolean       json;
} SettingsCommand;

static void
settings_command_clear (SettingsCommand *self)
{
  ctl_server_clear (&self->server);
  g_free (self->variant);
  g_free (self->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SettingsCommand, settings_command_clear)

static PosternSettings *
render (SettingsCommand *self,
        PosternSecret   *secret,
        GError         **error)
{
  const PosternSettingsInput input = {
    .endpoint = self->server.endpoint,
    .user = self->server.user,
    .from = self->server.from,
    .from_name = self->server.from_name,
    .secret = secret,
    .variant = self->variant,
    .provider = postern_catalogue_get_provider (self->server.catalogue, self->server.provider),
  };

  return postern_settings_render (self->target, &input, error);
}

/* A password that the target can't carry is refused even where it is masked. */
static PosternSettings *
render_checked (SettingsCommand *self,
                GError         **error)
{
  g_autoptr (PosternSettings) real = NULL;

  if (self->server.secret == NULL)
    return render (self, NULL, error);
  real = render (self, self->server.secret, error);
  if (real == NULL || self->reveal)
    return g_steal_pointer (&real);

  return render (self, NULL, error);
}

static CtlShown
get_shown (SettingsCommand *self)
{
  return (CtlShown){ self->server.catalogue, self->target,
                     postern_catalogue_get_provider (self->server.catalogue, self->server.provider) };
}

static CtlStatus
fail (SettingsCommand *self,
      const GError    *error)
{
  const CtlShown shown = get_shown (self);
  CtlStatus status = ctl_fail_error (error);
  const char *obstacle = postern_settings_error_get_obstacle (error);

  if (obstacle != NULL)
    ctl_settings_print_ways (&shown, obstacle);

  return status;
}

static gboolean
is_folder (const char *path)
{
  return g_str_has_suffix (path, "/") || g_file_test (path, G_FILE_TEST_IS_DIR);
}

/* One file for settings of several would leave out what belongs to them. */
static gboolean
save (SettingsCommand  *self,
      PosternSettings  *settings,
      GError          **error)
{
  if (is_folder (self->output))
    return postern_settings_save_all (settings, self->output, error);
  if (settings->parts->len == 1)
    return postern_settings_save (settings, self->output, error);

  return ctl_refuse (error,
                     /* Translators: %u is a number of files, %s the name of a folder. */
                     ngettext ("These settings are %u file. Give a folder for them: --output %s/",
                               "These settings are %u files. Give a folder for them: --output %s/",
                               settings->parts->len),
                     settings->parts->len, self->output);
}

static gboolean
write_settings (SettingsCommand *self,
                PosternSettings *settings,
                GError         **error)
{
  const CtlShown shown = get_shown (self);

  if (self->output != NULL && !save (self, settings, error))
    return FALSE;
  if (self->json)
    {
      ctl_settings_print_json (&shown, settings);
      return TRUE;
    }
  if (self->output == NULL)
    ctl_settings_print_text (settings);
  ctl_settings_print_notes (&shown, settings, self->output);

  return TRUE;
}

static gboolean
prepare (SettingsCommand *self,
         const char      *target,
         GError         **error)
{
  if (!ctl_server_resolve (&self->server, error))
    return FALSE;
  self->target = postern_catalogue_get_target (self->server.catalogue, target);
  if (self->target == NULL)
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("There is no target “%s”. “posternctl targets” lists them."), target);
  if (!self->reveal && !ctl_server_has_secret (&self->server))
    return TRUE;
  if (ctl_server_has_token (&self->server))
    return ctl_refuse (error, _("This record signs in with OAuth 2.0, so it has no password to write into settings."));

  return ctl_server_load_secret (&self->server, error);
}

/**
 * ctl_settings:
 * @arguments: the subcommand and its arguments
 *
 * Writes the settings for a target.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_settings (char **arguments)
{
  g_auto (SettingsCommand) self = { { NULL } };
  const GOptionEntry entries[] = {
    { "from-name", 0, 0, G_OPTION_ARG_STRING, &self.server.from_name, N_("The sender’s name"), N_("NAME") },
    { "record", 0, 0, G_OPTION_ARG_STRING, &self.server.record_id, N_("Take what is not given from a record"),
      N_("ID") },
    { "reveal", 0, 0, G_OPTION_ARG_NONE, &self.reveal, N_("Write the real password, not a mask"), NULL },
    { "variant", 0, 0, G_OPTION_ARG_STRING, &self.variant, N_("Another way to give the same settings"), N_("ID") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &self.output,
      N_("Write to FILE, or to files in the folder FILE/, which only you can read"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self.json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("settings", _("TARGET"),
                                             _("Writes the mail settings for a program, site or device."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (PosternSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  ctl_server_add_options (&self.server, context);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 1, 1, &status))
    return status;

  if (!prepare (&self, rest[1], &error))
    return ctl_fail_error (error);
  settings = render_checked (&self, &error);
  if (settings == NULL || !write_settings (&self, settings, &error))
    return fail (&self, error);

  return CTL_DONE;
}
