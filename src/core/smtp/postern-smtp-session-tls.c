/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-smtp-session-private.h"
#include "core/smtp/postern-test-report-private.h"

/* What verification needs and finds. */
typedef struct
{
  PosternSmtpSession   *session;
  GTlsDatabase         *extra;
  GSocketConnectable   *identity;
  GTlsCertificateFlags  flags;
} Verification;

static const char *
name_version (GTlsProtocolVersion version)
{
  switch (version)
    {
    case G_TLS_PROTOCOL_VERSION_TLS_1_0:
      return "TLS 1.0";
    case G_TLS_PROTOCOL_VERSION_TLS_1_1:
      return "TLS 1.1";
    case G_TLS_PROTOCOL_VERSION_TLS_1_2:
      return "TLS 1.2";
    case G_TLS_PROTOCOL_VERSION_TLS_1_3:
      return "TLS 1.3";
    case G_TLS_PROTOCOL_VERSION_UNKNOWN:
    case G_TLS_PROTOCOL_VERSION_SSL_3_0:
    case G_TLS_PROTOCOL_VERSION_DTLS_1_0:
    case G_TLS_PROTOCOL_VERSION_DTLS_1_2:
    default:
      return "TLS";
    }
}

/* Verification by the system's authorities found a fault. The plan's own ones are asked when it is that the authority
   isn't known; nothing else is ever let through. */
static gboolean
accept_certificate_cb (GTlsConnection       *connection,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  flags,
                       Verification         *verification)
{
  PosternSmtpSession *session = verification->session;

  if (verification->extra != NULL && (flags & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    flags = g_tls_database_verify_chain (verification->extra, certificate,
                                         G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, verification->identity, NULL,
                                         G_TLS_DATABASE_VERIFY_NONE,
                                         postern_smtp_deadline_get_cancellable (session->deadline), NULL);
  verification->flags = flags;
  g_clear_pointer (&session->report->certificate, postern_certificate_facts_free);
  session->report->certificate = postern_certificate_facts_new (certificate, flags);

  return flags == G_TLS_CERTIFICATE_NO_FLAGS;
}

static const char *
explain_flags (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _("The server’s certificate is for another name. Check the server’s name; if it’s right, somebody on the "
             "way answers in its place. Nothing was sent.");
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _("The server’s certificate has expired. Its operator has to renew it. Nothing was sent.");
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _("The server’s certificate isn’t valid yet. Check the date and time of this computer. Nothing was sent.");
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return _("The server’s certificate was revoked. Its operator has to replace it. Nothing was sent.");
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _("The server’s certificate comes from an authority that this computer doesn’t know. If it’s your company’s "
             "own one, give its file. Nothing was sent.");

  return _("The server’s certificate can’t be trusted. Nothing was sent.");
}

static void
explain_handshake (GError             **error,
                   GError              *reason,
                   const Verification  *verification)
{
  if (verification->flags != G_TLS_CERTIFICATE_NO_FLAGS ||
      g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_CERTIFICATE,
                         explain_flags (verification->flags));
  else if (g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS))
    g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_HANDSHAKE,
                         _("The server doesn’t begin with encryption on this port. Choose “STARTTLS” for the "
                           "encryption, or another port."));
  else if (reason->domain == G_TLS_ERROR)
    g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_HANDSHAKE,
                 /* Translators: %s is the reason that the system gave. */
                 _("The server and this computer can’t agree on an encryption. Tell the server’s operator: %s"),
                 reason->message);
  else
    g_propagate_error (error, g_error_copy (reason));
}

static void
report_success (PosternSmtpSession *self,
                GTlsConnection     *connection)
{
  PosternTestReport *report = self->report;
  g_autofree char *names = NULL;
  g_autofree char *note = NULL;

  report->tls_version = g_strdup (name_version (g_tls_connection_get_protocol_version (connection)));
  report->tls_cipher = g_tls_connection_get_ciphersuite_name (connection);
  if (report->certificate == NULL)
    report->certificate = postern_certificate_facts_new (g_tls_connection_get_peer_certificate (connection),
                                                         G_TLS_CERTIFICATE_NO_FLAGS);
  names = g_strjoinv (", ", report->certificate->dns_names);
  /* Translators: a version of TLS, a cipher's name, and the names in a certificate. */
  note = g_strdup_printf (_("%s, %s, certificate for %s"), report->tls_version, report->tls_cipher, names);
  postern_smtp_transcript_add_note (self->transcript, note);
}

static gboolean
open_extra (PosternSmtpSession  *self,
            GTlsDatabase       **database,
            GError             **error)
{
  g_autofree char *path = NULL;

  if (self->plan->ca_file == NULL)
    return TRUE;
  path = g_canonicalize_filename (self->plan->ca_file, NULL);
  *database = g_tls_file_database_new (path, error);

  return *database != NULL;
}

/* An address must not go out as a server name (RFC 6066 §3). */
static GSocketConnectable *
make_identity (PosternSmtpSession *self)
{
  guint16 port = self->plan->endpoint->port;

  if (g_hostname_is_ip_address (self->host))
    return G_SOCKET_CONNECTABLE (g_inet_socket_address_new_from_string (self->host, port));

  return g_network_address_new (self->host, port);
}

static GIOStream *
make_tls (PosternSmtpSession *self,
          Verification       *verification,
          GError            **error)
{
  GIOStream *base = postern_smtp_connection_get_stream (self->connection);
  g_autoptr (GIOStream) tls = g_tls_client_connection_new (base, verification->identity, error);

  if (tls != NULL)
    g_signal_connect (tls, "accept-certificate", G_CALLBACK (accept_certificate_cb), verification);

  return g_steal_pointer (&tls);
}

/* TLS: the handshake, and the certificate's verification, which nothing turns off. */
gboolean
postern_smtp_session_tls (PosternSmtpSession  *self,
                          PosternSmtpReply   **reply,
                          GError             **error)
{
  GCancellable *cancellable = postern_smtp_deadline_get_cancellable (self->deadline);
  g_autoptr (GSocketConnectable) identity = make_identity (self);
  g_autoptr (GTlsDatabase) extra = NULL;
  g_autoptr (GIOStream) tls = NULL;
  g_autoptr (GError) reason = NULL;
  Verification verification = { self, NULL, identity, G_TLS_CERTIFICATE_NO_FLAGS };
  gboolean shaken;

  if (!open_extra (self, &extra, error))
    return FALSE;
  verification.extra = extra;
  tls = make_tls (self, &verification, error);
  if (tls == NULL)
    return FALSE;
  shaken = g_tls_connection_handshake (G_TLS_CONNECTION (tls), cancellable, &reason);
  g_signal_handlers_disconnect_by_data (tls, &verification);
  if (!shaken)
    {
      explain_handshake (error, reason, &verification);
      return FALSE;
    }
  report_success (self, G_TLS_CONNECTION (tls));
  postern_smtp_connection_set_stream (self->connection, tls);

  return TRUE;
}
