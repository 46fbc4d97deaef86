/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "core/catalogue/postern-settings.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl-server.h"
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
  char          *output;
  gboolean       reveal;
  gboolean       json;
} SettingsCommand;

static void
settings_command_clear (SettingsCommand *self)
{
  ctl_server_clear (&self->server);
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

static void
print_json (SettingsCommand *self,
            PosternSettings *settings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "target", self->target->id);
  ctl_json_set_string (builder, "syntax", self->target->syntax);
  ctl_json_set_string (builder, "path", self->target->path);
  ctl_json_set_string (builder, "text", settings->text);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < settings->fields->len; i++)
    {
      const PosternSettingsField *field = g_ptr_array_index (settings->fields, i);

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "label", field->label);
      ctl_json_set_string (builder, "value", field->value);
      ctl_json_set_boolean (builder, "secret", field->secret);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  ctl_json_set_strings (builder, "warnings", (const char *const *) settings->warnings);
  json_builder_end_object (builder);
  ctl_json_print (builder, TRUE);
}

static void
print_note (const char *text)
{
  g_autofree char *lines = ctl_wrap ("", text);

  fputs (lines, stderr);
}

/* Standard output gets the settings alone, ready for a pipe; what a person should know goes to standard error. */
static void
print_notes (SettingsCommand *self,
             PosternSettings *settings)
{
  g_autofree char *saved = NULL;

  if (self->output != NULL)
    {
      /* Translators: %s is a file's name. */
      saved = g_strdup_printf (_("The settings are in “%s”. Only you can read it."), self->output);
      print_note (saved);
    }
  else if (self->target->where != NULL)
    print_note (self->target->where);
  if (settings->masked)
    print_note (_("The password is masked. Add --reveal to show it."));
  for (char **warning = settings->warnings; warning != NULL && *warning != NULL; warning++)
    print_note (*warning);
}

static gboolean
write_settings (SettingsCommand *self,
                PosternSettings *settings,
                GError         **error)
{
  if (self->output != NULL && !postern_settings_save (settings, self->output, error))
    return FALSE;
  if (self->json)
    {
      print_json (self, settings);
      return TRUE;
    }
  if (self->output == NULL)
    ctl_print ("%s%s", settings->text, g_str_has_suffix (settings->text, "\n") ? "" : "\n");
  print_notes (self, settings);

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
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &self.output, N_("Write to FILE, which only you can read"), N_("FILE") },
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
    return ctl_fail_error (error);

  return CTL_DONE;
}
