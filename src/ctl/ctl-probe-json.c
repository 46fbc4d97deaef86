/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-smtp-error.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl-probe.h"

static const struct
{
  GTlsCertificateFlags flag;
  const char          *nick;
} faults[] = {
  { G_TLS_CERTIFICATE_UNKNOWN_CA, "unknown-issuer" },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, "other-name" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "not-yet-valid" },
  { G_TLS_CERTIFICATE_EXPIRED, "expired" },
  { G_TLS_CERTIFICATE_REVOKED, "revoked" },
  { G_TLS_CERTIFICATE_INSECURE, "insecure" },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, "other" },
};

static void
build_null (JsonBuilder *builder,
            const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_null_value (builder);
}

static void
build_time (JsonBuilder *builder,
            const char  *name,
            GDateTime   *time)
{
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  ctl_json_set_string (builder, name, text);
}

static void
build_attempts (JsonBuilder *builder,
                GPtrArray   *attempts)
{
  json_builder_set_member_name (builder, "attempts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < attempts->len; i++)
    {
      const PosternProbeAttempt *attempt = g_ptr_array_index (attempts, i);

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "address", attempt->address);
      ctl_json_set_string (builder, "family", attempt->family == G_SOCKET_FAMILY_IPV6 ? "ipv6" : "ipv4");
      ctl_json_set_string (builder, "reach", postern_probe_reach_to_nick (attempt->reach));
      ctl_json_set_int (builder, "ms", (gint64) attempt->milliseconds);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_faults (JsonBuilder          *builder,
              GTlsCertificateFlags  flags)
{
  json_builder_set_member_name (builder, "faults");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      if (flags & faults[i].flag)
        json_builder_add_string_value (builder, faults[i].nick);
    }
  json_builder_end_array (builder);
}

static void
build_certificate (JsonBuilder                   *builder,
                   const PosternCertificateFacts *certificate)
{
  if (certificate == NULL)
    {
      build_null (builder, "certificate");
      return;
    }
  json_builder_set_member_name (builder, "certificate");
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "subject", certificate->subject);
  ctl_json_set_string (builder, "issuer", certificate->issuer);
  ctl_json_set_strings (builder, "names", (const char *const *) certificate->dns_names);
  build_time (builder, "not_before", certificate->not_before);
  build_time (builder, "not_after", certificate->not_after);
  ctl_json_set_int (builder, "chain_length", certificate->chain_length);
  ctl_json_set_boolean (builder, "self_signed", certificate->self_signed);
  build_faults (builder, certificate->flags);
  json_builder_end_object (builder);
}

static void
build_port (JsonBuilder            *builder,
            const PosternProbePort *port)
{
  json_builder_begin_object (builder);
  ctl_json_set_int (builder, "port", port->endpoint->port);
  ctl_json_set_string (builder, "security", postern_security_to_nick (port->endpoint->security));
  ctl_json_set_string (builder, "reach", postern_probe_reach_to_nick (port->reach));
  build_attempts (builder, port->attempts);
  ctl_json_set_string (builder, "speaks", postern_probe_speaks_to_nick (port->speaks));
  ctl_json_set_string (builder, "greeting", port->greeting);
  ctl_json_set_strings (builder, "capabilities", (const char *const *) port->capabilities);
  ctl_json_set_boolean (builder, "starttls", port->starttls);
  ctl_json_set_boolean (builder, "masked", port->masked || port->hidden_starttls);
  ctl_json_set_string (builder, "tls", port->tls_version);
  ctl_json_set_string (builder, "cipher", port->tls_cipher);
  build_certificate (builder, port->certificate);
  ctl_json_set_string (builder, "failure", port->failure == POSTERN_PROBE_NO_FAILURE ?
                       NULL : postern_smtp_error_to_nick ((PosternSmtpError) port->failure));
  ctl_json_set_boolean (builder, "sign_in", port->sign_in);
  ctl_json_set_boolean (builder, "usable", port->usable);
  ctl_json_set_int (builder, "ms", (gint64) port->milliseconds);
  json_builder_end_object (builder);
}

static void
build_verdict (JsonBuilder               *builder,
               const PosternProbeVerdict *verdict)
{
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "id", verdict->id);
  ctl_json_set_string (builder, "who", postern_who_to_nick (verdict->who));
  ctl_json_set_string (builder, "title", verdict->title);
  ctl_json_set_string (builder, "explanation", verdict->explanation);
  json_builder_end_object (builder);
}

static void
build_use (JsonBuilder            *builder,
           const PosternProbePort *best)
{
  if (best == NULL)
    {
      build_null (builder, "use");
      return;
    }
  json_builder_set_member_name (builder, "use");
  json_builder_begin_object (builder);
  ctl_json_set_int (builder, "port", best->endpoint->port);
  ctl_json_set_string (builder, "security", postern_security_to_nick (best->endpoint->security));
  json_builder_end_object (builder);
}

static void
build_found (JsonBuilder            *builder,
             const PosternDiscovery *found)
{
  g_autofree char *notice = postern_discovery_dup_notice (found);

  json_builder_set_member_name (builder, "found");
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "way", postern_discovery_way_to_nick (found->way));
  ctl_json_set_string (builder, "provider", found->provider != NULL ? found->provider->id : NULL);
  ctl_json_set_string (builder, "evidence", found->evidence);
  ctl_json_set_string (builder, "notice", notice);
  json_builder_end_object (builder);
}

/**
 * ctl_probe_print_json:
 * @found: how the server was found
 * @probe: what was found there
 *
 * Prints one object: {asked, found:{way, provider, evidence, notice}, host, addresses, ports:[…], use:{port, security},
 * verdict:{…}, notes:[{…}]}.
 */
void
ctl_probe_print_json (const PosternDiscovery *found,
                      const PosternProbe     *probe)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "asked", found->asked);
  build_found (builder, found);
  ctl_json_set_string (builder, "host", probe->host);
  ctl_json_set_strings (builder, "addresses", (const char *const *) probe->addresses);
  json_builder_set_member_name (builder, "ports");
  json_builder_begin_array (builder);
  for (guint i = 0; i < probe->ports->len; i++)
    build_port (builder, g_ptr_array_index (probe->ports, i));
  json_builder_end_array (builder);
  build_use (builder, probe->best);
  json_builder_set_member_name (builder, "verdict");
  build_verdict (builder, probe->verdict);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < probe->notes->len; i++)
    build_verdict (builder, g_ptr_array_index (probe->notes, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ctl_json_print (builder, TRUE);
}
