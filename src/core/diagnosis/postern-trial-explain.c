/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/diagnosis/postern-diagnosis-private.h"
#include "core/diagnosis/postern-diagnosis.h"
#include "core/diagnosis/postern-trial-private.h"

/* How long to wait before the same is tried once more, in seconds: for a new password to get around, for a server
   that puts strangers off, and for a connection that broke off by chance. */
#define WAIT_FOR_PASSWORD 300
#define WAIT_FOR_SERVER   300
#define WAIT_FOR_LINE     30

static gboolean
is_signed_in (const PosternTestReport *report)
{
  for (guint i = 0; i < report->events->len; i++)
    {
      const PosternTestEvent *event = g_ptr_array_index (report->events, i);

      if (event->step == POSTERN_STEP_AUTH)
        return event->state == POSTERN_STEP_STATE_OK;
    }

  return FALSE;
}

static guint
count_refusals (const PosternTestReport *report,
                guint                    before)
{
  if (is_signed_in (report))
    return 0;

  return before + (postern_trial_is_refused (report) ? 1 : 0);
}

/* Servers put strangers off with these, and take them a little later (RFC 6647 §2). */
static gboolean
is_put_off (const PosternEvidence *evidence)
{
  return (evidence->code == 450 || evidence->code == 451) && g_strcmp0 (evidence->stage, "auth") != 0;
}

static guint
find_wait (const PosternTrialJob *job)
{
  if (job->again)
    return WAIT_FOR_LINE;
  if (is_put_off (job->evidence))
    return WAIT_FOR_SERVER;
  if (postern_evidence_has_fact (job->evidence, "age=fresh") && job->trial->refusals > 0 &&
      job->trial->refusals < POSTERN_TRIAL_MAX_REFUSALS &&
      !postern_evidence_has_fact (job->evidence, "password=normal") &&
      !postern_evidence_has_fact (job->evidence, "password=short") &&
      !postern_evidence_has_fact (job->evidence, "password=long") &&
      !postern_evidence_has_fact (job->evidence, "mailbox=elsewhere"))
    return WAIT_FOR_PASSWORD;

  return 0;
}

/* The page where app passwords are made: the last that the provider's steps lead to. */
static const PosternLink *
find_page (PosternProvider *provider)
{
  const PosternLink *page = NULL;

  for (guint i = 0; provider != NULL && i < provider->steps->len; i++)
    {
      const PosternProviderStep *step = g_ptr_array_index (provider->steps, i);

      if (step->link != NULL)
        page = step->link;
    }

  return page;
}

static gboolean
has_link (const PosternFinding *finding)
{
  for (guint i = 0; i < finding->actions->len; i++)
    {
      const PosternAction *action = g_ptr_array_index (finding->actions, i);

      if (action->kind == POSTERN_ACTION_LINK)
        return TRUE;
    }

  return FALSE;
}

/* Rules with evidence hold for all providers, and so name no page of one. */
static void
add_page (const PosternTrialJob *job,
          PosternFinding        *finding)
{
  const PosternLink *page = find_page (job->mailbox != NULL ? job->mailbox : job->provider);

  if (g_strcmp0 (job->doubt, "password") == 0 && page != NULL && job->trial->works_at == NULL &&
      finding->who == POSTERN_WHO_YOU && !has_link (finding))
    postern_finding_add_action (finding, POSTERN_ACTION_LINK, page->label, page->uri);
}

static PosternFinding *
make_finding (PosternTrialJob *job)
{
  g_autofree char *open = job->open != NULL ? g_strdup_printf ("%u", job->open->port) : NULL;
  g_autofree char *date = NULL;
  PosternPlaceholders more = { .open = open };
  PosternFinding *finding = NULL;

  if (job->past != NULL)
    /* Translators: how a date is written, "31 December 2026", in the form of g_date_time_format(). */
    date = g_date_time_format (job->past->date, _("%-d %B %Y"));
  more.date = date;
  if (job->mailbox != NULL)
    more.elsewhere = job->mailbox->name;

  finding = postern_diagnosis_explain_evidence (job->catalogue, job->trial->report, job->evidence, &more);
  add_page (job, finding);

  return finding;
}

static void
explain_failure (PosternTrialJob *job,
                 GCancellable    *cancellable)
{
  job->evidence = postern_evidence_new_from_report (job->trial->report, job->circumstances.provider);
  if (job->circumstances.app_only && job->evidence->sign_in != NULL)
    {
      g_free (job->evidence->sign_in);
      job->evidence->sign_in = g_strdup ("oauth-app");
    }
  job->doubt = postern_diagnosis_find_doubt (job->catalogue, job->evidence);
  postern_evidence_add_fact (job->evidence, "doubt", job->doubt);
  postern_trial_add_known (job);
  postern_trial_look (job, cancellable);
  if (job->trial->second != NULL)
    job->trial->refusals = count_refusals (job->trial->second, job->trial->refusals);
  job->trial->finding = make_finding (job);
  job->trial->retry_after = find_wait (job);
}

/* Documented in the private header. */
gboolean
postern_trial_is_refused (const PosternTestReport *report)
{
  const PosternTestEvent *failed = postern_test_report_get_failed (report);

  return report->mechanism != NULL && failed->step == POSTERN_STEP_AUTH && failed->reply != NULL &&
         failed->reply->code >= 500;
}

/* Documented in the private header. */
void
postern_trial_explain (PosternTrialJob *job,
                       GCancellable    *cancellable)
{
  PosternTrial *trial = job->trial;

  trial->refusals = count_refusals (trial->report, job->circumstances.refusals);
  if (trial->report->accepted)
    trial->finding = postern_diagnosis_explain (job->catalogue, trial->report, job->circumstances.provider);
  else
    explain_failure (job, cancellable);
  trial->further = postern_trial_write_further (job);
}
