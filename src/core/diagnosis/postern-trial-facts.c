/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/diagnosis/postern-trial-private.h"

/* Who rehearses with the practice server shall see what its scenario is about, whatever the password looks like. */
#define PRACTICE "practice"

static const char *const shapes[] = {
  [POSTERN_PASSWORD_FITS] = "fits",   [POSTERN_PASSWORD_EMPTY] = NULL,  [POSTERN_PASSWORD_NORMAL] = "normal",
  [POSTERN_PASSWORD_SHORT] = "short", [POSTERN_PASSWORD_LONG] = "long",
};

/* As the provider makes them, or not; nothing where it isn't known how that is. */
static const char *
find_shape (const PosternTrialJob *job)
{
  g_autoptr (PosternSecret) cleaned = NULL;

  if (job->provider == NULL || (job->provider->password_length == 0 && job->provider->password_alphabet == NULL))
    return NULL;

  cleaned = postern_secret_new_cleaned (postern_secret_peek (job->plan->secret), NULL);

  return cleaned == NULL ? NULL : shapes[postern_provider_judge_password (job->provider, cleaned)];
}

static gboolean
has_passed_before (const PosternCircumstances *circumstances)
{
  return circumstances->passed_time != 0 && circumstances->passed_time >= circumstances->password_time;
}

static gboolean
is_fresh (const PosternTrialJob *job)
{
  gint64 age = g_date_time_to_unix (job->now) - job->circumstances.password_time;

  return job->circumstances.password_time != 0 && age >= 0 && age < POSTERN_TRIAL_FRESH_PASSWORD &&
         !has_passed_before (&job->circumstances);
}

/* The last of the provider's warnings that have come true. */
static const PosternAdvice *
find_past (const PosternTrialJob *job)
{
  const PosternAdvice *past = NULL;

  for (guint i = 0; job->provider != NULL && i < job->provider->advice->len; i++)
    {
      const PosternAdvice *advice = g_ptr_array_index (job->provider->advice, i);

      if (advice->date != NULL && g_str_equal (advice->severity, "warning") &&
          g_date_time_compare (advice->date, job->now) < 0)
        past = advice;
    }

  return past;
}

/* Documented in the private header. */
void
postern_trial_add_known (PosternTrialJob *job)
{
  if (g_strcmp0 (job->doubt, "password") != 0 || postern_auth_choice_is_token (job->plan->auth) ||
      g_strcmp0 (job->circumstances.provider, PRACTICE) == 0)
    return;

  postern_evidence_add_fact (job->evidence, "password", find_shape (job));
  postern_evidence_add_fact (job->evidence, "age", is_fresh (job) ? "fresh" : NULL);
  postern_evidence_add_fact (job->evidence, "history", has_passed_before (&job->circumstances) ? "passed" : NULL);
  job->past = find_past (job);
  if (job->past != NULL)
    postern_evidence_add_fact (job->evidence, "past", job->past->id);
}

/* Documented in the private header. */
gboolean
postern_trial_is_ipv6_broken (const PosternTestReport *report)
{
  gboolean ipv4_works = report->address != NULL && !g_str_has_prefix (report->address, "[");

  for (gsize i = 0; ipv4_works && report->deaf_addresses[i] != NULL; i++)
    {
      if (strchr (report->deaf_addresses[i], ':') != NULL)
        return TRUE;
    }

  return FALSE;
}
