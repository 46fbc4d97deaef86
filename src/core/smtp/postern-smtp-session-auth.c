/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/smtp/auth/postern-smtp-mechanism.h"
#include "core/smtp/postern-smtp-session-private.h"

/* A server that goes on asking is cut off. */
#define MAX_ANSWERS 4

static gboolean
send_secret (PosternSmtpSession *self,
             const char         *command,
             PosternSecret      *secret,
             GError            **error)
{
  return postern_smtp_connection_send_secret (self->connection, command, secret,
                                              postern_smtp_deadline_get_cancellable (self->deadline), error);
}

/* Every form in which the secret can go out, and so come back. */
static void
prepare_redactor (PosternSmtpSession *self)
{
  const PosternTestPlan *plan = self->plan;
  g_autoptr (PosternSecret) plain = postern_smtp_mechanism_plain.get_initial (plan->user, plan->secret);
  g_autoptr (PosternSecret) xoauth2 = postern_smtp_mechanism_xoauth2.get_initial (plan->user, plan->secret);
  g_autoptr (PosternSecret) bearer = postern_smtp_mechanism_oauthbearer.get_initial (plan->user, plan->secret);
  const char *const parts[] = { postern_secret_peek (plan->secret), NULL };
  g_autoptr (PosternSecret) encoded = postern_smtp_mechanism_encode (parts);

  postern_smtp_redactor_add_plain (self->redactor, plan->secret);
  postern_smtp_redactor_add_encoded (self->redactor, plain);
  postern_smtp_redactor_add_encoded (self->redactor, xoauth2);
  postern_smtp_redactor_add_encoded (self->redactor, bearer);
  postern_smtp_redactor_add_encoded (self->redactor, encoded);
  postern_smtp_connection_set_redactor (self->connection, self->redactor);
}

/* After a token, what the server asks is why it refuses (RFC 7628 §3.2.2). */
static void
note_prompt (PosternSmtpSession         *self,
             const PosternSmtpMechanism *mechanism,
             const char                 *prompt)
{
  g_autoptr (GString) shown = postern_smtp_redactor_hide (self->redactor, prompt, strlen (prompt));

  if (shown->len == 0)
    return;
  postern_smtp_transcript_add_note (self->transcript, shown->str);
  if (mechanism->takes_token)
    {
      g_free (self->report->challenge);
      self->report->challenge = g_strdup (shown->str);
    }
}

static gboolean
is_challenge (const PosternSmtpReply *reply)
{
  return reply != NULL && reply->code == 334;
}

/* Reads what follows an answer: a further challenge or the final reply. */
static gboolean
read_answered (PosternSmtpSession  *self,
               PosternSmtpReply   **reply,
               GError             **error)
{
  g_autoptr (GError) local_error = NULL;

  if (postern_smtp_session_read (self, 2, reply, &local_error))
    return TRUE;
  if (is_challenge (*reply))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
begin (PosternSmtpSession          *self,
       const PosternSmtpMechanism  *mechanism,
       PosternSmtpReply           **reply,
       GError                     **error)
{
  g_autofree char *command = g_strdup_printf ("AUTH %s ", mechanism->name);
  g_autoptr (PosternSecret) initial = mechanism->get_initial (self->plan->user, self->plan->secret);

  return send_secret (self, command, initial, error) && read_answered (self, reply, error);
}

/* Not a second sign-in: the server didn't know this form of the command, and no password has gone out. */
static gboolean
begin_without_initial (PosternSmtpSession          *self,
                       const PosternSmtpMechanism  *mechanism,
                       PosternSmtpReply           **reply,
                       GError                     **error)
{
  g_autofree char *command = g_strdup_printf ("AUTH %s\r\n", mechanism->name);

  return postern_smtp_session_send (self, command, NULL, error) && read_answered (self, reply, error);
}

static gboolean
answer (PosternSmtpSession          *self,
        const PosternSmtpMechanism  *mechanism,
        guint                        n_sent,
        PosternSmtpReply           **reply,
        GError                     **error)
{
  g_autofree char *prompt = postern_smtp_mechanism_decode ((*reply)->lines[0]);
  g_autoptr (PosternSecret) response = NULL;

  note_prompt (self, mechanism, prompt);
  if (n_sent < MAX_ANSWERS)
    response = mechanism->respond (n_sent, prompt, self->plan->user, self->plan->secret);
  if (response != NULL)
    return send_secret (self, "", response, error) && read_answered (self, reply, error);

  /* RFC 4954 §4: gives the exchange up; the server has to answer 501. */
  return postern_smtp_session_send (self, "*\r\n", NULL, error) && postern_smtp_session_read (self, 2, reply, error);
}

/* AUTH: one sign-in, whatever comes of it. */
gboolean
postern_smtp_session_auth (PosternSmtpSession  *self,
                           PosternSmtpReply   **reply,
                           GError             **error)
{
  const PosternSmtpMechanism *mechanism = NULL;
  g_autoptr (GError) refusal = NULL;
  guint n_sent = 1;

  mechanism = postern_smtp_mechanism_choose (self->plan->auth, (const char *const *) self->report->capabilities, error);
  if (mechanism == NULL)
    return FALSE;
  self->report->mechanism = g_strdup (mechanism->name);
  prepare_redactor (self);

  if (!begin (self, mechanism, reply, &refusal))
    {
      if (!mechanism->may_drop_initial || *reply == NULL || ((*reply)->code != 501 && (*reply)->code != 504))
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return FALSE;
        }
      n_sent = 0;
      if (!begin_without_initial (self, mechanism, reply, error))
        return FALSE;
    }
  while (is_challenge (*reply))
    {
      if (!answer (self, mechanism, n_sent++, reply, error))
        return FALSE;
    }

  return TRUE;
}
