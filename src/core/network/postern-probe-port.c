/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-probe-private.h"
#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-test-report-private.h"

static const char *const reach_nicks[] = {
  [POSTERN_PROBE_OPEN] = "open",
  [POSTERN_PROBE_REFUSED] = "refused",
  [POSTERN_PROBE_FILTERED] = "filtered",
  [POSTERN_PROBE_UNREACHABLE] = "unreachable",
};

static const char *const speaks_nicks[] = {
  [POSTERN_PROBE_SPEAKS_NOTHING] = "nothing",
  [POSTERN_PROBE_SPEAKS_SMTP] = "smtp",
  [POSTERN_PROBE_SPEAKS_HTTP] = "http",
  [POSTERN_PROBE_SPEAKS_OTHER] = "other",
};

static const int failure_of_reach[] = {
  [POSTERN_PROBE_OPEN] = POSTERN_PROBE_NO_FAILURE,
  [POSTERN_PROBE_REFUSED] = POSTERN_SMTP_ERROR_CONNECTION_REFUSED,
  [POSTERN_PROBE_FILTERED] = POSTERN_SMTP_ERROR_TIMED_OUT,
  [POSTERN_PROBE_UNREACHABLE] = POSTERN_SMTP_ERROR_UNREACHABLE,
};

static void
attempt_free (gpointer data)
{
  PosternProbeAttempt *self = data;

  g_free (self->address);
  g_free (self);
}

/* The system can't say that TLS failed for being too old. */
static gboolean
is_too_old (PosternProbeLook *look)
{
  g_autoptr (PosternProbePort) scratch = postern_probe_port_new (look->port->endpoint);
  PosternProbeLook again = *look;
  g_autoptr (GSocketConnection) connection = NULL;

  again.port = scratch;
  again.old_tls = TRUE;
  connection = postern_probe_connect (&again);
  if (connection != NULL)
    postern_probe_talk (&again, connection, scratch->endpoint->security);
  if (look->port->tls_version == NULL)
    look->port->tls_version = g_steal_pointer (&scratch->tls_version);
  if (look->port->tls_version == NULL)
    return FALSE;
  look->port->failure = POSTERN_SMTP_ERROR_HANDSHAKE;

  return TRUE;
}

static void
talk_plainly (PosternProbeLook *look)
{
  g_autoptr (PosternEndpoint) planned = postern_endpoint_copy (look->port->endpoint);
  g_autoptr (GSocketConnection) again = NULL;

  g_ptr_array_set_size (look->port->attempts, 0);
  again = postern_probe_connect (look);
  if (again != NULL)
    postern_probe_talk (look, again, POSTERN_SECURITY_STARTTLS);
  if (look->port->speaks != POSTERN_PROBE_SPEAKS_SMTP)
    return;

  postern_endpoint_free (look->port->endpoint);
  look->port->endpoint = postern_endpoint_new (look->plan->host, planned->port, POSTERN_SECURITY_STARTTLS);
}

/* No TLS came where it had to: something old, or a server that talks plainly at first; but not one that hangs up. */
static void
look_closer (PosternProbeLook *look)
{
  if (!is_too_old (look) && look->port->endpoint->security == POSTERN_SECURITY_TLS &&
      look->port->failure != POSTERN_SMTP_ERROR_CLOSED)
    talk_plainly (look);
}

/** The name of @reach, as JSON has it. */
const char *
postern_probe_reach_to_nick (PosternProbeReach reach)
{
  g_return_val_if_fail (reach < G_N_ELEMENTS (reach_nicks), NULL);

  return reach_nicks[reach];
}

/** The name of @speaks, as JSON has it. */
const char *
postern_probe_speaks_to_nick (PosternProbeSpeaks speaks)
{
  g_return_val_if_fail (speaks < G_N_ELEMENTS (speaks_nicks), NULL);

  return speaks_nicks[speaks];
}

/** A port that has not been looked at yet (transfer full). */
PosternProbePort *
postern_probe_port_new (const PosternEndpoint *endpoint)
{
  PosternProbePort *self = g_new0 (PosternProbePort, 1);

  self->endpoint = postern_endpoint_copy (endpoint);
  self->attempts = g_ptr_array_new_with_free_func (attempt_free);
  self->reach = POSTERN_PROBE_UNREACHABLE;
  self->capabilities = g_new0 (char *, 1);
  self->failure = POSTERN_SMTP_ERROR_UNREACHABLE;

  return self;
}

/** Frees a port (transfer full) (nullable). */
void
postern_probe_port_free (PosternProbePort *self)
{
  if (self == NULL)
    return;

  postern_endpoint_free (self->endpoint);
  g_ptr_array_unref (self->attempts);
  g_free (self->greeting);
  g_strfreev (self->capabilities);
  g_clear_pointer (&self->server_time, g_date_time_unref);
  g_free (self->tls_version);
  g_free (self->tls_cipher);
  postern_certificate_facts_free (self->certificate);
  g_free (self);
}

/* Documented in the private header. */
void
postern_probe_look (PosternProbeLook *look)
{
  PosternProbePort *port = look->port;
  g_autoptr (PosternSmtpDeadline) deadline = NULL;
  g_autoptr (GSocketConnection) connection = NULL;

  deadline = postern_smtp_deadline_new (look->cancellable, look->plan->timeout);
  look->deadline = deadline;
  connection = postern_probe_connect (look);
  port->failure = failure_of_reach[port->reach];
  if (connection != NULL && postern_probe_talk (look, connection, port->endpoint->security))
    look_closer (look);
  port->usable = port->reach == POSTERN_PROBE_OPEN && port->failure == POSTERN_PROBE_NO_FAILURE;
  port->milliseconds = look->plan->timeout - postern_smtp_deadline_get_remaining (deadline);
  look->deadline = NULL;
}
