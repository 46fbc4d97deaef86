/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/smtp/postern-smtp-error.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl-probe.h"

#define PORT_WIDTH 6
#define SECURITY_WIDTH 10
#define REACH_WIDTH 14

static const char *const reach_words[] = {
  [POSTERN_PROBE_OPEN] = N_("open"),
  [POSTERN_PROBE_FILTERED] = N_("no answer"),
  [POSTERN_PROBE_REFUSED] = N_("closed"),
  [POSTERN_PROBE_UNREACHABLE] = N_("no way there"),
};

static const struct
{
  int         failure;
  const char *words;
} failure_words[] = {
  { POSTERN_SMTP_ERROR_TIMED_OUT, N_("answers too slowly") },
  { POSTERN_SMTP_ERROR_CLOSED, N_("hangs up") },
  { POSTERN_SMTP_ERROR_NOT_SMTP, N_("is no mail server") },
  { POSTERN_SMTP_ERROR_INJECTION, N_("is tampered with") },
  { POSTERN_SMTP_ERROR_NO_STARTTLS, N_("no encryption offered") },
  { POSTERN_SMTP_ERROR_HANDSHAKE, N_("encryption fails") },
  { POSTERN_SMTP_ERROR_REFUSED, N_("turns us away") },
};

static void
print_encryption (const PosternProbePort *port)
{
  g_autofree char *until = port->certificate != NULL && port->certificate->not_after != NULL ?
                           g_date_time_format (port->certificate->not_after, "%Y-%m-%d") : g_strdup ("?");
  g_autofree char *names = port->certificate != NULL ? g_strjoinv (", ", port->certificate->dns_names) : g_strdup ("?");

  if (port->usable)
    /* Translators: a version of TLS, and the date until which a certificate is valid. */
    ctl_print (_("%s, certificate valid until %s"), port->tls_version, until);
  else
    /* Translators: the names in a certificate. */
    ctl_print (_("certificate not accepted, for %s"), names);
}

static void
print_found (const PosternProbePort *port)
{
  if (port->usable || port->failure == POSTERN_SMTP_ERROR_CERTIFICATE)
    {
      print_encryption (port);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (failure_words); i++)
    {
      if (failure_words[i].failure == port->failure && port->reach == POSTERN_PROBE_OPEN)
        ctl_print ("%s", _(failure_words[i].words));
    }
}

static void
print_port (const PosternProbePort *port)
{
  g_autofree char *number = g_strdup_printf ("%u", port->endpoint->port);

  ctl_print ("%s ", port->usable ? "✓" : "✗");
  ctl_print_padded (number, PORT_WIDTH);
  ctl_print_padded (port->endpoint->security == POSTERN_SECURITY_TLS ? "TLS" : "STARTTLS", SECURITY_WIDTH);
  ctl_print_padded (_(reach_words[port->reach]), REACH_WIDTH);
  print_found (port);
  ctl_print ("\n");
}

static void
print_verdict (const PosternProbeVerdict *verdict,
               gboolean                   with_who)
{
  ctl_print ("\n");
  ctl_print_wrapped ("", verdict->title);
  ctl_print ("\n");
  ctl_print_wrapped ("", verdict->explanation);
  if (with_who)
    ctl_print ("\n%s\n", postern_who_get_label (verdict->who));
}

/**
 * ctl_probe_print_text:
 * @found: how the server was found
 * @probe: what was found there
 *
 * Prints a table of the ports, and what it all comes to.
 */
void
ctl_probe_print_text (const PosternDiscovery *found,
                      const PosternProbe     *probe)
{
  g_autofree char *notice = postern_discovery_dup_notice (found);
  g_autofree char *addresses = g_strjoinv (", ", probe->addresses);

  if (notice != NULL)
    {
      ctl_print_wrapped ("", notice);
      ctl_print ("\n");
    }
  if (addresses[0] != '\0')
    ctl_print ("%s (%s)\n\n", probe->host, addresses);
  for (guint i = 0; i < probe->ports->len; i++)
    print_port (g_ptr_array_index (probe->ports, i));
  print_verdict (probe->verdict, probe->best == NULL);
  for (guint i = 0; i < probe->notes->len; i++)
    print_verdict (g_ptr_array_index (probe->notes, i), FALSE);
}
