/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-probe.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-wait.h"
#include "ctl/ctl.h"

#define TLS_SUFFIX ":tls"
#define EXAMPLES \
  "  posternctl probe example.org\n" \
  "  posternctl probe smtp.office365.com\n" \
  "  posternctl probe mail.example.org --ca-file ca.pem --json\n" \
  "  posternctl probe mail.example.org --port 2587 --port 2465:tls\n"

typedef struct
{
  char             *ca_file;
  char            **ports;
  gboolean          json;

  PosternCatalogue *catalogue;
  PosternDiscovery *found;
  PosternProbePlan *plan;
  CtlWait           wait;
  PosternProbe     *probe;
  GError           *error;
} ProbeCommand;

static void
probe_command_clear (ProbeCommand *self)
{
  g_free (self->ca_file);
  g_strfreev (self->ports);
  g_clear_object (&self->catalogue);
  postern_discovery_free (self->found);
  postern_probe_plan_free (self->plan);
  ctl_wait_clear (&self->wait);
  postern_probe_unref (self->probe);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProbeCommand, probe_command_clear)

/* "2587" or "2465:tls" */
static gboolean
add_port (PosternProbePlan *plan,
          const char       *text,
          GError          **error)
{
  gboolean tls = g_str_has_suffix (text, TLS_SUFFIX);
  g_autofree char *number = g_strndup (text, strlen (text) - (tls ? strlen (TLS_SUFFIX) : 0));
  guint64 port = 0;

  if (!g_ascii_string_to_unsigned (number, 10, 1, G_MAXUINT16, &port, NULL))
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("“%s” is no port. Give a number from 1 to 65535, with “:tls” behind it where "
                                "encryption begins at once."), text);
  postern_probe_plan_add_port (plan, (guint16) port, tls ? POSTERN_SECURITY_TLS : POSTERN_SECURITY_STARTTLS);

  return TRUE;
}

static gboolean
prepare (ProbeCommand *self,
         GError      **error)
{
  self->plan = postern_discovery_make_plan (self->found, self->catalogue);
  self->plan->ca_file = g_strdup (self->ca_file);
  if (self->ports != NULL)
    postern_probe_plan_clear_ports (self->plan);
  for (guint i = 0; self->ports != NULL && self->ports[i] != NULL; i++)
    {
      if (!add_port (self->plan, self->ports[i], error))
        return FALSE;
    }

  return postern_probe_plan_check (self->plan, error);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  ProbeCommand *self = data;

  self->probe = postern_probe_run_finish (result, &self->error);
  ctl_wait_end (&self->wait);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  ProbeCommand *self = data;

  self->found = postern_discovery_run_finish (result, &self->error);
  if (self->found != NULL && prepare (self, &self->error))
    postern_probe_run_async (self->plan, self->wait.cancellable, finished_cb, self);
  else
    ctl_wait_end (&self->wait);
}

static void
run (ProbeCommand *self,
     const char   *text)
{
  self->catalogue = postern_catalogue_new ();
  ctl_wait_begin (&self->wait);
  postern_discovery_run_async (self->catalogue, text, self->wait.cancellable, found_cb, self);
  ctl_wait_run (&self->wait);
}

static CtlStatus
conclude (ProbeCommand *self)
{
  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return ctl_fail (CTL_BROKEN, _("The look at the ports was stopped before its end, so it says nothing."));
  if (self->probe == NULL)
    return ctl_fail_error (self->error);

  if (self->json)
    ctl_probe_print_json (self->found, self->probe);
  else
    ctl_probe_print_text (self->found, self->probe);

  return self->probe->best != NULL ? CTL_DONE : CTL_PROBLEM;
}

/**
 * ctl_probe:
 * @arguments: the subcommand and its arguments
 *
 * Looks at a mail server's ports, and says which one to use or what is in the way.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_probe (char **arguments)
{
  g_auto (ProbeCommand) self = { NULL };
  const GOptionEntry entries[] = {
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &self.ca_file, N_("Trust the authorities of this PEM file too"),
      N_("FILE") },
    { "port", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.ports,
      N_("Look at this port instead; with “:tls” behind it, encryption begins at once; may be repeated"), N_("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self.json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("probe", _("HOST-OR-DOMAIN"),
                                             _("Looks at the ports 587, 465, 2525 and 25 of a mail server, and says "
                                               "which one to use, or what is in the way. For a domain or an "
                                               "e-mail address it finds the server first. Nobody signs in, and "
                                               "nothing is sent."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 1, 1, &status))
    return status;
  run (&self, rest[1]);

  return conclude (&self);
}
