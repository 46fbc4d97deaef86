/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/smtp/postern-smtp-command.h"
#include "core/smtp/postern-smtp-dot-stuffing.h"
#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-smtp-session-private.h"

/* A local part outside ASCII needs a server that knows it; nothing can stand in for it. */
static gboolean
check_utf8 (PosternSmtpSession *self,
            gboolean            needed,
            GError            **error)
{
  if (!needed || postern_smtp_session_offers (self, "SMTPUTF8"))
    return TRUE;

  g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT,
                       _("The server can’t handle addresses with letters like “é” before the “@”. Use an address with "
                         "plain letters."));

  return FALSE;
}

static gboolean
local_part_is_ascii (const char *address)
{
  for (const char *p = address; *p != '@'; p++)
    {
      if ((guchar) *p >= 0x80)
        return FALSE;
    }

  return TRUE;
}

static char *
make_mail_command (PosternSmtpSession *self,
                   GError            **error)
{
  gboolean utf8 = !local_part_is_ascii (self->plan->from) || !local_part_is_ascii (self->plan->to);
  PosternSmtpMailFlags flags = POSTERN_SMTP_MAIL_NONE;

  if (!check_utf8 (self, utf8, error))
    return NULL;
  if (postern_smtp_session_offers (self, "SIZE"))
    flags |= POSTERN_SMTP_MAIL_SIZE;
  if (self->message->eight_bit && postern_smtp_session_offers (self, "8BITMIME"))
    flags |= POSTERN_SMTP_MAIL_8BIT;
  if (utf8)
    flags |= POSTERN_SMTP_MAIL_UTF8;

  return postern_smtp_command_mail (self->plan->from, flags, g_bytes_get_size (self->message->bytes), error);
}

static char *
make_bdat_command (PosternSmtpSession *self)
{
  return g_strdup_printf ("BDAT %" G_GSIZE_FORMAT " LAST\r\n", g_bytes_get_size (self->message->bytes));
}

/* MAIL, RCPT, and DATA or BDAT with the message, in one write (RFC 2920 §3.1, RFC 3030 §4.2). */
static gboolean
send_envelope (PosternSmtpSession *self,
               const char         *mail,
               GError            **error)
{
  g_autofree char *rcpt = postern_smtp_command_rcpt (self->plan->to, error);
  g_autofree char *last = NULL;
  g_autofree char *commands = NULL;

  if (rcpt == NULL)
    return FALSE;
  last = self->delivery.chunked ? make_bdat_command (self) : g_strdup ("DATA\r\n");
  commands = g_strconcat (mail, rcpt, last, NULL);
  self->delivery.unread = 3;

  return postern_smtp_session_send (self, commands, self->delivery.chunked ? self->message->bytes : NULL, error);
}

static gboolean
read_envelope (PosternSmtpSession  *self,
               guint                expected,
               PosternSmtpReply   **reply,
               GError             **error)
{
  gboolean read_ok = postern_smtp_session_read (self, expected, reply, error);

  if (self->delivery.unread > 0 && *reply != NULL)
    self->delivery.unread--;

  return read_ok;
}

/* What is still due after a refusal. A server that takes DATA with no recipient gets an empty message (RFC 2920
   §3.1). */
static void
drain (PosternSmtpSession *self)
{
  gboolean healthy = TRUE;

  while (healthy && self->delivery.unread > 0)
    {
      g_autoptr (PosternSmtpReply) reply = NULL;

      read_envelope (self, 2, &reply, NULL);
      healthy = reply != NULL;
      if (healthy && reply->code == 354 && postern_smtp_session_send (self, ".\r\n", NULL, NULL))
        self->delivery.unread++;
    }
}

/* MAIL (RFC 5321 §3.3). */
gboolean
postern_smtp_session_mail (PosternSmtpSession  *self,
                           PosternSmtpReply   **reply,
                           GError             **error)
{
  g_autofree char *mail = make_mail_command (self, error);

  if (mail == NULL)
    return FALSE;
  self->delivery.pipelined = postern_smtp_session_offers (self, "PIPELINING");
  self->delivery.chunked = postern_smtp_session_offers (self, "CHUNKING");
  if (!(self->delivery.pipelined ? send_envelope (self, mail, error)
                                 : postern_smtp_session_send (self, mail, NULL, error)))
    return FALSE;

  return read_envelope (self, 2, reply, error);
}

/* RCPT. */
gboolean
postern_smtp_session_rcpt (PosternSmtpSession  *self,
                           PosternSmtpReply   **reply,
                           GError             **error)
{
  if (!self->delivery.pipelined)
    {
      g_autofree char *rcpt = postern_smtp_command_rcpt (self->plan->to, error);

      if (rcpt == NULL || !postern_smtp_session_send (self, rcpt, NULL, error))
        return FALSE;
    }

  return read_envelope (self, 2, reply, error);
}

static gboolean
send_chunk (PosternSmtpSession  *self,
            PosternSmtpReply   **reply,
            GError             **error)
{
  if (!self->delivery.pipelined)
    {
      g_autofree char *bdat = make_bdat_command (self);

      if (!postern_smtp_session_send (self, bdat, self->message->bytes, error))
        return FALSE;
    }

  return read_envelope (self, 2, reply, error);
}

/* DATA, or BDAT where the server takes it. */
gboolean
postern_smtp_session_data (PosternSmtpSession  *self,
                           PosternSmtpReply   **reply,
                           GError             **error)
{
  g_autoptr (GBytes) stuffed = NULL;

  if (self->delivery.chunked)
    return send_chunk (self, reply, error);
  if (!self->delivery.pipelined && !postern_smtp_session_send (self, "DATA\r\n", NULL, error))
    return FALSE;
  if (!read_envelope (self, 3, reply, error))
    return FALSE;
  stuffed = postern_smtp_dot_stuff (self->message->bytes);

  return postern_smtp_session_send (self, "", stuffed, error) && postern_smtp_session_read (self, 2, reply, error);
}

/* QUIT: the message is accepted, so that nothing that happens now matters, and nobody waits for the reply. */
gboolean
postern_smtp_session_quit (PosternSmtpSession  *self,
                           PosternSmtpReply   **reply,
                           GError             **error)
{
  postern_smtp_session_send (self, "QUIT\r\n", NULL, NULL);

  return TRUE;
}

/* Documented in the header. */
void
postern_smtp_session_leave (PosternSmtpSession *self)
{
  drain (self);
  postern_smtp_session_send (self, "QUIT\r\n", NULL, NULL);
}
