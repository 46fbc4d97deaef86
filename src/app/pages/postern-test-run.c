/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-test-run.h"

#include "app/pages/postern-letter-copy.h"
#include "core/diagnosis/postern-diagnosis-result.h"
#include "core/diagnosis/postern-diagnosis.h"
#include "core/records/postern-records-replace.h"
#include "core/signin/postern-sign-in.h"

#define PRACTICE "practice"

typedef struct
{
  PosternPage          *page;
  gboolean              sign_in_only;
  char                 *recipient;
  PosternTestEventFunc  event_func;
  gpointer              event_data;
  GDestroyNotify        event_destroy;
  PosternTestResult    *result;
  char                 *unsaved;
} Run;

static void
run_free (Run *run)
{
  if (run->event_destroy != NULL)
    run->event_destroy (run->event_data);
  g_clear_object (&run->page);
  g_clear_pointer (&run->result, postern_test_result_free);
  g_free (run->recipient);
  g_free (run->unsaved);
  g_free (run);
}

static void
event_cb (const PosternTestEvent *event,
          gpointer                task)
{
  Run *run = g_task_get_task_data (task);

  run->event_func (event, run->event_data);
}

static gboolean
is_practice (PosternRecord *record)
{
  return g_strcmp0 (postern_record_get_provider (record), PRACTICE) == 0;
}

static void
set_text (char       **text,
          const char  *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

/* The result was made of the record before the keyring was asked: this is what it says. */
static PosternTestPlan *
make_plan (Run            *run,
           PosternSecret  *secret,
           GError        **error)
{
  PosternRecord *record = postern_page_get_record (run->page);
  const PosternTestResult *tested = run->result;
  g_autoptr (PosternTestPlan) plan = postern_test_plan_new (tested->endpoint, tested->account, secret);

  set_text (&plan->user, tested->user);
  set_text (&plan->from, tested->from);
  set_text (&plan->from_name, postern_record_get_from_name (record));
  set_text (&plan->to, run->recipient);
  set_text (&plan->ca_file, tested->ca_file);
  plan->sign_in_only = run->sign_in_only;
  if (postern_record_get_sign_in (record) != POSTERN_SIGN_IN_PASSWORD)
    plan->auth = POSTERN_AUTH_TOKEN;
  if (is_practice (record) &&
      !postern_context_aim_at_practice (postern_page_get_context (run->page), plan, error))
    return NULL;

  return g_steal_pointer (&plan);
}

static void
keep_result (Run *run)
{
  PosternStore *store = postern_context_get_store (postern_page_get_context (run->page));
  PosternRecord *record = postern_page_get_record (run->page);
  g_autoptr (GError) error = NULL;

  if (!postern_store_add_test (store, record, run->result, &error))
    run->unsaved = g_strdup (error->message);
  else if (postern_record_get_former_time (record) != 0)
    /* What fails here is tried again after the next test. */
    postern_records_settle_password_async (store, record, NULL, NULL, NULL);
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTrial) trial = postern_trial_run_finish (result, &error);

  if (trial == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  postern_diagnosis_fill_result (trial->report, trial->finding, trial->refusals, run->result);
  keep_result (run);
  g_task_return_pointer (task, g_steal_pointer (&trial), (GDestroyNotify) postern_trial_unref);
}

static void
begin_trial (GTask                 *task,
             const PosternTestPlan *plan)
{
  Run *run = g_task_get_task_data (task);
  PosternRecord *record = postern_page_get_record (run->page);
  PosternCatalogue *catalogue = postern_context_get_catalogue (postern_page_get_context (run->page));
  const PosternCircumstances circumstances = {
    .provider = postern_record_get_provider (record),
    .password_time = run->result->password_time,
    .passed_time = postern_record_is_proven (record) ? postern_record_get_passed_time (record) : 0,
    .refusals = run->result->refusals,
    .may_look_further = TRUE,
    .app_only = postern_record_get_sign_in (record) == POSTERN_SIGN_IN_OAUTH_APP,
  };

  postern_trial_run_async (catalogue, plan, &circumstances, event_cb, g_object_ref (task), g_object_unref,
                           g_task_get_cancellable (task), tried_cb, g_object_ref (task));
}

/* No access token: where the provider has said why, that is the outcome. */
static void
keep_untried (Run          *run,
              const GError *error)
{
  g_autoptr (PosternFinding) finding = NULL;

  finding = postern_diagnosis_fill_untried (postern_context_get_catalogue (postern_page_get_context (run->page)),
                                            postern_page_get_record (run->page), error, run->result);
  if (finding != NULL)
    keep_result (run);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) secret = postern_sign_in_obtain_finish (result, &error);
  g_autoptr (PosternTestPlan) plan = NULL;

  if (secret != NULL)
    plan = make_plan (g_task_get_task_data (task), secret, &error);
  else
    keep_untried (g_task_get_task_data (task), error);
  if (plan != NULL)
    begin_trial (task, plan);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * postern_test_run_async:
 * @page: a page whose record has a server, an account and a recorded password
 * @sign_in_only: whether to send nothing
 * @recipient: who gets the message
 * @event_func: called for each event of the test
 * @event_data: closure for @event_func
 * @event_destroy: (nullable): frees @event_data
 * @cancellable: (nullable): to stop
 * @callback: called when it is over
 * @user_data: closure for @callback
 *
 * Tests what the record says now, and keeps the outcome in the record.
 */
void
postern_test_run_async (PosternPage           *page,
                        gboolean               sign_in_only,
                        const char            *recipient,
                        PosternTestEventFunc   event_func,
                        gpointer               event_data,
                        GDestroyNotify         event_destroy,
                        GCancellable          *cancellable,
                        GAsyncReadyCallback    callback,
                        gpointer               user_data)
{
  GTask *task;
  Run *run;

  g_return_if_fail (POSTERN_IS_PAGE (page) && recipient != NULL && event_func != NULL);

  run = g_new0 (Run, 1);
  run->page = g_object_ref (page);
  run->sign_in_only = sign_in_only;
  run->recipient = g_strdup (recipient);
  run->event_func = event_func;
  run->event_data = event_data;
  run->event_destroy = event_destroy;
  run->result = postern_test_result_new_for (postern_page_get_record (page));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_test_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  postern_sign_in_obtain_async (postern_context_get_catalogue (postern_page_get_context (page)),
                                postern_page_get_record (page), cancellable, found_cb, task);
}

/**
 * postern_test_run_finish:
 * @result: what the callback was given
 * @unsaved: (out) (transfer full) (nullable): why the outcome could not be kept, %NULL when it was
 * @error: return location for a #PosternVaultError, a #PosternOauthError, a #PosternHttpError, %G_IO_ERROR_CANCELLED or
 *   what postern_test_plan_check() says
 *
 * Returns: (transfer full): the test, or %NULL with @error set
 */
PosternTrial *
postern_test_run_finish (GAsyncResult  *result,
                         char         **unsaved,
                         GError       **error)
{
  Run *run;

  g_return_val_if_fail (g_async_result_is_tagged (result, postern_test_run_async), NULL);

  run = g_task_get_task_data (G_TASK (result));
  *unsaved = g_steal_pointer (&run->unsaved);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * postern_test_run_explain:
 * @page: the page of a test that could not begin
 * @error: why
 * @card: where it is shown
 *
 * Where there was no access token to try, what the provider has answered is a finding as well.
 *
 * Returns: whether @card says it now
 */
gboolean
postern_test_run_explain (PosternPage        *page,
                          const GError       *error,
                          PosternFindingCard *card)
{
  PosternRecord *record = postern_page_get_record (page);
  PosternCatalogue *catalogue = postern_context_get_catalogue (postern_page_get_context (page));
  g_autoptr (PosternFinding) finding = NULL;

  finding = postern_diagnosis_explain_oauth (catalogue, error, postern_record_get_provider (record),
                                             postern_record_get_account (record));
  if (finding == NULL)
    return FALSE;
  postern_letter_copy_attach (card, page, NULL);
  postern_finding_card_set_finding (card, finding);

  return TRUE;
}
