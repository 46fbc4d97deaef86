/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/smtp/postern-smtp-session.h"

#include <glib/gi18n-lib.h>

#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-smtp-session-private.h"
#include "core/smtp/postern-test-report-private.h"

/* How long a server that refused is waited for once more, so that the session ends in order, in milliseconds. */
#define LEAVE_TIMEOUT 1000

/* When a step belongs to a run. */
typedef enum
{
  NEEDED_ALWAYS,
  NEEDED_FOR_STARTTLS,
  NEEDED_FOR_ENCRYPTION,
  NEEDED_FOR_MESSAGE,
} Need;

typedef struct
{
  PosternStep         step;
  Need                need;
  PosternSmtpStepFunc run;
} StepRow;

static const StepRow starttls_order[] = {
  { POSTERN_STEP_RESOLVE, NEEDED_ALWAYS, postern_smtp_session_resolve },
  { POSTERN_STEP_CONNECT, NEEDED_ALWAYS, postern_smtp_session_connect },
  { POSTERN_STEP_GREETING, NEEDED_ALWAYS, postern_smtp_session_greeting },
  { POSTERN_STEP_EHLO, NEEDED_ALWAYS, postern_smtp_session_ehlo },
  { POSTERN_STEP_STARTTLS, NEEDED_FOR_STARTTLS, postern_smtp_session_starttls },
  { POSTERN_STEP_TLS, NEEDED_FOR_ENCRYPTION, postern_smtp_session_tls },
  { POSTERN_STEP_EHLO_TLS, NEEDED_FOR_STARTTLS, postern_smtp_session_ehlo },
  { POSTERN_STEP_AUTH, NEEDED_ALWAYS, postern_smtp_session_auth },
  { POSTERN_STEP_MAIL, NEEDED_FOR_MESSAGE, postern_smtp_session_mail },
  { POSTERN_STEP_RCPT, NEEDED_FOR_MESSAGE, postern_smtp_session_rcpt },
  { POSTERN_STEP_DATA, NEEDED_FOR_MESSAGE, postern_smtp_session_data },
  { POSTERN_STEP_QUIT, NEEDED_ALWAYS, postern_smtp_session_quit },
};

static const StepRow tls_order[] = {
  { POSTERN_STEP_RESOLVE, NEEDED_ALWAYS, postern_smtp_session_resolve },
  { POSTERN_STEP_CONNECT, NEEDED_ALWAYS, postern_smtp_session_connect },
  { POSTERN_STEP_TLS, NEEDED_FOR_ENCRYPTION, postern_smtp_session_tls },
  { POSTERN_STEP_GREETING, NEEDED_ALWAYS, postern_smtp_session_greeting },
  { POSTERN_STEP_EHLO, NEEDED_ALWAYS, postern_smtp_session_ehlo },
  { POSTERN_STEP_AUTH, NEEDED_ALWAYS, postern_smtp_session_auth },
  { POSTERN_STEP_MAIL, NEEDED_FOR_MESSAGE, postern_smtp_session_mail },
  { POSTERN_STEP_RCPT, NEEDED_FOR_MESSAGE, postern_smtp_session_rcpt },
  { POSTERN_STEP_DATA, NEEDED_FOR_MESSAGE, postern_smtp_session_data },
  { POSTERN_STEP_QUIT, NEEDED_ALWAYS, postern_smtp_session_quit },
};

static gboolean
is_needed (const PosternTestPlan *plan,
           Need                   need)
{
  switch (need)
    {
    case NEEDED_FOR_STARTTLS:
      return plan->endpoint->security == POSTERN_SECURITY_STARTTLS;
    case NEEDED_FOR_ENCRYPTION:
      return plan->endpoint->security != POSTERN_SECURITY_NONE;
    case NEEDED_FOR_MESSAGE:
      return !plan->sign_in_only;
    case NEEDED_ALWAYS:
    default:
      return TRUE;
    }
}

static PosternTestReport *
begin_report (const PosternTestPlan *plan)
{
  PosternTestReport *report = postern_test_report_new ();

  report->host = g_strdup (plan->endpoint->host);
  report->port = plan->endpoint->port;
  report->sign_in_only = plan->sign_in_only;
  report->user = g_strdup (plan->user);
  report->from = g_strdup (plan->from);
  report->to = plan->sign_in_only ? NULL : g_strdup (plan->to);

  return report;
}

static void
session_init (PosternSmtpSession    *self,
              const PosternTestPlan *plan,
              GCancellable          *cancellable)
{
  self->plan = plan;
  self->cancellable = cancellable;
  self->report = begin_report (plan);
  self->transcript = postern_smtp_transcript_new ();
  self->redactor = postern_smtp_redactor_new ();
  self->host = g_hostname_is_ip_address (plan->endpoint->host) ? g_strdup (plan->endpoint->host)
                                                               : g_hostname_to_ascii (plan->endpoint->host);
  if (!plan->sign_in_only)
    {
      self->message = postern_smtp_message_new (plan, self->report->started);
      self->report->subject = g_strdup (self->message->subject);
      self->report->message_id = g_strdup (self->message->message_id);
    }
}

static void
session_clear (PosternSmtpSession *self)
{
  g_clear_pointer (&self->report, postern_test_report_unref);
  g_free (self->host);
  if (self->addresses != NULL)
    g_resolver_free_addresses (self->addresses);
  postern_smtp_connection_free (self->connection);
  postern_smtp_redactor_free (self->redactor);
  postern_smtp_transcript_free (self->transcript);
  postern_smtp_message_free (self->message);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PosternSmtpSession, session_clear)

/* Errors of the system's put into the person's words; ours and the caller's cancelling stay as they are. */
static GError *
explain_failure (PosternSmtpSession *self,
                 GError             *reason)
{
  guint seconds = self->plan->step_timeout;

  if (reason->domain == POSTERN_SMTP_ERROR || g_cancellable_is_cancelled (self->cancellable))
    return g_error_copy (reason);
  if (postern_smtp_deadline_has_passed (self->deadline) ||
      g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_TIMED_OUT,
                        /* Translators: %u is the time limit. */
                        ngettext ("The server didn’t answer within %u second. Try again; if it happens again, check "
                                  "the port and the encryption.",
                                  "The server didn’t answer within %u seconds. Try again; if it happens again, check "
                                  "the port and the encryption.", seconds), seconds);

  return g_error_new (POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_CLOSED,
                      /* Translators: %s is the reason that the system gave. */
                      _("The connection broke off. Try again; if it happens again, ask the server’s operator. The "
                        "system says: %s"), reason->message);
}

static void
emit (PosternSmtpSession     *self,
      const PosternTestEvent *event)
{
  if (self->event_func != NULL)
    self->event_func (event, self->event_data);
  if (event->state != POSTERN_STEP_STATE_RUNNING)
    g_ptr_array_add (self->report->events, postern_test_event_copy (event));
}

static void
skip_step (PosternSmtpSession *self,
           PosternStep         step)
{
  PosternTestEvent event = { .step = step, .state = POSTERN_STEP_STATE_SKIPPED };

  emit (self, &event);
}

static void
note_failure (PosternSmtpSession *self,
              const GError       *error)
{
  if (!g_error_matches (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_REFUSED))
    postern_smtp_transcript_add_note (self->transcript, error->message);
}

static gboolean
run_step (PosternSmtpSession *self,
          const StepRow      *row)
{
  PosternTestEvent event = { .step = row->step, .state = POSTERN_STEP_STATE_RUNNING };
  g_autoptr (PosternSmtpReply) reply = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  gboolean done;

  emit (self, &event);
  self->deadline = postern_smtp_deadline_new (self->cancellable,
                                              1000 * MIN (self->plan->step_timeout, G_MAXUINT / 1000));
  /* What was to be done is done before QUIT: it is too late to stop it. */
  done = (row->step == POSTERN_STEP_QUIT || !g_cancellable_set_error_if_cancelled (self->cancellable, &reason)) &&
         row->run (self, &reply, &reason);
  if (!done)
    {
      error = explain_failure (self, reason);
      note_failure (self, error);
    }
  g_clear_pointer (&self->deadline, postern_smtp_deadline_free);

  event.state = done ? POSTERN_STEP_STATE_OK : POSTERN_STEP_STATE_FAILED;
  event.milliseconds = (double) (g_get_monotonic_time () - began) / G_TIME_SPAN_MILLISECOND;
  event.reply = reply;
  event.error = error;
  emit (self, &event);

  return done;
}

/* Only a server that still follows the conversation is left with QUIT. */
static gboolean
can_leave (PosternSmtpSession *self)
{
  const PosternTestEvent *failed = postern_test_report_get_failed (self->report);

  if (self->connection == NULL || failed == NULL || failed->error->domain != POSTERN_SMTP_ERROR)
    return FALSE;

  return failed->error->code == POSTERN_SMTP_ERROR_REFUSED || failed->error->code == POSTERN_SMTP_ERROR_NO_STARTTLS ||
         failed->error->code == POSTERN_SMTP_ERROR_NO_AUTH || failed->error->code == POSTERN_SMTP_ERROR_NO_MECHANISM ||
         failed->error->code == POSTERN_SMTP_ERROR_INPUT;
}

static void
close_connection (PosternSmtpSession *self)
{
  self->deadline = postern_smtp_deadline_new (self->cancellable, LEAVE_TIMEOUT);
  if (can_leave (self))
    postern_smtp_session_leave (self);
  if (self->connection != NULL)
    g_io_stream_close (postern_smtp_connection_get_stream (self->connection),
                       postern_smtp_deadline_get_cancellable (self->deadline), NULL);
  g_clear_pointer (&self->deadline, postern_smtp_deadline_free);
}

static void
run_steps (PosternSmtpSession *self,
           const StepRow      *rows,
           gsize               n_rows)
{
  gboolean going = TRUE;

  for (gsize i = 0; i < n_rows; i++)
    {
      if (going && is_needed (self->plan, rows[i].need))
        going = run_step (self, &rows[i]);
      else
        skip_step (self, rows[i].step);
    }
  self->report->accepted = going;
  close_connection (self);
  self->report->transcript = postern_smtp_transcript_to_text (self->transcript);
}

/* Documented in the private header. */
gboolean
postern_smtp_session_send (PosternSmtpSession *self,
                           const char         *commands,
                           GBytes             *body,
                           GError            **error)
{
  return postern_smtp_connection_send (self->connection, commands, body,
                                       postern_smtp_deadline_get_cancellable (self->deadline), error);
}

/* Documented in the private header. */
gboolean
postern_smtp_session_read (PosternSmtpSession  *self,
                           guint                expected,
                           PosternSmtpReply   **reply,
                           GError             **error)
{
  g_autofree char *text = NULL;

  g_clear_pointer (reply, postern_smtp_reply_free);
  *reply = postern_smtp_connection_read_reply (self->connection,
                                               postern_smtp_deadline_get_cancellable (self->deadline), error);
  if (*reply == NULL)
    return FALSE;
  if ((*reply)->code / 100 == expected)
    return TRUE;

  text = postern_smtp_reply_to_text (*reply);
  if ((*reply)->code >= 400)
    /* Translators: %s is what the mail server said. */
    g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_REFUSED, _("The server refused it: “%s”"), text);
  else
    g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_NOT_SMTP,
                 /* Translators: %s is what the mail server said. */
                 _("The server answered out of turn, so that Postern can’t go on: “%s”"), text);

  return FALSE;
}

/**
 * postern_smtp_session_run:
 * @plan: what to do
 * @event_func: (nullable): told of each step when it begins and when it ends, in the calling thread
 * @event_data: for @event_func
 * @cancellable: (nullable): ends the test in any step
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT or %G_IO_ERROR_CANCELLED
 *
 * Tests a mail server as a mail program would use it. Blocks. Each step has the plan's time limit.
 *
 * Returns: (transfer full): what was found, also when the test failed; %NULL with @error set when the plan is
 *   unusable or the test was cancelled
 */
PosternTestReport *
postern_smtp_session_run (const PosternTestPlan *plan,
                          PosternTestEventFunc   event_func,
                          gpointer               event_data,
                          GCancellable          *cancellable,
                          GError               **error)
{
  g_auto (PosternSmtpSession) self = { NULL };

  g_return_val_if_fail (plan != NULL, NULL);

  if (!postern_test_plan_check (plan, error))
    return NULL;

  session_init (&self, plan, cancellable);
  self.event_func = event_func;
  self.event_data = event_data;
  if (plan->endpoint->security == POSTERN_SECURITY_TLS)
    run_steps (&self, tls_order, G_N_ELEMENTS (tls_order));
  else
    run_steps (&self, starttls_order, G_N_ELEMENTS (starttls_order));

  if (!self.report->accepted && g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_steal_pointer (&self.report);
}
