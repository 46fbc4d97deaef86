/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-output.h"
#include "ctl/ctl.h"

/**
 * ctl_options_new:
 * @verb: the subcommand, as typed
 * @parameters: (nullable): what it takes beside options
 * @summary: translated sentence: what it does
 * @examples: commands, one a line
 *
 * Returns: (transfer full): options to be filled in, for ctl_options_parse()
 */
GOptionContext *
ctl_options_new (const char *verb,
                 const char *parameters,
                 const char *summary,
                 const char *examples)
{
  GOptionContext *context = g_option_context_new (parameters);
  g_autofree char *name = g_strconcat ("posternctl ", verb, NULL);
  g_autofree char *wrapped = ctl_wrap ("", summary);
  g_autofree char *description = g_strconcat (_("Examples:"), "\n", examples, NULL);

  /* The help names the program by this. */
  g_set_prgname (name);
  g_option_context_set_summary (context, g_strchomp (wrapped));
  g_option_context_set_description (context, description);

  return context;
}

/**
 * ctl_options_parse:
 * @context: (transfer full): the options
 * @arguments: (inout): the subcommand and its arguments; the options are taken out
 * @n_least: how many arguments must be left beside the subcommand
 * @n_most: how many may be left
 * @status: (out): set when it returns %FALSE
 *
 * Returns: whether to go on
 */
gboolean
ctl_options_parse (GOptionContext *context,
                   char         ***arguments,
                   guint           n_least,
                   guint           n_most,
                   CtlStatus      *status)
{
  g_autoptr (GOptionContext) owned = context;
  g_autoptr (GError) error = NULL;
  const char *name = g_get_prgname ();
  guint n;

  if (!g_option_context_parse_strv (context, arguments, &error))
    {
      /* Translators: the first %s is what is wrong, the second the command. */
      *status = ctl_fail (CTL_USAGE, _("%s. “%s --help” shows how it is used."), error->message, name);
      return FALSE;
    }

  n = g_strv_length (*arguments) - 1;
  if (n >= n_least && n <= n_most)
    return TRUE;
  if (n > n_most)
    /* Translators: the first %s is what the person typed, the second the command. */
    *status = ctl_fail (CTL_USAGE, _("“%s” is too much. “%s --help” shows how it is used."),
                        (*arguments)[n_most + 1], name);
  else
    /* Translators: %s is the command. */
    *status = ctl_fail (CTL_USAGE, _("Something is missing. “%s --help” shows how it is used."), name);

  return FALSE;
}
