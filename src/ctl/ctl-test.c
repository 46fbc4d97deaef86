/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/smtp/postern-smtp-address.h"
#include "core/smtp/postern-smtp-session.h"
#include "ctl/ctl-delivery-print.h"
#include "ctl/ctl-finding.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl-server.h"
#include "ctl/ctl.h"
#include "practice/postern-practice-server.h"

#define MAX_TIMEOUT 600
#define TITLE_WIDTH 44
#define EXAMPLES \
  "  printf practice | posternctl test --provider practice --account ok@practice.example \\\n" \
  "    --password-file -\n" \
  "  posternctl test --provider microsoft365 --account web@example.org --to you@example.org \\\n" \
  "    --password-file password.txt\n" \
  "  posternctl test --host mail.example.org --port 465 --security tls --ca-file ca.pem \\\n" \
  "    --account scanner@example.org --password-file password.txt --sign-in-only --json\n"

typedef struct
{
  CtlServer              server;
  char                  *auth;
  char                  *to;
  char                  *ca_file;
  char                  *transcript;
  int                    timeout;
  gboolean               sign_in_only;
  gboolean               no_delivery;
  gboolean               json;

  PosternPracticeServer *practice;
  PosternTestPlan       *plan;
  GCancellable          *cancellable;
  GMainLoop             *loop;
  PosternTestReport     *report;
  GError                *error;
} TestCommand;

static void
test_command_clear (TestCommand *self)
{
  g_clear_pointer (&self->plan, postern_test_plan_free);
  g_clear_pointer (&self->report, postern_test_report_unref);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->practice);
  g_clear_error (&self->error);
  g_free (self->auth);
  g_free (self->to);
  g_free (self->ca_file);
  g_free (self->transcript);
  ctl_server_clear (&self->server);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TestCommand, test_command_clear)

static gboolean
is_own_practice (TestCommand *self)
{
  return g_strcmp0 (self->server.provider, CTL_PRACTICE) == 0 && self->server.host == NULL && self->server.port == 0;
}

/* The practice server lives as long as the test. */
static gboolean
start_practice (TestCommand *self,
                GError     **error)
{
  PosternSecurity security = self->server.endpoint->security;
  guint16 port;

  self->practice = postern_practice_server_new ();
  if (!postern_practice_server_start (self->practice, 0, error))
    return FALSE;
  postern_practice_server_play_for (self->practice, self->server.user);
  port = security == POSTERN_SECURITY_TLS ? postern_practice_server_get_tls_port (self->practice)
                                          : postern_practice_server_get_port (self->practice);
  g_clear_pointer (&self->server.endpoint, postern_endpoint_free);
  self->server.endpoint = postern_endpoint_new ("localhost", port, security);
  g_free (self->ca_file);
  self->ca_file = g_strdup (postern_practice_server_get_ca_file (self->practice));

  return TRUE;
}

static gboolean
choose_auth (TestCommand       *self,
             PosternAuthChoice *choice,
             GError           **error)
{
  *choice = self->server.token_file != NULL ? POSTERN_AUTH_XOAUTH2 : POSTERN_AUTH_AUTO;
  if (self->auth == NULL)
    return TRUE;
  if (!postern_auth_choice_from_nick (self->auth, choice))
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("“%s” is no way to sign in. Use auto, plain, login or xoauth2."), self->auth);
  if (self->server.token_file == NULL || *choice == POSTERN_AUTH_XOAUTH2)
    return TRUE;
  if (*choice != POSTERN_AUTH_AUTO)
    return ctl_refuse (error, _("A token signs in with xoauth2 only. Leave --auth out."));
  *choice = POSTERN_AUTH_XOAUTH2;

  return TRUE;
}

static void
set_text (char      **field,
          const char *value)
{
  if (value == NULL)
    return;
  g_free (*field);
  *field = g_strdup (value);
}

static gboolean
make_plan (TestCommand *self,
           GError     **error)
{
  CtlServer *server = &self->server;
  PosternAuthChoice choice;

  if (!choose_auth (self, &choice, error))
    return FALSE;
  if (self->timeout < 0 || self->timeout > MAX_TIMEOUT)
    return ctl_refuse (error, _("The time limit is a number of seconds from 1 to 600."));
  self->plan = postern_test_plan_new (server->endpoint, server->account, server->secret);
  self->plan->auth = choice;
  self->plan->sign_in_only = self->sign_in_only;
  set_text (&self->plan->user, server->user);
  set_text (&self->plan->from, server->from);
  set_text (&self->plan->from_name, server->from_name);
  if (server->record != NULL)
    set_text (&self->plan->to, postern_record_get_recipient (server->record));
  set_text (&self->plan->to, self->to);
  set_text (&self->plan->ca_file, self->ca_file);
  if (self->timeout > 0)
    self->plan->step_timeout = (guint) self->timeout;

  return postern_test_plan_check (self->plan, error);
}

static gboolean
prepare (TestCommand *self,
         GError     **error)
{
  return ctl_server_resolve (&self->server, error) &&
         (self->to == NULL || postern_smtp_address_check (self->to, error)) &&
         ctl_server_load_secret (&self->server, error) &&
         (!is_own_practice (self) || start_practice (self, error)) && make_plan (self, error);
}

static void
print_event_json (const PosternTestEvent *event,
                  const char             *reply)
{
  char milliseconds[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *quoted = ctl_json_quote (reply);

  /* Not through a builder: it would print 12.3 as 12.300000000000001. */
  g_ascii_formatd (milliseconds, sizeof milliseconds, "%.1f", event->milliseconds);
  ctl_print ("{\"event\":\"step\",\"step\":\"%s\",\"state\":\"%s\",\"ms\":%s,\"reply\":%s}\n",
             postern_step_to_nick (event->step), postern_step_state_to_nick (event->state), milliseconds, quoted);
}

static void
print_event_text (const PosternTestEvent *event)
{
  if (event->state == POSTERN_STEP_STATE_SKIPPED)
    return;
  ctl_print ("%s ", event->state == POSTERN_STEP_STATE_OK ? "✓" : "✗");
  ctl_print_padded (postern_step_get_title (event->step), TITLE_WIDTH);
  /* Translators: %.0f is a number of milliseconds. */
  ctl_print (_("%.0f ms"), event->milliseconds);
  ctl_print ("\n");
}

static void
event_cb (const PosternTestEvent *event,
          gpointer                data)
{
  TestCommand *self = data;
  g_autofree char *reply = event->reply != NULL ? postern_smtp_reply_to_text (event->reply) : NULL;

  if (event->state == POSTERN_STEP_STATE_RUNNING)
    return;
  if (self->json)
    print_event_json (event, reply);
  else
    print_event_text (event);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  TestCommand *self = data;

  self->report = postern_smtp_session_run_finish (result, &self->error);
  g_main_loop_quit (self->loop);
}

static gboolean
interrupted_cb (gpointer data)
{
  g_cancellable_cancel (data);

  return G_SOURCE_CONTINUE;
}

static void
run (TestCommand *self)
{
  guint interrupt;
  guint terminate;

  self->cancellable = g_cancellable_new ();
  self->loop = g_main_loop_new (NULL, FALSE);
  interrupt = g_unix_signal_add (SIGINT, interrupted_cb, self->cancellable);
  terminate = g_unix_signal_add (SIGTERM, interrupted_cb, self->cancellable);
  postern_smtp_session_run_async (self->plan, event_cb, self, NULL, self->cancellable, finished_cb, self);
  g_main_loop_run (self->loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

/* The test is over and was shown; what can't be kept is said, but does not change how it ended. */
static void
keep (TestCommand    *self,
      PosternFinding *finding)
{
  g_autoptr (GError) error = NULL;

  if (self->server.record != NULL &&
      !postern_store_add_test (self->server.store, self->server.record, finding->id, finding->title, finding->accepted,
                               self->report->transcript, &error))
    ctl_fail_error (error);
}

/* After a message that went out to the internet: whether it is trusted where it arrives. */
static PosternDelivery *
check_delivery (TestCommand *self)
{
  PosternProvider *provider = postern_catalogue_get_provider (self->server.catalogue, self->server.provider);

  if (self->no_delivery || self->sign_in_only || !self->report->accepted ||
      !postern_delivery_applies (self->report->from, self->report->address))
    return NULL;

  return postern_delivery_check (self->report->from, self->server.account, self->server.endpoint->host, provider,
                                 NULL, NULL);
}

/* The finding comes last in JSON, and first for people, who shouldn't have to wait for it. */
static void
show (TestCommand    *self,
      PosternFinding *finding)
{
  g_autoptr (PosternDelivery) delivery = self->json ? check_delivery (self) : NULL;

  if (delivery != NULL)
    ctl_delivery_print_json (delivery, TRUE);
  if (!self->json)
    ctl_print ("\n");
  ctl_finding_print (finding, self->json);
  if (!self->json && (delivery = check_delivery (self)) != NULL)
    {
      ctl_print ("\n");
      ctl_delivery_print_text (delivery);
    }
}

static CtlStatus
conclude (TestCommand *self)
{
  g_autoptr (PosternFinding) finding = NULL;
  g_autoptr (GError) error = NULL;

  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return ctl_fail (CTL_BROKEN, _("The test was stopped before its end, so it says nothing."));
  if (self->report == NULL)
    return ctl_fail_error (self->error);

  finding = postern_diagnosis_explain (self->server.catalogue, self->report, self->server.provider);
  keep (self, finding);
  show (self, finding);
  if (self->transcript != NULL &&
      !g_file_set_contents_full (self->transcript, self->report->transcript, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error))
    return ctl_fail_error (error);

  return finding->accepted ? CTL_DONE : CTL_PROBLEM;
}

static void
add_options (TestCommand    *self,
             GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_STRING, &self->server.record_id, N_("Take what is not given from a record"),
      N_("ID") },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &self->server.token_file,
      N_("Read an OAuth 2.0 access token from FILE"), N_("FILE") },
    { "auth", 0, 0, G_OPTION_ARG_STRING, &self->auth, N_("How to sign in: auto, plain, login or xoauth2"), N_("KIND") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &self->to, N_("Who gets the message, if not the account"), N_("ADDRESS") },
    { "sign-in-only", 0, 0, G_OPTION_ARG_NONE, &self->sign_in_only, N_("Sign in and stop; send no message"), NULL },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &self->ca_file, N_("Trust the authorities of this PEM file too"),
      N_("FILE") },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &self->timeout, N_("The time limit of each step"), N_("SECONDS") },
    { "transcript", 0, 0, G_OPTION_ARG_FILENAME, &self->transcript,
      N_("Write the dialogue, without the password, to FILE"), N_("FILE") },
    { "no-delivery", 0, 0, G_OPTION_ARG_NONE, &self->no_delivery,
      N_("Don’t look up afterwards whether the mail is trusted where it arrives"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_("Print JSON, one object a line"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  ctl_server_add_options (&self->server, context);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/**
 * ctl_test:
 * @arguments: the subcommand and its arguments
 *
 * Signs in to a mail server, sends a test message, and explains what happened.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_test (char **arguments)
{
  g_auto (TestCommand) self = { { NULL } };
  GOptionContext *context = ctl_options_new ("test", NULL,
                                             _("Signs in to a mail server, sends a test message, and says who must do "
                                               "what if it fails."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  add_options (&self, context);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;
  if (!prepare (&self, &error))
    return ctl_fail_error (error);
  run (&self);

  return conclude (&self);
}
