/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-trial.h"

#include "core/diagnosis/postern-diagnosis.h"
#include "core/diagnosis/postern-trial-private.h"

typedef struct
{
  PosternTrial    parent;
  gatomicrefcount refs;
} CountedTrial;

G_DEFINE_BOXED_TYPE (PosternTrial, postern_trial, postern_trial_ref, postern_trial_unref)

static PosternTrial *
trial_new (void)
{
  CountedTrial *counted = g_new0 (CountedTrial, 1);

  g_atomic_ref_count_init (&counted->refs);

  return &counted->parent;
}

static void
unref_trial (gpointer trial)
{
  postern_trial_unref (trial);
}

static PosternTrialJob *
job_new (PosternCatalogue           *catalogue,
         const PosternTestPlan      *plan,
         const PosternCircumstances *circumstances)
{
  PosternTrialJob *self = g_new0 (PosternTrialJob, 1);

  self->catalogue = g_object_ref (catalogue);
  self->plan = postern_test_plan_copy (plan);
  self->circumstances = *circumstances;
  self->circumstances.provider = g_strdup (circumstances->provider);
  if (circumstances->provider != NULL)
    self->provider = postern_catalogue_get_provider (catalogue, circumstances->provider);
  self->now = g_date_time_new_now_utc ();
  self->trial = trial_new ();

  return self;
}

static void
job_free (gpointer data)
{
  PosternTrialJob *self = data;

  g_object_unref (self->catalogue);
  postern_test_plan_free (self->plan);
  g_free ((char *) self->circumstances.provider);
  g_date_time_unref (self->now);
  postern_trial_unref (self->trial);
  postern_evidence_free (self->evidence);
  postern_probe_unref (self->probe);
  postern_endpoint_free (self->open);
  g_free (self);
}

static void
return_trial (GTask           *task,
              PosternTrialJob *job)
{
  g_task_return_pointer (task, g_steal_pointer (&job->trial), unref_trial);
}

static void
explain_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  postern_trial_explain (data, cancellable);
  return_trial (task, data);
}

/* Only a hint: networks are known to lie to the system as well. Asked for here, for it lives in a main context. */
static gboolean
is_portal_suspected (void)
{
  return g_network_monitor_get_connectivity (g_network_monitor_get_default ()) == G_NETWORK_CONNECTIVITY_PORTAL;
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  PosternTrialJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->trial->report = postern_smtp_session_run_finish (result, &error);
  if (job->trial->report == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (job->trial->report->accepted)
    {
      postern_trial_explain (job, NULL);
      return_trial (task, job);
      return;
    }
  job->portal = is_portal_suspected ();
  g_task_run_in_thread (task, explain_thread);
}

/**
 * postern_trial_ref:
 * @self: a trial
 *
 * Returns: (transfer full): @self with one more reference
 */
PosternTrial *
postern_trial_ref (PosternTrial *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&((CountedTrial *) self)->refs);

  return self;
}

/**
 * postern_trial_unref:
 * @self: (transfer full) (nullable): a trial
 */
void
postern_trial_unref (PosternTrial *self)
{
  CountedTrial *counted = (CountedTrial *) self;

  if (self == NULL || !g_atomic_ref_count_dec (&counted->refs))
    return;

  g_clear_pointer (&self->report, postern_test_report_unref);
  g_clear_pointer (&self->second, postern_test_report_unref);
  postern_finding_free (self->finding);
  g_free (self->further);
  postern_endpoint_free (self->works_at);
  g_free (counted);
}

/* Documented in the header. */
void
postern_trial_run_async (PosternCatalogue           *catalogue,
                         const PosternTestPlan      *plan,
                         const PosternCircumstances *circumstances,
                         PosternTestEventFunc        event_func,
                         gpointer                    event_data,
                         GDestroyNotify              event_destroy,
                         GCancellable               *cancellable,
                         GAsyncReadyCallback         callback,
                         gpointer                    user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (POSTERN_IS_CATALOGUE (catalogue));
  g_return_if_fail (plan != NULL && circumstances != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  /* What the test has shown counts, above all a refusal, though the person stopped what came after it. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, postern_trial_run_async);
  g_task_set_task_data (task, job_new (catalogue, plan, circumstances), job_free);
  postern_smtp_session_run_async (plan, event_func, event_data, event_destroy, cancellable, tested_cb,
                                  g_steal_pointer (&task));
}

/* Documented in the header. */
PosternTrial *
postern_trial_run_finish (GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
