/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "ctl/ctl-finding.h"
#include "ctl/ctl.h"

#define EXAMPLES \
  "  posternctl diagnose --provider microsoft365 --reply \"535 5.7.139 Authentication unsuccessful, …\"\n" \
  "  posternctl diagnose --stage auth --reply \"535 Incorrect authentication data\" --json\n" \
  "  posternctl diagnose --reply - --probe-file from-here.json < what-the-probe-printed.txt\n"

/* The most that is read from standard input, in bytes. */
#define MOST_BYTES (256 * 1024)

typedef struct
{
  gboolean  json;
  char     *reply;
  char     *provider;
  char     *stage;
  char     *probe_file;
} DiagnoseCommand;

static void
diagnose_command_clear (DiagnoseCommand *self)
{
  g_free (self->reply);
  g_free (self->provider);
  g_free (self->stage);
  g_free (self->probe_file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DiagnoseCommand, diagnose_command_clear)

static char *
list_stages (void)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < POSTERN_N_STEPS; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", postern_step_to_nick ((PosternStep) i));

  return g_strdup (list->str);
}

/* “-” stands for standard input. */
static void
take_input (char **reply)
{
  g_autoptr (GString) input = NULL;
  gsize n;

  if (g_strcmp0 (*reply, "-") != 0)
    return;

  input = g_string_new (NULL);
  g_string_set_size (input, MOST_BYTES);
  n = fread (input->str, 1, MOST_BYTES, stdin);
  g_free (*reply);
  *reply = g_strndup (input->str, n);
}

/* What the probe of a web host says is read beside what this computer saw. */
static PosternFinding *
compare (PosternCatalogue  *catalogue,
         const char        *text,
         const char        *probe_file,
         GError           **error)
{
  g_autofree char *json = NULL;
  g_autoptr (PosternDesk) desk = NULL;
  PosternFinding *finding;

  if (!g_file_get_contents (probe_file, &json, NULL, error))
    return NULL;
  desk = postern_desk_new_from_json (json, error);
  if (desk == NULL)
    return NULL;

  finding = postern_diagnosis_explain_host_probe (catalogue, text, desk);
  if (finding == NULL)
    ctl_refuse (error, _("With --probe-file, --reply has to be what a host probe printed, from its first line to its "
                         "last."));

  return finding;
}

static gboolean
check (PosternCatalogue *catalogue,
       const char       *reply,
       const char       *provider,
       const char       *stage,
       CtlStatus        *status)
{
  g_autofree char *stages = list_stages ();
  PosternStep step;

  *status = CTL_DONE;
  if (reply == NULL || *reply == '\0')
    *status = ctl_fail (CTL_USAGE, _("Give the server’s answer or the error message with --reply TEXT."));
  else if (provider != NULL && postern_catalogue_get_provider (catalogue, provider) == NULL)
    /* Translators: %s is what the person typed. */
    *status = ctl_fail (CTL_USAGE, _("There is no provider “%s”. “posternctl providers” lists them."), provider);
  else if (stage != NULL && !postern_step_from_nick (stage, &step))
    /* Translators: the first %s is what the person typed, the second a list of names. */
    *status = ctl_fail (CTL_USAGE, _("There is no stage “%s”. There are: %s."), stage, stages);

  return *status == CTL_DONE;
}

/* Only a probe file can be wrong by now. */
static PosternFinding *
find (DiagnoseCommand   *self,
      PosternCatalogue  *catalogue,
      GError           **error)
{
  if (self->probe_file != NULL)
    return compare (catalogue, self->reply, self->probe_file, error);

  return postern_diagnosis_explain_reply (catalogue, self->reply, self->provider, self->stage);
}

/**
 * ctl_diagnose:
 * @arguments: the subcommand and its arguments
 *
 * Explains a reply that was seen elsewhere.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_diagnose (char **arguments)
{
  g_auto (DiagnoseCommand) self = { FALSE };
  const GOptionEntry entries[] = {
    { "reply", 0, 0, G_OPTION_ARG_STRING, &self.reply, N_("What the server answered, the error message, or what a "
                                                         "probe printed; “-” is standard input"), N_("TEXT") },
    { "provider", 0, 0, G_OPTION_ARG_STRING, &self.provider, N_("The mail provider, see “posternctl providers”"),
      N_("ID") },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &self.stage, N_("Where it happened, for example auth or data"), N_("STAGE") },
    { "probe-file", 0, 0, G_OPTION_ARG_FILENAME, &self.probe_file,
      N_("Compare with what “posternctl probe --json” saw from here"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self.json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("diagnose", NULL,
                                             _("Explains what a mail server answered, or an error message that a site "
                                               "or device showed."), EXAMPLES);
  g_autoptr (PosternCatalogue) catalogue = NULL;
  g_autoptr (PosternFinding) finding = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;
  take_input (&self.reply);
  catalogue = postern_catalogue_new ();
  if (!check (catalogue, self.reply, self.provider, self.stage, &status))
    return status;

  finding = find (&self, catalogue, &error);
  if (finding == NULL)
    return ctl_fail (CTL_USAGE, "%s", error->message);
  ctl_finding_print (finding, self.json);

  return CTL_DONE;
}
