/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/smtp/postern-smtp-session-private.h"
#include "core/smtp/postern-smtp-tls.h"
#include "core/smtp/postern-test-report-private.h"

static void
note_success (PosternSmtpSession *self)
{
  PosternTestReport *report = self->report;
  g_autofree char *names = g_strjoinv (", ", report->certificate->dns_names);
  g_autofree char *note = NULL;

  /* Translators: a version of TLS, a cipher's name, and the names in a certificate. */
  note = g_strdup_printf (_("%s, %s, certificate for %s"), report->tls_version, report->tls_cipher, names);
  postern_smtp_transcript_add_note (self->transcript, note);
}

/* TLS: the handshake, and the certificate's verification. */
gboolean
postern_smtp_session_tls (PosternSmtpSession  *self,
                          PosternSmtpReply   **reply,
                          GError             **error)
{
  g_auto (PosternSmtpTlsFacts) facts = { NULL };
  g_autoptr (GIOStream) tls = NULL;

  tls = postern_smtp_tls_handshake (postern_smtp_connection_get_stream (self->connection), self->host,
                                    self->plan->endpoint->port, self->plan->ca_file, &facts,
                                    postern_smtp_deadline_get_cancellable (self->deadline), error);
  g_clear_pointer (&self->report->certificate, postern_certificate_facts_free);
  self->report->certificate = g_steal_pointer (&facts.certificate);
  if (tls == NULL)
    return FALSE;
  self->report->tls_version = g_steal_pointer (&facts.version);
  self->report->tls_cipher = g_steal_pointer (&facts.cipher);
  note_success (self);
  postern_smtp_connection_set_stream (self->connection, tls);

  return TRUE;
}
