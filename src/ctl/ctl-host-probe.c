/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "core/base/postern-private-file.h"
#include "core/catalogue/postern-catalogue.h"
#include "core/handover/postern-host-probe-script.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl.h"

#define EXAMPLES \
  "  posternctl host-probe --provider microsoft365 --output probe-7f3a.php\n" \
  "  posternctl host-probe --host smtp.example.org --kind shell --output probe.sh\n" \
  "  posternctl diagnose --reply - < what-the-probe-printed.txt\n"

typedef struct
{
  char *provider;
  char *host;
  char *kind;
  char *output;
} ProbeCommand;

static void
probe_command_clear (ProbeCommand *self)
{
  g_free (self->provider);
  g_free (self->host);
  g_free (self->kind);
  g_free (self->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProbeCommand, probe_command_clear)

/* Returns (transfer full): the mail server's name. */
static char *
find_host (ProbeCommand  *self,
           GError       **error)
{
  g_autoptr (PosternCatalogue) catalogue = NULL;
  PosternProvider *provider;
  const PosternEndpoint *endpoint;

  if (self->host != NULL)
    return g_strdup (self->host);

  catalogue = postern_catalogue_new ();
  provider = postern_catalogue_get_provider (catalogue, self->provider);
  if (self->provider != NULL && provider == NULL)
    {
      /* Translators: %s is what the person typed. */
      ctl_refuse (error, _("There is no provider “%s”. “posternctl providers” lists them."), self->provider);
      return NULL;
    }
  if (provider == NULL || provider->endpoints->len == 0)
    {
      ctl_refuse (error, _("Name the mail server with --provider ID or with --host NAME."));
      return NULL;
    }
  endpoint = g_ptr_array_index (provider->endpoints, 0);

  return g_strdup (endpoint->host);
}

static void
print_note (const char *text)
{
  g_autofree char *lines = ctl_wrap ("", text);

  fputs (lines, stderr);
}

static void
explain_php (ProbeCommand *self,
             const char   *key)
{
  g_autofree char *file = g_path_get_basename (self->output != NULL ? self->output : "probe.php");
  g_autofree char *note = NULL;

  /* Translators: the first %s is a file's name; the second and third are the file's name and a key. */
  note = g_strdup_printf (_("Upload “%s” to the folder of your website, then open this address in a browser, with the "
                            "name of your site: https://www.example.org/%s?key=%s"), file, file, key);
  print_note (note);
  print_note (_("It runs once, deletes itself, and is of no use after 24 hours. It holds no password."));
}

static void
explain (ProbeCommand         *self,
         PosternHostProbeKind  kind,
         const char           *key)
{
  if (kind == POSTERN_HOST_PROBE_PHP)
    explain_php (self, key);
  else if (kind == POSTERN_HOST_PROBE_SHELL)
    print_note (_("Run it with “sh” on the computer that will send the mail. It holds no password."));
  else
    print_note (_("Run it with PowerShell on the computer that will send the mail. It holds no password."));
  print_note (_("Copy all that it prints, and give it to “posternctl diagnose --reply -”."));
}

static gboolean
write_script (ProbeCommand                  *self,
              const PosternHostProbeScript  *script,
              GError                       **error)
{
  if (self->output != NULL)
    return postern_private_file_save (self->output, script->text, -1, error);

  ctl_print ("%s", script->text);

  return TRUE;
}

static gboolean
run (ProbeCommand  *self,
     GError       **error)
{
  g_autoptr (PosternHostProbeScript) script = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *host = NULL;
  PosternHostProbeKind kind = POSTERN_HOST_PROBE_PHP;

  if (self->kind != NULL && !postern_host_probe_kind_from_nick (self->kind, &kind))
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("A probe can’t be written in “%s”. Use php, shell or powershell."), self->kind);
  host = find_host (self, error);
  if (host == NULL)
    return FALSE;

  script = postern_host_probe_script_new (kind, host, NULL, 0, now, &local);
  if (g_error_matches (local, POSTERN_HOST_PROBE_ERROR, POSTERN_HOST_PROBE_ERROR_HOST))
    return ctl_refuse (error, "%s", local->message);
  if (script == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!write_script (self, script, error))
    return FALSE;
  explain (self, kind, script->key);

  return TRUE;
}

/**
 * ctl_host_probe:
 * @arguments: the subcommand and its arguments
 *
 * Writes a script that looks at the mail server from where the mail will be sent.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_host_probe (char **arguments)
{
  g_auto (ProbeCommand) self = { NULL };
  const GOptionEntry entries[] = {
    { "provider", 0, 0, G_OPTION_ARG_STRING, &self.provider, N_("The mail provider, see “posternctl providers”"),
      N_("ID") },
    { "host", 0, 0, G_OPTION_ARG_STRING, &self.host, N_("The mail server’s name or address"), N_("NAME") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &self.kind, N_("php (the default), shell or powershell"), N_("KIND") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &self.output, N_("Write to FILE"), N_("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("host-probe", NULL,
                                             _("Writes a small script that shows what your web host can reach of the "
                                               "mail server. It never signs in."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;

  return run (&self, &error) ? CTL_DONE : ctl_fail_error (error);
}
