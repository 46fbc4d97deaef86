/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-text.h"
#include "core/diagnosis/postern-diagnosis-result.h"
#include "core/records/postern-records-replace.h"
#include "core/smtp/postern-smtp-address.h"
#include "ctl/ctl-delivery-print.h"
#include "ctl/ctl-finding.h"
#include "ctl/ctl-oauth.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl-server.h"
#include "ctl/ctl-test-event.h"
#include "ctl/ctl-wait.h"
#include "ctl/ctl.h"
#include "practice/postern-practice-aim.h"

#define MAX_TIMEOUT 600
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
  gboolean               no_second_try;
  gboolean               no_delivery;
  gboolean               json;

  PosternPracticeServer *practice;
  PosternTestPlan       *plan;
  CtlWait                wait;
  PosternTrial          *trial;
  PosternTestResult     *result;
  GError                *error;
} TestCommand;

static void
test_command_clear (TestCommand *self)
{
  g_clear_pointer (&self->plan, postern_test_plan_free);
  g_clear_pointer (&self->trial, postern_trial_unref);
  g_clear_pointer (&self->result, postern_test_result_free);
  ctl_wait_clear (&self->wait);
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
  return g_strcmp0 (self->server.provider, POSTERN_PRACTICE_PROVIDER) == 0 && self->server.host == NULL &&
         self->server.port == 0;
}

static gboolean
is_recorded_server (TestCommand *self)
{
  const PosternEndpoint *recorded = postern_record_get_endpoint (self->server.record);

  return recorded != NULL && postern_endpoint_equal (recorded, self->server.endpoint);
}

/* What the options name in place of what is recorded says nothing about the record. */
static gboolean
is_elsewhere (TestCommand *self)
{
  PosternRecord *record = self->server.record;

  return !is_recorded_server (self) || g_strcmp0 (self->server.account, postern_record_get_account (record)) != 0 ||
         g_strcmp0 (self->server.user, postern_record_get_sign_in_name (record)) != 0 ||
         g_strcmp0 (self->server.from, postern_record_get_sender (record)) != 0 ||
         g_strcmp0 (self->ca_file, postern_record_get_ca_file (record)) != 0;
}

/* The recorded CA file is for the recorded server. */
static void
begin_result (TestCommand *self)
{
  CtlServer *server = &self->server;

  if (server->record == NULL)
    return;
  if (self->ca_file == NULL && is_recorded_server (self))
    self->ca_file = g_strdup (postern_record_get_ca_file (server->record));
  self->result = postern_test_result_new_for (server->record);
  self->result->elsewhere = is_elsewhere (self);
  if (self->result->elsewhere)
    postern_test_result_set_tested (self->result, server->endpoint, server->user, server->from);
  if (server->password_file != NULL || server->token_file != NULL)
    self->result->password_time = POSTERN_TEST_RESULT_OTHER_PASSWORD;
}

/* The practice server lives as long as the test. */
static gboolean
start_practice (TestCommand *self,
                GError     **error)
{
  self->practice = postern_practice_server_new ();
  if (!postern_practice_server_start (self->practice, 0, error))
    return FALSE;
  postern_practice_aim_test (self->practice, self->plan);

  return TRUE;
}

static gboolean
choose_auth (TestCommand       *self,
             PosternAuthChoice *choice,
             GError           **error)
{
  gboolean token = ctl_server_has_token (&self->server);

  *choice = token ? POSTERN_AUTH_TOKEN : POSTERN_AUTH_AUTO;
  if (self->auth == NULL)
    return TRUE;
  if (!postern_auth_choice_from_nick (self->auth, choice))
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("“%s” is no way to sign in. Use auto, plain, login, xoauth2 or oauthbearer."),
                       self->auth);
  if (!token || postern_auth_choice_is_token (*choice))
    return TRUE;
  if (*choice != POSTERN_AUTH_AUTO)
    return ctl_refuse (error, _("A token signs in with xoauth2 or oauthbearer only. Leave --auth out."));
  *choice = POSTERN_AUTH_TOKEN;

  return TRUE;
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
  postern_set_text (&self->plan->user, server->user);
  postern_set_text (&self->plan->from, server->from);
  postern_set_text (&self->plan->from_name, server->from_name);
  if (self->to != NULL)
    postern_set_text (&self->plan->to, self->to);
  else if (server->record != NULL && postern_record_get_recipient (server->record) != NULL)
    postern_set_text (&self->plan->to, postern_record_get_recipient (server->record));
  postern_set_text (&self->plan->ca_file, self->ca_file);
  if (self->timeout > 0)
    self->plan->step_timeout = (guint) self->timeout;

  return postern_test_plan_check (self->plan, error);
}

static gboolean
prepare (TestCommand *self,
         GError     **error)
{
  if (!ctl_server_resolve (&self->server, error))
    return FALSE;
  begin_result (self);

  return (self->to == NULL || postern_smtp_address_check (self->to, error)) &&
         ctl_server_load_secret (&self->server, error) &&
         make_plan (self, error) && (!is_own_practice (self) || start_practice (self, error));
}

/* No access token: where the provider has said why, that is the outcome. */
static void
keep_untried (TestCommand  *self,
              const GError *error)
{
  CtlServer *server = &self->server;
  g_autoptr (PosternFinding) finding = NULL;

  if (self->result != NULL)
    finding = postern_diagnosis_fill_untried (server->catalogue, server->record, error, self->result);
  if (finding != NULL)
    postern_store_add_test (server->store, server->record, self->result, NULL);
}

static void
event_cb (const PosternTestEvent *event,
          gpointer                data)
{
  TestCommand *self = data;

  ctl_test_event_print (event, self->json);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  TestCommand *self = data;

  self->trial = postern_trial_run_finish (result, &self->error);
  ctl_wait_end (&self->wait);
}

/* The record knows its own password, not one from a file. */
static PosternCircumstances
describe_circumstances (TestCommand *self)
{
  PosternCircumstances circumstances = { .provider = self->server.provider, .may_look_further = !self->no_second_try };

  if (self->result == NULL || self->result->password_time == POSTERN_TEST_RESULT_OTHER_PASSWORD)
    return circumstances;

  circumstances.password_time = self->result->password_time;
  circumstances.refusals = self->result->refusals;
  circumstances.app_only = postern_record_get_sign_in (self->server.record) == POSTERN_SIGN_IN_OAUTH_APP;
  if (!self->result->elsewhere && postern_record_is_proven (self->server.record))
    circumstances.passed_time = postern_record_get_passed_time (self->server.record);

  return circumstances;
}

static void
run (TestCommand *self)
{
  PosternCircumstances circumstances = describe_circumstances (self);

  ctl_wait_begin (&self->wait);
  postern_trial_run_async (self->server.catalogue, self->plan, &circumstances, event_cb, self, NULL,
                           self->wait.cancellable, finished_cb, self);
  ctl_wait_run (&self->wait);
}

/* The test is over and was shown; what can't be kept is said, but does not change how it ended. */
static void
keep (TestCommand *self)
{
  const PosternFinding *finding = self->trial->finding;
  g_autoptr (GError) error = NULL;

  if (self->result == NULL)
    return;
  postern_diagnosis_fill_result (self->trial->report, finding, self->trial->refusals, self->result);
  if (!postern_store_add_test (self->server.store, self->server.record, self->result, &error) ||
      !postern_records_settle_password (self->server.store, self->server.record, NULL, &error))
    ctl_fail_error (error);
}

/* After a message that went out to the internet: whether it is trusted where it arrives. */
static PosternDelivery *
check_delivery (TestCommand *self)
{
  const PosternDeliveryQuestion question = {
    self->trial->report->from, self->server.account, self->server.endpoint->host,
    postern_catalogue_get_provider (self->server.catalogue, self->server.provider),
  };

  if (self->no_delivery || self->sign_in_only || !self->trial->report->accepted ||
      !postern_delivery_applies (self->trial->report->from, self->trial->report->address))
    return NULL;

  return postern_delivery_check (self->server.catalogue, &question, NULL, NULL);
}

/* The finding comes last in JSON, and first for people, who shouldn't have to wait for it. */
static void
show (TestCommand *self)
{
  g_autoptr (PosternDelivery) delivery = self->json ? check_delivery (self) : NULL;

  if (delivery != NULL)
    ctl_delivery_print_json (delivery, TRUE);
  if (!self->json)
    ctl_print ("\n");
  ctl_finding_print_trial (self->trial, self->json);
  if (!self->json && (delivery = check_delivery (self)) != NULL)
    {
      ctl_print ("\n");
      ctl_delivery_print_text (delivery);
    }
}

static CtlStatus
conclude (TestCommand *self)
{
  g_autoptr (GError) error = NULL;

  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return ctl_fail (CTL_BROKEN, _("The test was stopped before its end, so it says nothing."));
  if (self->trial == NULL)
    return ctl_fail_error (self->error);

  show (self);
  keep (self);
  if (self->transcript != NULL &&
      !g_file_set_contents_full (self->transcript, self->trial->report->transcript, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    return ctl_fail_error (error);

  return self->trial->finding->accepted ? CTL_DONE : CTL_PROBLEM;
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
    { "auth", 0, 0, G_OPTION_ARG_STRING, &self->auth,
      N_("How to sign in: auto, plain, login, xoauth2 or oauthbearer"), N_("KIND") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &self->to, N_("Who gets the message, if not the account"), N_("ADDRESS") },
    { "sign-in-only", 0, 0, G_OPTION_ARG_NONE, &self->sign_in_only, N_("Sign in and stop; send no message"), NULL },
    { "no-second-try", 0, 0, G_OPTION_ARG_NONE, &self->no_second_try,
      N_("Look at nothing but this server and port, and sign in only once"), NULL },
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
    {
      keep_untried (&self, error);
      return ctl_oauth_fail (self.server.catalogue, self.server.record, error, self.json);
    }
  run (&self);

  return conclude (&self);
}
