/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-finding.h"
#include "ctl/ctl.h"

#define EXAMPLES \
  "  posternctl diagnose --provider microsoft365 --reply \"535 5.7.139 Authentication unsuccessful, …\"\n" \
  "  posternctl diagnose --stage auth --reply \"535 Incorrect authentication data\" --json\n"

static char *
list_stages (void)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < POSTERN_N_STEPS; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", postern_step_to_nick ((PosternStep) i));

  return g_strdup (list->str);
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
  gboolean json = FALSE;
  g_autofree char *reply = NULL;
  g_autofree char *provider = NULL;
  g_autofree char *stage = NULL;
  const GOptionEntry entries[] = {
    { "reply", 0, 0, G_OPTION_ARG_STRING, &reply, N_("What the server answered, or the error message"), N_("TEXT") },
    { "provider", 0, 0, G_OPTION_ARG_STRING, &provider, N_("The mail provider, see “posternctl providers”"), N_("ID") },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &stage, N_("Where it happened, for example auth or data"), N_("STAGE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("diagnose", NULL,
                                             _("Explains what a mail server answered, or an error message that a site "
                                               "or device showed."), EXAMPLES);
  g_autoptr (PosternCatalogue) catalogue = NULL;
  g_autoptr (PosternFinding) finding = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;
  catalogue = postern_catalogue_new ();
  if (!check (catalogue, reply, provider, stage, &status))
    return status;

  finding = postern_diagnosis_explain_reply (catalogue, reply, provider, stage);
  ctl_finding_print (finding, json);

  return CTL_DONE;
}
