/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-http.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "core/smtp/postern-smtp-deadline.h"

#define CHUNK 16384

/* One request with what bounds it; @host is the one that is asked at the moment. */
typedef struct
{
  const PosternHttpRequest *request;
  SoupSession              *session;
  GTlsDatabase             *extra;
  PosternSmtpDeadline      *deadline;
  const char               *host;
} Exchange;

G_DEFINE_QUARK (postern-http-error-quark, postern_http_error)

static void
exchange_clear (Exchange *self)
{
  g_clear_object (&self->session);
  g_clear_object (&self->extra);
  g_clear_pointer (&self->deadline, postern_smtp_deadline_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Exchange, exchange_clear)

/* The libraries' words become ours, but a person's own cancelling stays what it is. */
static void
explain (const Exchange  *self,
         GError          *reason,
         GError         **error)
{
  if (postern_smtp_deadline_has_passed (self->deadline) ||
      g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_TIMED_OUT,
                 /* Translators: %s is a server's name. */
                 _("%s did not give its whole answer in time. Try again later."), self->host);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (reason));
  else if (reason->domain == G_TLS_ERROR)
    g_set_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_CERTIFICATE,
                 /* Translators: the first %s is a server's name, the second the reason that the system gave. */
                 _("The connection to %s can’t be trusted, so nothing was sent. Check the date of this computer, and "
                   "whether something on the network looks into connections: %s"),
                 self->host, reason->message);
  else
    g_set_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_UNREACHABLE,
                 /* Translators: the first %s is a server's name, the second the reason that the system gave. */
                 _("%s can’t be reached. Check the network and try again: %s"), self->host, reason->message);
}

/* As for mail: authorities of one's own count where the system's don't know the issuer, and for nothing else. */
static gboolean
accept_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  flags,
                       Exchange             *self)
{
  GUri *uri = soup_message_get_uri (message);
  int port = g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : 443;
  g_autoptr (GSocketConnectable) identity = g_network_address_new (g_uri_get_host (uri), (guint16) port);

  if (self->extra == NULL || (flags & G_TLS_CERTIFICATE_UNKNOWN_CA) == 0)
    return FALSE;

  return g_tls_database_verify_chain (self->extra, certificate, G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity,
                                      NULL, G_TLS_DATABASE_VERIFY_NONE, NULL, NULL) == G_TLS_CERTIFICATE_NO_FLAGS;
}

static SoupMessage *
new_message (Exchange  *self,
             GUri      *uri,
             GError   **error)
{
  const char *form = self->request->form;
  SoupMessage *message;

  if (g_strcmp0 (g_uri_get_scheme (uri), "https") != 0 || g_uri_get_host (uri) == NULL ||
      *g_uri_get_host (uri) == '\0')
    {
      g_set_error_literal (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_INPUT,
                           _("Only addresses that begin with “https://” can be asked. Nothing was sent."));
      return NULL;
    }
  message = soup_message_new_from_uri (form != NULL ? SOUP_METHOD_POST : SOUP_METHOD_GET, uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
  if (form != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (form, strlen (form));

      soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", body);
    }

  return message;
}

static gboolean
check_type (Exchange     *self,
            SoupMessage  *message,
            GError      **error)
{
  const char *type = soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);
  const char *const *types = self->request->types;

  if (types == NULL || (type != NULL && g_strv_contains (types, type)) ||
      (self->request->any_type_of_failure && !SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message))))
    return TRUE;

  g_set_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_TYPE,
               /* Translators: %s is a server's name. */
               _("%s sent something else than what was asked for. Perhaps the network wants a sign-in on a page of "
                 "its own first: open any page in the browser, then try again."),
               self->host);

  return FALSE;
}

static GDateTime *
read_date (SoupMessage *message)
{
  const char *date = soup_message_headers_get_one (soup_message_get_response_headers (message), "Date");

  return date == NULL ? NULL : soup_date_time_new_from_http_string (date);
}

/* The buffer has its full size from the start, so that no copy of a token is left behind by its growing. */
static char *
read_body (Exchange      *self,
           GInputStream  *stream,
           gsize         *length,
           GError       **error)
{
  gsize limit = self->request->max_body > 0 ? self->request->max_body : POSTERN_HTTP_MAX_BODY;
  g_autoptr (GError) reason = NULL;
  char *body = g_malloc (limit + 2);
  gssize n = 1;

  *length = 0;
  while (n > 0 && *length <= limit)
    {
      n = g_input_stream_read (stream, body + *length, MIN (CHUNK, limit + 1 - *length),
                               postern_smtp_deadline_get_cancellable (self->deadline), &reason);
      *length += n > 0 ? (gsize) n : 0;
    }
  body[*length] = '\0';
  if (n >= 0 && *length <= limit)
    return body;

  explicit_bzero (body, limit + 2);
  g_free (body);
  if (n < 0)
    explain (self, reason, error);
  else
    g_set_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_TOO_LARGE,
                 /* Translators: %s is a server's name. */
                 _("The answer of %s is far longer than it should be, so it was not read."), self->host);

  return NULL;
}

static PosternHttpAnswer *
read_answer (Exchange      *self,
             SoupMessage   *message,
             GInputStream  *stream,
             GError       **error)
{
  g_autoptr (PosternHttpAnswer) answer = g_new0 (PosternHttpAnswer, 1);

  if (!check_type (self, message, error))
    return NULL;
  answer->body = read_body (self, stream, &answer->length, error);
  if (answer->body == NULL)
    return NULL;
  answer->status = soup_message_get_status (message);
  answer->uri = g_uri_to_string (soup_message_get_uri (message));
  answer->date = read_date (message);

  return g_steal_pointer (&answer);
}

static gboolean
is_agreed (Exchange   *self,
           GUri       *uri,
           const char *host)
{
  if (g_strcmp0 (g_uri_get_scheme (uri), "https") != 0 || g_uri_get_host (uri) == NULL)
    return FALSE;

  return g_ascii_strcasecmp (g_uri_get_host (uri), host) == 0 ||
         (self->request->hosts != NULL && g_strv_contains (self->request->hosts, g_uri_get_host (uri)));
}

/* Returns the next address; NULL without @error when there is none, with it when nothing may be sent there. */
static GUri *
follow (Exchange     *self,
        SoupMessage  *message,
        GError      **error)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  GUri *from = soup_message_get_uri (message);
  g_autoptr (GUri) uri = NULL;

  if (!SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (message)) || location == NULL ||
      self->request->form != NULL)
    return NULL;
  uri = g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri != NULL && is_agreed (self, uri, self->host))
    return g_steal_pointer (&uri);

  g_set_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_REDIRECTED,
               /* Translators: %s is a server's name. */
               _("%s points to another server or to a connection without encryption. That was not followed."),
               self->host);

  return NULL;
}

/* Sends to one address: the answer, or where it points to in @next. */
static PosternHttpAnswer *
send_once (Exchange  *self,
           GUri      *uri,
           GUri     **next,
           GError   **error)
{
  g_autoptr (SoupMessage) message = new_message (self, uri, error);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) reason = NULL;
  GError *refusal = NULL;
  PosternHttpAnswer *answer = NULL;

  if (message == NULL)
    return NULL;
  self->host = g_uri_get_host (uri);
  stream = soup_session_send (self->session, message, postern_smtp_deadline_get_cancellable (self->deadline), &reason);
  if (stream == NULL)
    explain (self, reason, error);
  else if ((*next = follow (self, message, &refusal)) == NULL && refusal == NULL)
    answer = read_answer (self, message, stream, error);
  if (refusal != NULL)
    g_propagate_error (error, refusal);
  g_signal_handlers_disconnect_by_data (message, self);

  return answer;
}

static gboolean
open_exchange (Exchange                  *self,
               const PosternHttpRequest  *request,
               GCancellable              *cancellable,
               GError                   **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *path = request->ca_file == NULL ? NULL : g_canonicalize_filename (request->ca_file, NULL);

  self->request = request;
  self->deadline = postern_smtp_deadline_new (cancellable,
                                              request->timeout > 0 ? request->timeout : POSTERN_HTTP_TIMEOUT);
  self->session = soup_session_new ();
  /* Nothing is unpacked: an answer takes as much room as it has bytes. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_set_user_agent (self->session, "Postern");
  if (path == NULL)
    return TRUE;
  self->extra = g_tls_file_database_new (path, &reason);
  if (self->extra == NULL)
    g_set_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_INPUT,
                 /* Translators: the first %s is a file's name, the second the reason that the system gave. */
                 _("The file “%s” holds no certificate that can be read: %s"), path, reason->message);

  return self->extra != NULL;
}

/**
 * postern_http_send:
 * @request: what to ask
 * @cancellable: (nullable): ends it at any time
 * @error: return location for a #PosternHttpError or %G_IO_ERROR_CANCELLED
 *
 * Sends one request over verified TLS and reads the answer, both bounded in time and size. Follows a redirection only
 * to the same host or to one of the request's, never to plain http. Blocks, so it is for a thread.
 *
 * Returns: (transfer full): the answer, whatever its status, or %NULL with @error set
 */
PosternHttpAnswer *
postern_http_send (const PosternHttpRequest  *request,
                   GCancellable              *cancellable,
                   GError                   **error)
{
  g_auto (Exchange) exchange = { NULL };
  g_autoptr (GUri) uri = NULL;
  PosternHttpAnswer *answer = NULL;

  g_return_val_if_fail (request != NULL && request->uri != NULL, NULL);

  uri = g_uri_parse (request->uri, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL)
    {
      g_set_error_literal (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_INPUT,
                           _("Only addresses that begin with “https://” can be asked. Nothing was sent."));
      return NULL;
    }
  if (!open_exchange (&exchange, request, cancellable, error))
    return NULL;

  for (guint i = 0; i <= POSTERN_HTTP_MAX_REDIRECTS; i++)
    {
      g_autoptr (GUri) next = NULL;

      answer = send_once (&exchange, uri, &next, error);
      if (next == NULL)
        return answer;
      g_uri_unref (uri);
      uri = g_steal_pointer (&next);
    }
  g_set_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_REDIRECTED,
               /* Translators: %s is a server's name. */
               _("%s only points in circles and gives no answer."), g_uri_get_host (uri));

  return NULL;
}

/**
 * postern_http_answer_free:
 * @self: (transfer full) (nullable): an answer; its body is wiped
 */
void
postern_http_answer_free (PosternHttpAnswer *self)
{
  if (self == NULL)
    return;

  if (self->body != NULL)
    explicit_bzero (self->body, self->length);
  g_free (self->body);
  g_free (self->uri);
  g_clear_pointer (&self->date, g_date_time_unref);
  g_free (self);
}
