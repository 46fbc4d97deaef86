/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/network/postern-probe-private.h"
#include "core/smtp/postern-smtp-capabilities.h"
#include "core/smtp/postern-smtp-command.h"
#include "core/smtp/postern-smtp-connection.h"
#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-smtp-tls.h"

#define RECEIVED "← "

/* One conversation. */
typedef struct
{
  PosternProbeLook      *look;
  PosternProbePort      *port;
  PosternSmtpConnection *connection;
  PosternSmtpTranscript *transcript;
  gboolean               asked;    /* EHLO was sent before the greeting */
  gboolean               in_step;  /* QUIT would be understood */
  gboolean               not_tls;
} Talk;

static GCancellable *
get_cancellable (Talk *self)
{
  return postern_smtp_deadline_get_cancellable (self->look->deadline);
}

static gboolean
fail (Talk *self,
      int   failure)
{
  self->port->failure = failure;

  return FALSE;
}

/* What kept a reply from being read. */
static gboolean
fail_for (Talk         *self,
          const GError *reason)
{
  self->in_step = FALSE;
  if (reason->domain == POSTERN_SMTP_ERROR)
    return fail (self, reason->code);
  if (postern_smtp_deadline_has_passed (self->look->deadline) ||
      g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return fail (self, POSTERN_SMTP_ERROR_TIMED_OUT);

  return fail (self, POSTERN_SMTP_ERROR_CLOSED);
}

static gboolean
send (Talk       *self,
      const char *command,
      GError    **error)
{
  return postern_smtp_connection_send (self->connection, command, NULL, get_cancellable (self), error);
}

static gboolean
send_hello (Talk    *self,
            GError **error)
{
  g_autofree char *name = postern_smtp_connection_dup_local_name (self->connection);
  g_autofree char *command = postern_smtp_command_new ("EHLO", name, error);

  return command != NULL && send (self, command, error);
}

static char *
dup_first_line (Talk *self)
{
  g_autofree char *text = postern_smtp_transcript_to_text (self->transcript);
  const char *line = strstr (text, RECEIVED);

  if (line == NULL)
    return NULL;
  line += strlen (RECEIVED);

  return g_strndup (line, strcspn (line, "\n"));
}

/* A web server waits to be asked; a mail server speaks first. So one that is silent for long is asked all the same. */
static PosternSmtpReply *
wait_for_greeting (Talk    *self,
                   GError **error)
{
  guint patience = postern_smtp_deadline_get_remaining (self->look->deadline) * 3 / 5;
  g_autoptr (PosternSmtpDeadline) first = postern_smtp_deadline_new (get_cancellable (self), patience);
  g_autoptr (GError) reason = NULL;
  PosternSmtpReply *reply = NULL;

  reply = postern_smtp_connection_read_reply (self->connection, postern_smtp_deadline_get_cancellable (first), &reason);
  if (reply == NULL && postern_smtp_deadline_has_passed (first))
    {
      self->asked = !postern_smtp_connection_has_unread (self->connection);
      if (self->asked && !send_hello (self, error))
        return NULL;
      return postern_smtp_connection_read_reply (self->connection, get_cancellable (self), error);
    }
  if (reply == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));

  return reply;
}

static gboolean
read_greeting (Talk *self)
{
  PosternProbePort *port = self->port;
  g_autoptr (GError) reason = NULL;
  g_autoptr (PosternSmtpReply) reply = wait_for_greeting (self, &reason);

  g_clear_pointer (&port->greeting, g_free);
  if (reply == NULL)
    {
      port->greeting = dup_first_line (self);
      port->speaks = postern_probe_read_stranger (port->greeting);
      return fail_for (self, reason);
    }
  port->greeting = postern_smtp_reply_to_text (reply);
  port->speaks = POSTERN_PROBE_SPEAKS_SMTP;
  port->masked = postern_probe_is_masked (port->greeting, (const char *const *) port->capabilities);
  port->server_time = postern_probe_read_time (port->greeting);
  self->in_step = TRUE;

  return reply->code / 100 == 2 || fail (self, POSTERN_SMTP_ERROR_REFUSED);
}

/* FTP greets with 220 as well. */
static gboolean
fail_hello (Talk *self)
{
  g_autofree char *greeting = g_ascii_strdown (self->port->greeting, -1);

  if (!self->port->masked && strstr (greeting, "smtp") == NULL && strstr (greeting, "mail") == NULL)
    self->port->speaks = POSTERN_PROBE_SPEAKS_OTHER;

  return fail (self, POSTERN_SMTP_ERROR_REFUSED);
}

static gboolean
ask_hello (Talk *self)
{
  PosternProbePort *port = self->port;
  g_autoptr (GError) reason = NULL;
  g_autoptr (PosternSmtpReply) reply = NULL;

  if (!self->asked && !send_hello (self, &reason))
    return fail_for (self, reason);
  self->asked = FALSE;
  reply = postern_smtp_connection_read_reply (self->connection, get_cancellable (self), &reason);
  if (reply == NULL)
    return fail_for (self, reason);
  if (reply->code / 100 != 2)
    return fail_hello (self);
  g_strfreev (port->capabilities);
  port->capabilities = postern_smtp_capabilities_from_reply (reply);
  port->masked = port->masked || postern_probe_is_masked (NULL, (const char *const *) port->capabilities);

  return TRUE;
}

static gboolean
offers (Talk       *self,
        const char *keyword)
{
  return postern_smtp_capabilities_get ((const char *const *) self->port->capabilities, keyword) != NULL;
}

/* Asked for even where it isn't offered: a server that takes it has offered it, and somebody on the way took it out. */
static gboolean
ask_starttls (Talk *self)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (PosternSmtpReply) reply = NULL;

  self->port->starttls = offers (self, "STARTTLS");
  if (send (self, "STARTTLS\r\n", &reason))
    reply = postern_smtp_connection_read_reply (self->connection, get_cancellable (self), &reason);
  if (!self->port->starttls)
    {
      self->in_step = reply != NULL && reply->code / 100 != 2;
      self->port->hidden_starttls = reply != NULL && reply->code == 220;
      return fail (self, POSTERN_SMTP_ERROR_NO_STARTTLS);
    }
  if (reply == NULL)
    return fail_for (self, reason);
  if (reply->code / 100 != 2)
    return fail (self, POSTERN_SMTP_ERROR_REFUSED);
  self->in_step = FALSE;

  return !postern_smtp_connection_has_unread (self->connection) || fail (self, POSTERN_SMTP_ERROR_INJECTION);
}

static gboolean
is_old (const char *version)
{
  return g_str_equal (version, "TLS 1.0") || g_str_equal (version, "TLS 1.1");
}

static gboolean
ask_old_tls (Talk *self)
{
  self->port->tls_version = g_strdup (postern_probe_old_tls (postern_smtp_connection_get_stream (self->connection),
                                                             get_cancellable (self)));

  return FALSE;
}

static gboolean
start_tls (Talk *self)
{
  PosternProbePort *port = self->port;
  g_auto (PosternSmtpTlsFacts) facts = { NULL };
  g_autoptr (GIOStream) tls = NULL;
  g_autoptr (GError) reason = NULL;

  if (self->look->old_tls)
    return ask_old_tls (self);
  tls = postern_smtp_tls_handshake (postern_smtp_connection_get_stream (self->connection), self->look->host,
                                    port->endpoint->port, self->look->plan->ca_file, &facts, get_cancellable (self),
                                    &reason);
  port->tls_version = g_steal_pointer (&facts.version);
  port->tls_cipher = g_steal_pointer (&facts.cipher);
  port->certificate = g_steal_pointer (&facts.certificate);
  if (tls == NULL)
    {
      self->not_tls = port->certificate == NULL && reason->domain == POSTERN_SMTP_ERROR;
      return fail_for (self, reason);
    }
  self->in_step = TRUE;
  postern_smtp_connection_set_stream (self->connection, tls);

  return !is_old (port->tls_version) || fail (self, POSTERN_SMTP_ERROR_HANDSHAKE);
}

static void
leave (Talk *self)
{
  GIOStream *stream = postern_smtp_connection_get_stream (self->connection);

  if (self->in_step)
    send (self, "QUIT\r\n", NULL);
  g_io_stream_close (stream, get_cancellable (self), NULL);
}

/* Documented in the private header. */
gboolean
postern_probe_talk (PosternProbeLook  *look,
                    GSocketConnection *connection,
                    PosternSecurity    security)
{
  g_autoptr (PosternSmtpTranscript) transcript = postern_smtp_transcript_new ();
  g_autoptr (PosternSmtpConnection) lines = postern_smtp_connection_new (G_IO_STREAM (connection), transcript);
  Talk self = { look, look->port, lines, transcript, FALSE, FALSE, FALSE };
  gboolean done;

  look->port->failure = POSTERN_PROBE_NO_FAILURE;
  if (security == POSTERN_SECURITY_TLS)
    done = start_tls (&self) && read_greeting (&self) && ask_hello (&self);
  else
    done = read_greeting (&self) && ask_hello (&self) && ask_starttls (&self) && start_tls (&self) && ask_hello (&self);
  look->port->sign_in = done && offers (&self, "AUTH");
  leave (&self);

  return self.not_tls;
}
