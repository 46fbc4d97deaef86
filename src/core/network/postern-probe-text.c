/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-probe-text.h"

#include <glib/gi18n-lib.h>

#include "core/smtp/postern-smtp-error.h"

static const char *const reach_words[] = {
  [POSTERN_PROBE_FILTERED] = N_("No answer"),
  [POSTERN_PROBE_REFUSED] = N_("Closed"),
  [POSTERN_PROBE_UNREACHABLE] = N_("This network has no way there"),
};

static const struct { int failure; const char *words; } failure_words[] = {
  { POSTERN_SMTP_ERROR_TIMED_OUT, N_("Open, but too slow") },
  { POSTERN_SMTP_ERROR_CLOSED, N_("Open, but hangs up") },
  { POSTERN_SMTP_ERROR_NOT_SMTP, N_("Something else than a mail server answers") },
  { POSTERN_SMTP_ERROR_INJECTION, N_("Somebody tampers with the connection") },
  { POSTERN_SMTP_ERROR_NO_STARTTLS, N_("Open, but offers no encryption") },
  { POSTERN_SMTP_ERROR_HANDSHAKE, N_("Open, but the encryption fails") },
  { POSTERN_SMTP_ERROR_REFUSED, N_("Open, but turns this computer away") },
  { POSTERN_SMTP_ERROR_CERTIFICATE, N_("Open, but the certificate can’t be accepted") },
};

static void
fact_free (gpointer data)
{
  PosternProbeFact *fact = data;

  g_free (fact->value);
  g_free (fact);
}

static void
add_fact (GPtrArray  *facts,
          const char *label,
          char       *value)
{
  g_autofree char *owned = value;
  PosternProbeFact *fact;

  if (owned == NULL || *owned == '\0')
    return;

  fact = g_new0 (PosternProbeFact, 1);
  fact->label = label;
  fact->value = g_steal_pointer (&owned);
  g_ptr_array_add (facts, fact);
}

static char *
format_day (GDateTime *day)
{
  return day == NULL ? g_strdup ("?") : g_date_time_format (day, "%Y-%m-%d");
}

static void
add_certificate (GPtrArray                     *facts,
                 const PosternCertificateFacts *certificate)
{
  g_autofree char *names = g_strjoinv (", ", certificate->dns_names);
  g_autofree char *from = format_day (certificate->not_before);
  g_autofree char *until = format_day (certificate->not_after);

  add_fact (facts, _("Certificate for"), g_strdup (*names != '\0' ? names : certificate->subject));
  add_fact (facts, _("Issued by"), g_strdup (certificate->issuer));
  /* Translators: two dates: “2026-01-31 to 2027-01-31”. */
  add_fact (facts, _("Valid"), g_strdup_printf (_("%s to %s"), from, until));
}

static char *
dup_encryption (const PosternProbePort *self)
{
  const char *security = self->endpoint->security == POSTERN_SECURITY_TLS ? _("from the first byte") : _("STARTTLS");

  if (self->tls_version == NULL)
    return NULL;

  /* Translators: a version of TLS, how it begins (“STARTTLS”), and a cipher: “TLS 1.3, STARTTLS, AES-256-GCM”. */
  return g_strdup_printf (_("%s, %s, %s"), self->tls_version, security,
                          self->tls_cipher != NULL ? self->tls_cipher : "?");
}

static char *
list_addresses (const PosternProbePort *self)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < self->attempts->len; i++)
    {
      const PosternProbeAttempt *attempt = g_ptr_array_index (self->attempts, i);

      if (attempt->reach == self->reach)
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", attempt->address);
    }

  return g_strdup (list->str);
}

static void
append_port (GString                *text,
             const PosternProbePort *port)
{
  g_autofree char *summary = postern_probe_port_dup_summary (port);
  g_autoptr (GPtrArray) facts = postern_probe_port_list_facts (port);

  /* Translators: a port's number and what was found there. */
  g_string_append_printf (text, _("Port %u: %s"), port->endpoint->port, summary);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < facts->len; i++)
    {
      const PosternProbeFact *fact = g_ptr_array_index (facts, i);

      g_string_append_printf (text, "    %s: %s\n", fact->label, fact->value);
    }
}

static void
append_verdict (GString                   *text,
                const PosternProbeVerdict *verdict)
{
  g_string_append_printf (text, "\n%s\n%s\n", verdict->title, verdict->explanation);
}

/**
 * postern_probe_port_dup_summary:
 * @self: a port whose look is over
 *
 * Returns: (transfer full): a translated sentence without a full stop: what was found there
 */
char *
postern_probe_port_dup_summary (const PosternProbePort *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->usable && self->sign_in)
    /* Translators: %s is a version of TLS. */
    return g_strdup_printf (_("Works, encrypted with %s"), self->tls_version);
  if (self->usable)
    return g_strdup (_("Encrypted, but without sign-in: for mail between servers"));
  if (self->reach != POSTERN_PROBE_OPEN)
    return g_strdup (_(reach_words[self->reach]));
  for (gsize i = 0; i < G_N_ELEMENTS (failure_words); i++)
    {
      if (failure_words[i].failure == self->failure)
        return g_strdup (_(failure_words[i].words));
    }

  return g_strdup (_("Open, but of no use"));
}

/**
 * postern_probe_port_list_facts:
 * @self: a port whose look is over
 *
 * Returns: (transfer full) (element-type PosternProbeFact): what is known of it, perhaps empty
 */
GPtrArray *
postern_probe_port_list_facts (const PosternProbePort *self)
{
  GPtrArray *facts;

  g_return_val_if_fail (self != NULL, NULL);

  facts = g_ptr_array_new_with_free_func (fact_free);
  add_fact (facts, _("Encryption"), dup_encryption (self));
  if (self->certificate != NULL)
    add_certificate (facts, self->certificate);
  add_fact (facts, _("The server says"), g_strdup (self->greeting));
  add_fact (facts, _("Address"), list_addresses (self));

  return facts;
}

/**
 * postern_probe_dup_text:
 * @self: what a look has found
 * @notice: (nullable): how the server was found
 *
 * Returns: (transfer full): all of it as plain text, to be pasted into a mail
 */
char *
postern_probe_dup_text (const PosternProbe *self,
                        const char         *notice)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *moment = g_date_time_format (now, "%Y-%m-%d %H:%M UTC");
  g_autofree char *addresses = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  addresses = g_strjoinv (", ", self->addresses);
  text = g_string_new (NULL);
  g_string_append_printf (text, "%s (%s), %s\n", self->host, *addresses != '\0' ? addresses : "?", moment);
  if (notice != NULL)
    g_string_append_printf (text, "%s\n", notice);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < self->ports->len; i++)
    append_port (text, g_ptr_array_index (self->ports, i));
  append_verdict (text, self->verdict);
  for (guint i = 0; i < self->notes->len; i++)
    append_verdict (text, g_ptr_array_index (self->notes, i));

  return g_strdup (text->str);
}
