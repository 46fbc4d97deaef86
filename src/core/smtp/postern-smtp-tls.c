/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/smtp/postern-smtp-tls.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/socket.h>

#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-test-report-private.h"

/* What verification needs and finds. */
typedef struct
{
  GTlsDatabase         *extra;
  GSocketConnectable   *identity;
  GCancellable         *cancellable;
  PosternSmtpTlsFacts  *facts;
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

/* Verification by the system's authorities found a fault. The caller's own ones are asked when it is that the authority
   isn't known; nothing else is ever let through. */
static gboolean
accept_certificate_cb (GTlsConnection       *connection,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  flags,
                       Verification         *self)
{
  if (self->extra != NULL && (flags & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    flags = g_tls_database_verify_chain (self->extra, certificate, G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER,
                                         self->identity, NULL, G_TLS_DATABASE_VERIFY_NONE, self->cancellable, NULL);
  self->flags = flags;
  g_clear_pointer (&self->facts->certificate, postern_certificate_facts_free);
  self->facts->certificate = postern_certificate_facts_new (certificate, flags);

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
    return _("The server’s certificate comes from an authority that this computer doesn’t know. If it’s your "
             "organisation’s own one, give its file. Nothing was sent.");

  return _("The server’s certificate can’t be trusted. Nothing was sent.");
}

/* The system says “not TLS” of a server that hangs up as well as of one that talks plainly. The latter has said more
   than the few bytes by which the system found that out. */
static gboolean
has_hung_up (GIOStream *base)
{
  GSocket *socket = G_IS_SOCKET_CONNECTION (base) ? g_socket_connection_get_socket (G_SOCKET_CONNECTION (base)) : NULL;
  char byte;
  gssize n;

  if (socket == NULL)
    return FALSE;
  n = recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

  return n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
}

static void
explain_not_tls (GError    **error,
                 GIOStream  *base)
{
  if (has_hung_up (base))
    g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_CLOSED,
                         _("The server hung up when the encryption was to begin. Try again; if it happens again, try "
                           "another network, or ask the server’s operator."));
  else
    g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_HANDSHAKE,
                         _("The server doesn’t begin with encryption on this port. Choose “STARTTLS” for the "
                           "encryption, or another port."));
}

static void
explain_handshake (GError             **error,
                   GError              *reason,
                   GIOStream           *base,
                   const Verification  *verification)
{
  if (verification->flags != G_TLS_CERTIFICATE_NO_FLAGS ||
      g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_CERTIFICATE,
                         explain_flags (verification->flags));
  else if (g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS))
    explain_not_tls (error, base);
  else if (reason->domain == G_TLS_ERROR)
    g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_HANDSHAKE,
                 /* Translators: %s is the reason that the system gave. */
                 _("The server and this computer can’t agree on an encryption. Tell the server’s operator: %s"),
                 reason->message);
  else
    g_propagate_error (error, g_error_copy (reason));
}

static void
keep_facts (PosternSmtpTlsFacts *facts,
            GTlsConnection      *connection)
{
  facts->version = g_strdup (name_version (g_tls_connection_get_protocol_version (connection)));
  facts->cipher = g_tls_connection_get_ciphersuite_name (connection);
  if (facts->certificate == NULL)
    facts->certificate = postern_certificate_facts_new (g_tls_connection_get_peer_certificate (connection),
                                                        G_TLS_CERTIFICATE_NO_FLAGS);
}

static gboolean
open_extra (const char    *ca_file,
            GTlsDatabase **database,
            GError       **error)
{
  g_autofree char *path = NULL;

  if (ca_file == NULL)
    return TRUE;
  path = g_canonicalize_filename (ca_file, NULL);
  *database = g_tls_file_database_new (path, error);

  return *database != NULL;
}

/* An address must not go out as a server name (RFC 6066 §3). */
static GSocketConnectable *
make_identity (const char *host,
               guint16     port)
{
  if (g_hostname_is_ip_address (host))
    return G_SOCKET_CONNECTABLE (g_inet_socket_address_new_from_string (host, port));

  return g_network_address_new (host, port);
}

/** Frees what @self holds, and empties it. */
void
postern_smtp_tls_facts_clear (PosternSmtpTlsFacts *self)
{
  g_clear_pointer (&self->version, g_free);
  g_clear_pointer (&self->cipher, g_free);
  g_clear_pointer (&self->certificate, postern_certificate_facts_free);
}

/**
 * postern_smtp_tls_check_file:
 * @ca_file: (nullable): a PEM file with authorities
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT
 *
 * Returns: whether it can be given to postern_smtp_tls_handshake()
 */
gboolean
postern_smtp_tls_check_file (const char *ca_file,
                             GError    **error)
{
  g_autoptr (GError) reason = NULL;
  GList *certificates = NULL;
  gboolean usable;

  if (ca_file == NULL)
    return TRUE;

  certificates = g_tls_certificate_list_new_from_file (ca_file, &reason);
  usable = certificates != NULL;
  g_list_free_full (certificates, g_object_unref);
  if (!usable)
    g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT,
                 /* Translators: the first %s is a file's name, the second the reason that the system gave. */
                 _("The file “%s” holds no certificate that can be read: %s"), ca_file,
                 reason != NULL ? reason->message : _("It is empty."));

  return usable;
}

/**
 * postern_smtp_tls_handshake:
 * @base: a connected stream on which TLS is due
 * @host: the server's name in ASCII, or its IP address
 * @port: the server's port
 * @ca_file: (nullable): a PEM file whose authorities are trusted beside the system's
 * @facts: (out caller-allocates): empty; filled also when it fails
 * @cancellable: (nullable): what ends it
 * @error: return location for %POSTERN_SMTP_ERROR_CERTIFICATE, %POSTERN_SMTP_ERROR_HANDSHAKE,
 *   %POSTERN_SMTP_ERROR_CLOSED or an error of GIO
 *
 * Does the handshake, and verifies the certificate, which nothing turns off. Blocks.
 *
 * Returns: (transfer full): the encrypted stream, or %NULL with @error set
 */
GIOStream *
postern_smtp_tls_handshake (GIOStream            *base,
                            const char           *host,
                            guint16               port,
                            const char           *ca_file,
                            PosternSmtpTlsFacts  *facts,
                            GCancellable         *cancellable,
                            GError              **error)
{
  g_autoptr (GSocketConnectable) identity = make_identity (host, port);
  g_autoptr (GTlsDatabase) extra = NULL;
  g_autoptr (GIOStream) tls = NULL;
  g_autoptr (GError) reason = NULL;
  Verification verification = { NULL, identity, cancellable, facts, G_TLS_CERTIFICATE_NO_FLAGS };
  gboolean shaken;

  if (!open_extra (ca_file, &extra, error))
    return NULL;
  verification.extra = extra;
  tls = g_tls_client_connection_new (base, identity, error);
  if (tls == NULL)
    return NULL;
  g_signal_connect (tls, "accept-certificate", G_CALLBACK (accept_certificate_cb), &verification);
  shaken = g_tls_connection_handshake (G_TLS_CONNECTION (tls), cancellable, &reason);
  g_signal_handlers_disconnect_by_data (tls, &verification);
  if (!shaken)
    {
      facts->not_tls = g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS);
      explain_handshake (error, reason, base, &verification);
      return NULL;
    }
  keep_facts (facts, G_TLS_CONNECTION (tls));

  return g_steal_pointer (&tls);
}
