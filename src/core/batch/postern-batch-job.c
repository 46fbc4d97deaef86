/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/batch/postern-batch-job.h"

#include <glib/gi18n-lib.h>

#include "core/base/postern-text.h"
#include "core/batch/postern-batch-next.h"
#include "core/diagnosis/postern-diagnosis-result.h"
#include "core/diagnosis/postern-trial.h"
#include "core/records/postern-records-replace.h"
#include "core/records/postern-vault.h"
#include "core/signin/postern-sign-in.h"

typedef struct
{
  const PosternBatchWork *work;
  PosternBatchItem       *item;
  PosternTestResult      *result;
  PosternSecret          *secret;
  GFunc                   asked;
  gpointer                asked_data;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->item);
  g_clear_pointer (&job->result, postern_test_result_free);
  g_clear_pointer (&job->secret, postern_secret_unref);
  g_free (job);
}

static PosternRecord *
get_record (Job *job)
{
  return postern_batch_item_get_record (job->item);
}

static gboolean
has_tokens (PosternRecord *record)
{
  return postern_record_get_sign_in (record) != POSTERN_SIGN_IN_PASSWORD;
}

static void
hold_back (GTask      *task,
           const char *reason)
{
  Job *job = g_task_get_task_data (task);

  postern_batch_item_settle (job->item, POSTERN_BATCH_HELD_BACK, NULL, reason, 0);
  g_task_return_boolean (task, TRUE);
}

static void
fail (GTask      *task,
      const char *reason)
{
  Job *job = g_task_get_task_data (task);

  postern_batch_item_settle (job->item, POSTERN_BATCH_FAILED, NULL, reason, 0);
  g_task_return_boolean (task, TRUE);
}

static void
stop (GTask  *task,
      GError *error)
{
  Job *job = g_task_get_task_data (task);

  postern_batch_item_settle (job->item, POSTERN_BATCH_STOPPED, NULL, NULL, 0);
  g_task_return_error (task, error);
}

/* Another Postern may have changed the record meanwhile, or removed it: then it does not come back. */
static gboolean
keep_result (Job     *job,
             GError **error)
{
  PosternStore *store = job->work->store;
  PosternRecord *known;

  if (!postern_store_refresh (store, error))
    return FALSE;
  known = postern_store_lookup (store, postern_record_get_id (get_record (job)), NULL);

  if (known == NULL)
    return TRUE;
  if (!postern_store_add_test (store, known, job->result, error))
    return FALSE;
  /* A new password that has proven good ends the former one. */
  if (postern_record_get_former_time (known) != 0)
    postern_records_settle_password_async (store, known, NULL, NULL, NULL);

  return TRUE;
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (PosternTrial) trial = postern_trial_run_finish (result, &error);
  const PosternTestResult *tested = job->result;

  if (trial == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          stop (task, error);
          return;
        }
      fail (task, error->message);
      g_error_free (error);
      return;
    }
  if (trial->refusals > tested->refusals && postern_batch_counts_refusals (get_record (job)))
    postern_batch_limits_count_refusal (job->work->limits, tested->endpoint->host, tested->user, job->secret);
  postern_diagnosis_fill_result (trial->report, trial->finding, trial->refusals, job->result);
  if (!keep_result (job, &error))
    {
      stop (task, error);
      return;
    }
  postern_batch_item_settle (job->item, trial->finding->accepted ? POSTERN_BATCH_PASSED : POSTERN_BATCH_FAILED,
                             trial->finding->id, trial->finding->title, job->result->milliseconds);
  g_task_return_boolean (task, TRUE);
}

static PosternTestPlan *
make_plan (Job     *job,
           GError **error)
{
  const PosternTestResult *tested = job->result;
  PosternRecord *record = get_record (job);
  g_autoptr (PosternTestPlan) plan = postern_test_plan_new (tested->endpoint, tested->account, job->secret);

  postern_set_text (&plan->user, tested->user);
  postern_set_text (&plan->from, tested->from);
  postern_set_text (&plan->from_name, postern_record_get_from_name (record));
  if (postern_record_get_recipient (record) != NULL)
    postern_set_text (&plan->to, postern_record_get_recipient (record));
  postern_set_text (&plan->ca_file, tested->ca_file);
  plan->sign_in_only = !job->work->send;
  if (has_tokens (record))
    plan->auth = POSTERN_AUTH_TOKEN;
  if (job->work->aim != NULL && !job->work->aim (record, plan, job->work->aim_data, error))
    return NULL;

  return g_steal_pointer (&plan);
}

static void
begin_trial (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  PosternRecord *record = get_record (job);
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTestPlan) plan = make_plan (job, &error);
  const PosternCircumstances circumstances = {
    .provider = postern_record_get_provider (record),
    .password_time = job->result->password_time,
    .passed_time = postern_record_is_proven (record) ? postern_record_get_passed_time (record) : 0,
    .refusals = job->result->refusals,
    .may_look_further = FALSE,
    .app_only = postern_record_get_sign_in (record) == POSTERN_SIGN_IN_OAUTH_APP,
  };

  if (plan == NULL)
    fail (task, error->message);
  else
    postern_trial_run_async (job->work->catalogue, plan, &circumstances, NULL, NULL, NULL,
                             g_task_get_cancellable (task), tried_cb, g_object_ref (task));
}

static gboolean
is_used_up (Job *job)
{
  return job->result->refusals >= POSTERN_TRIAL_MAX_REFUSALS && postern_batch_counts_refusals (get_record (job));
}

/* Such a password is only taken out of the keyring to be known again in another record of the account. */
static void
note_refused (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  const PosternTestResult *tested = job->result;

  if (job->secret != NULL)
    postern_batch_limits_note_refused (job->work->limits, tested->endpoint->host, tested->user, job->secret);
  hold_back (task, _("Not tried: this password was refused twice. Once more could lock the account. Put in a new "
                     "one."));
}

/* There was no access token to try. What the provider has said to that is a finding of the record's, as a test is. */
static void
fail_to_obtain (GTask        *task,
                const GError *error)
{
  Job *job = g_task_get_task_data (task);
  g_autoptr (PosternFinding) finding = NULL;
  GError *unkept = NULL;

  finding = postern_diagnosis_fill_untried (job->work->catalogue, get_record (job), error, job->result);
  if (finding == NULL)
    {
      fail (task, error->message);
      return;
    }
  if (!keep_result (job, &unkept))
    {
      stop (task, unkept);
      return;
    }
  postern_batch_item_settle (job->item, POSTERN_BATCH_FAILED, finding->id, finding->title, 0);
  g_task_return_boolean (task, TRUE);
}

static void
obtained_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  PosternSecret *token = postern_sign_in_obtain_finish (result, &error);

  postern_secret_unref (job->secret);
  job->secret = token;
  if (token != NULL)
    begin_trial (task);
  else if (error->domain == POSTERN_VAULT_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    stop (task, g_steal_pointer (&error));
  else
    fail_to_obtain (task, error);
}

/* What the keyring holds is no password, but what an access token is asked for with. */
static void
obtain_token (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  postern_sign_in_obtain_async (job->work->catalogue, get_record (job), g_task_get_cancellable (task), obtained_cb,
                                g_object_ref (task));
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  const PosternTestResult *tested = job->result;
  GError *error = NULL;

  job->secret = postern_vault_lookup_finish (result, &error);
  job->asked (NULL, job->asked_data);
  if (is_used_up (job))
    note_refused (task);
  else if (g_error_matches (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_NOT_FOUND))
    fail (task, error->message);
  else if (job->secret == NULL)
    stop (task, g_steal_pointer (&error));
  else if (has_tokens (get_record (job)))
    obtain_token (task);
  else if (postern_batch_limits_was_refused (job->work->limits, tested->endpoint->host, tested->user, job->secret))
    hold_back (task, _("Not tried: the same password was refused for this account before."));
  else
    begin_trial (task);
  g_clear_error (&error);
}

void
postern_batch_job_run_async (const PosternBatchWork *work,
                             PosternBatchItem       *item,
                             GCancellable           *cancellable,
                             GFunc                   asked,
                             GAsyncReadyCallback     callback,
                             gpointer                user_data)
{
  PosternRecord *record = postern_batch_item_get_record (item);
  Job *job = g_new0 (Job, 1);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  job->work = work;
  job->item = g_object_ref (item);
  job->asked = asked;
  job->asked_data = user_data;
  job->result = postern_test_result_new_for (record);
  g_task_set_source_tag (task, postern_batch_job_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  postern_vault_lookup_async (record, cancellable, found_cb, task);
}

/** Returns: whether the test took place, however it ended; %FALSE with @error set when it was stopped */
gboolean
postern_batch_job_run_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
