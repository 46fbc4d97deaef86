/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/smtp/postern-test-report.h"

static const struct
{
  const char *nick;
  const char *title;
} steps[] = {
  [POSTERN_STEP_RESOLVE] = { "resolve", N_("Look up the server’s name") },
  [POSTERN_STEP_CONNECT] = { "connect", N_("Reach the server") },
  [POSTERN_STEP_GREETING] = { "greeting", N_("Wait for the server’s greeting") },
  [POSTERN_STEP_EHLO] = { "ehlo", N_("Introduce ourselves") },
  [POSTERN_STEP_STARTTLS] = { "starttls", N_("Ask for encryption") },
  [POSTERN_STEP_TLS] = { "tls", N_("Encrypt and check the certificate") },
  [POSTERN_STEP_EHLO_TLS] = { "ehlo-tls", N_("Introduce ourselves again, encrypted") },
  [POSTERN_STEP_AUTH] = { "auth", N_("Sign in") },
  [POSTERN_STEP_MAIL] = { "mail", N_("Name the sender") },
  [POSTERN_STEP_RCPT] = { "rcpt", N_("Name the recipient") },
  [POSTERN_STEP_DATA] = { "data", N_("Hand over the message") },
  [POSTERN_STEP_QUIT] = { "quit", N_("Say goodbye") },
};

static const char *const state_nicks[] = {
  [POSTERN_STEP_STATE_RUNNING] = "running",
  [POSTERN_STEP_STATE_OK] = "ok",
  [POSTERN_STEP_STATE_FAILED] = "failed",
  [POSTERN_STEP_STATE_SKIPPED] = "skipped",
};

G_STATIC_ASSERT (G_N_ELEMENTS (steps) == POSTERN_N_STEPS);

G_DEFINE_BOXED_TYPE (PosternTestEvent, postern_test_event, postern_test_event_copy, postern_test_event_free)

/**
 * postern_step_to_nick:
 * @step: a #PosternStep
 *
 * Returns: (transfer none): its name for programs, as in JSON and in rules: "ehlo-tls"
 */
const char *
postern_step_to_nick (PosternStep step)
{
  g_return_val_if_fail (step < POSTERN_N_STEPS, NULL);

  return steps[step].nick;
}

/**
 * postern_step_from_nick:
 * @nick: (nullable): a nick of postern_step_to_nick()
 * @step: (out): set when the nick is known
 *
 * Returns: whether @nick is known
 */
gboolean
postern_step_from_nick (const char  *nick,
                        PosternStep *step)
{
  g_return_val_if_fail (step != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (g_strcmp0 (nick, steps[i].nick) == 0)
        {
          *step = (PosternStep) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * postern_step_get_title:
 * @step: a #PosternStep
 *
 * Returns: (transfer none): what is done in it, in the person's words and language
 */
const char *
postern_step_get_title (PosternStep step)
{
  g_return_val_if_fail (step < POSTERN_N_STEPS, NULL);

  return _(steps[step].title);
}

/**
 * postern_step_state_to_nick:
 * @state: a #PosternStepState
 *
 * Returns: (transfer none): "running", "ok", "failed" or "skipped"
 */
const char *
postern_step_state_to_nick (PosternStepState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (state_nicks), NULL);

  return state_nicks[state];
}

/**
 * postern_test_event_copy:
 * @self: an event
 *
 * Returns: (transfer full): a copy of it
 */
PosternTestEvent *
postern_test_event_copy (const PosternTestEvent *self)
{
  PosternTestEvent *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->reply = self->reply == NULL ? NULL : postern_smtp_reply_copy (self->reply);
  copy->error = self->error == NULL ? NULL : g_error_copy (self->error);

  return copy;
}

/**
 * postern_test_event_free:
 * @self: (transfer full) (nullable): an event
 */
void
postern_test_event_free (PosternTestEvent *self)
{
  if (self == NULL)
    return;

  postern_smtp_reply_free (self->reply);
  g_clear_error (&self->error);
  g_free (self);
}
