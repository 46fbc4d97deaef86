/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-probe-private.h"
#include "core/smtp/postern-smtp-error.h"

/* A clock that is off by less does not make a certificate fail by itself. */
#define MAX_CLOCK_SKEW (12 * G_TIME_SPAN_HOUR)

#define BLAMED_ON_DATE (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)

typedef gboolean (*MatchFunc) (const PosternProbe     *probe,
                               const PosternProbePort *port);

/* When a row counts. */
typedef enum
{
  IF_USABLE,      /* a port is usable, and one before it matches */
  IF_BEST,        /* a port is usable, and it matches */
  IF_NOT_USABLE,  /* none is usable, and one matches */
  IF_ALL,         /* none is usable, and all match, perhaps for there are none */
} Scope;

typedef struct
{
  const char *id;
  Scope       scope;
  MatchFunc   match;
} Row;

static gboolean
is_anything (const PosternProbe     *probe,
             const PosternProbePort *port)
{
  return TRUE;
}

static gboolean
is_unknown_host (const PosternProbe     *probe,
                 const PosternProbePort *port)
{
  return probe->lookup == POSTERN_PROBE_LOOKUP_NOT_FOUND && probe->witness != POSTERN_PROBE_WITNESS_UNKNOWN;
}

static gboolean
is_unanswered_name (const PosternProbe     *probe,
                    const PosternProbePort *port)
{
  return probe->lookup == POSTERN_PROBE_LOOKUP_FAILED && (probe->witness == POSTERN_PROBE_WITNESS_REACHED ||
                                                          probe->witness == POSTERN_PROBE_WITNESS_SILENT);
}

static gboolean
is_blocked (const PosternProbe     *probe,
            const PosternProbePort *port)
{
  return port->reach == POSTERN_PROBE_FILTERED || port->reach == POSTERN_PROBE_UNREACHABLE;
}

/* No way to anywhere: to this server, to others, or to the one that knows the names. */
static gboolean
is_offline (const PosternProbe     *probe,
            const PosternProbePort *port)
{
  if (probe->witness == POSTERN_PROBE_WITNESS_REACHED)
    return FALSE;
  if (port == NULL)
    return probe->lookup != POSTERN_PROBE_LOOKUP_FOUND;

  if (probe->witness == POSTERN_PROBE_WITNESS_UNKNOWN)
    return is_blocked (probe, port);

  return probe->witness == POSTERN_PROBE_WITNESS_NOT_ASKED && port->reach == POSTERN_PROBE_UNREACHABLE;
}

static gboolean
is_server_silent (const PosternProbe     *probe,
                  const PosternProbePort *port)
{
  return probe->witness == POSTERN_PROBE_WITNESS_REACHED && port != NULL && is_blocked (probe, port);
}

/* Firewalls of web hosts turn connections down as often as they drop them. */
static gboolean
is_all_mail_blocked (const PosternProbe     *probe,
                     const PosternProbePort *port)
{
  return probe->witness == POSTERN_PROBE_WITNESS_SILENT && port != NULL && port->reach != POSTERN_PROBE_OPEN;
}

static gboolean
is_all_blocked (const PosternProbe     *probe,
                const PosternProbePort *port)
{
  return port != NULL && is_blocked (probe, port);
}

static gboolean
is_web (const PosternProbe     *probe,
        const PosternProbePort *port)
{
  return port->speaks == POSTERN_PROBE_SPEAKS_HTTP;
}

static gboolean
is_stripped (const PosternProbe     *probe,
             const PosternProbePort *port)
{
  return port->hidden_starttls || (port->masked && !port->usable);
}

static gboolean
is_injected (const PosternProbe     *probe,
             const PosternProbePort *port)
{
  return port->failure == POSTERN_SMTP_ERROR_INJECTION;
}

static gboolean
has_flags (const PosternProbePort *port,
           GTlsCertificateFlags    flags)
{
  return port->failure == POSTERN_SMTP_ERROR_CERTIFICATE && port->certificate != NULL &&
         (port->certificate->flags & flags) != 0;
}

static gboolean
is_clock_wrong (const PosternProbe     *probe,
                const PosternProbePort *port)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return has_flags (port, BLAMED_ON_DATE) && port->server_time != NULL &&
         ABS (g_date_time_difference (now, port->server_time)) > MAX_CLOCK_SKEW;
}

static gboolean
is_other_name (const PosternProbe     *probe,
               const PosternProbePort *port)
{
  return has_flags (port, G_TLS_CERTIFICATE_BAD_IDENTITY);
}

static gboolean
is_expired (const PosternProbe     *probe,
            const PosternProbePort *port)
{
  return has_flags (port, G_TLS_CERTIFICATE_EXPIRED);
}

static gboolean
is_early (const PosternProbe     *probe,
          const PosternProbePort *port)
{
  return has_flags (port, G_TLS_CERTIFICATE_NOT_ACTIVATED);
}

static gboolean
is_self_signed (const PosternProbe     *probe,
                const PosternProbePort *port)
{
  return has_flags (port, G_TLS_CERTIFICATE_UNKNOWN_CA) && port->certificate->self_signed;
}

static gboolean
is_unknown_issuer (const PosternProbe     *probe,
                   const PosternProbePort *port)
{
  return has_flags (port, G_TLS_CERTIFICATE_UNKNOWN_CA);
}

static gboolean
is_certificate_bad (const PosternProbe     *probe,
                    const PosternProbePort *port)
{
  return port->failure == POSTERN_SMTP_ERROR_CERTIFICATE;
}

static gboolean
is_old_tls (const PosternProbe     *probe,
            const PosternProbePort *port)
{
  return port->failure == POSTERN_SMTP_ERROR_HANDSHAKE && port->tls_version != NULL;
}

static gboolean
is_tls_broken (const PosternProbe     *probe,
               const PosternProbePort *port)
{
  gboolean hung_up = port->failure == POSTERN_SMTP_ERROR_CLOSED && port->starttls && port->tls_version == NULL;

  return port->failure == POSTERN_SMTP_ERROR_HANDSHAKE || hung_up;
}

static gboolean
lacks_starttls (const PosternProbe     *probe,
                const PosternProbePort *port)
{
  return port->failure == POSTERN_SMTP_ERROR_NO_STARTTLS;
}

static gboolean
is_turned_away (const PosternProbe     *probe,
                const PosternProbePort *port)
{
  return port->failure == POSTERN_SMTP_ERROR_REFUSED && port->speaks == POSTERN_PROBE_SPEAKS_SMTP;
}

static gboolean
is_no_mail_server (const PosternProbe     *probe,
                   const PosternProbePort *port)
{
  return port->speaks == POSTERN_PROBE_SPEAKS_OTHER || port->speaks == POSTERN_PROBE_SPEAKS_HTTP;
}

static gboolean
is_mute (const PosternProbe     *probe,
         const PosternProbePort *port)
{
  return port->reach == POSTERN_PROBE_OPEN;
}

static gboolean
has_no_sign_in (const PosternProbe     *probe,
                const PosternProbePort *port)
{
  return !port->sign_in;
}

/* Unreachable is no sign: a network without IPv6 says so at once, and costs nobody any time. */
static gboolean
is_ipv6_broken (const PosternProbe     *probe,
                const PosternProbePort *port)
{
  gboolean broken = FALSE;
  gboolean works = FALSE;

  for (guint i = 0; i < port->attempts->len; i++)
    {
      const PosternProbeAttempt *attempt = g_ptr_array_index (port->attempts, i);
      gboolean open = attempt->reach == POSTERN_PROBE_OPEN;

      if (attempt->family == G_SOCKET_FAMILY_IPV4)
        works = works || open;
      else if (open)
        return FALSE;
      else if (attempt->reach != POSTERN_PROBE_UNREACHABLE)
        broken = TRUE;
    }

  return works && broken;
}

/* The first that counts is the verdict; the others that count beside a usable port are notes. */
static const Row rows[] = {
  { "stripped-elsewhere", IF_USABLE, is_stripped },
  { "certificate-elsewhere", IF_USABLE, is_certificate_bad },
  { "port-blocked", IF_USABLE, is_blocked },
  { "ipv6-broken", IF_BEST, is_ipv6_broken },
  { "no-sign-in", IF_BEST, has_no_sign_in },
  { "usable", IF_BEST, is_anything },

  { "unknown-host", IF_ALL, is_unknown_host },
  { "name-unanswered", IF_ALL, is_unanswered_name },
  { "no-network", IF_ALL, is_offline },
  { "server-silent", IF_ALL, is_server_silent },
  { "mail-blocked", IF_ALL, is_all_mail_blocked },
  { "nothing-answers", IF_ALL, is_all_blocked },
  { "clock-wrong", IF_NOT_USABLE, is_clock_wrong },
  { "stripped", IF_NOT_USABLE, is_stripped },
  { "injection", IF_NOT_USABLE, is_injected },
  { "other-certificate", IF_NOT_USABLE, is_other_name },
  { "certificate-expired", IF_NOT_USABLE, is_expired },
  { "certificate-early", IF_NOT_USABLE, is_early },
  { "certificate-self-signed", IF_NOT_USABLE, is_self_signed },
  { "certificate-unknown-issuer", IF_NOT_USABLE, is_unknown_issuer },
  { "certificate-bad", IF_NOT_USABLE, is_certificate_bad },
  { "old-tls", IF_NOT_USABLE, is_old_tls },
  { "tls-failed", IF_NOT_USABLE, is_tls_broken },
  { "no-starttls", IF_NOT_USABLE, lacks_starttls },
  { "turned-away", IF_NOT_USABLE, is_turned_away },
  { "captive-portal", IF_NOT_USABLE, is_web },
  { "not-smtp", IF_NOT_USABLE, is_no_mail_server },
  { "mute", IF_NOT_USABLE, is_mute },
  { "no-mail-server", IF_ALL, is_anything },
};

static const PosternProbePort *
choose_best (const PosternProbe *self)
{
  const PosternProbePort *best = NULL;

  for (guint i = 0; i < self->ports->len; i++)
    {
      const PosternProbePort *port = g_ptr_array_index (self->ports, i);

      if (port->usable && (best == NULL || (port->sign_in && !best->sign_in)))
        best = port;
    }

  return best;
}

/* The first port that matches, of those before @end; NULL when none does. */
static const PosternProbePort *
find_match (const PosternProbe     *self,
            const Row              *row,
            const PosternProbePort *end)
{
  for (guint i = 0; i < self->ports->len && g_ptr_array_index (self->ports, i) != end; i++)
    {
      const PosternProbePort *port = g_ptr_array_index (self->ports, i);

      if (row->match (self, port))
        return port;
    }

  return NULL;
}

static gboolean
match_all (const PosternProbe *self,
           const Row          *row)
{
  if (self->ports->len == 0)
    return row->match (self, NULL);
  for (guint i = 0; i < self->ports->len; i++)
    {
      if (!row->match (self, g_ptr_array_index (self->ports, i)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
applies (const PosternProbe      *self,
         const Row               *row,
         const PosternProbePort **port)
{
  *port = NULL;
  switch (row->scope)
    {
    case IF_USABLE:
      *port = self->best != NULL ? find_match (self, row, self->best) : NULL;
      return *port != NULL;
    case IF_BEST:
      *port = self->best;
      return self->best != NULL && row->match (self, self->best);
    case IF_NOT_USABLE:
      *port = self->best == NULL ? find_match (self, row, NULL) : NULL;
      return *port != NULL;
    case IF_ALL:
    default:
      return self->best == NULL && match_all (self, row);
    }
}

/** Frees a verdict (transfer full) (nullable). */
void
postern_probe_verdict_free (PosternProbeVerdict *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->explanation);
  g_free (self);
}

/* Documented in the private header. */
void
postern_probe_judge (PosternProbe *self)
{
  self->best = choose_best (self);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PosternProbePort *port = NULL;

      if (!applies (self, &rows[i], &port))
        continue;
      if (self->verdict == NULL)
        self->verdict = postern_probe_verdict_write (rows[i].id, self, port);
      else if (self->best != NULL && rows[i].match != is_anything)
        g_ptr_array_add (self->notes, postern_probe_verdict_write (rows[i].id, self, port));
    }
}
