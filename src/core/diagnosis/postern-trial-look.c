/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/diagnosis/postern-trial-private.h"

#define PRACTICE "practice"

/* How long a step of the second sign-in may take, in seconds: the port has answered a moment ago. */
#define SECOND_STEP_TIMEOUT 10

/* Where programs hand in mail (RFC 6409, RFC 8314 §3.3). */
static const struct
{
  guint16         port;
  PosternSecurity security;
} usual_ports[] = {
  { 587, POSTERN_SECURITY_STARTTLS },
  { 465, POSTERN_SECURITY_TLS },
};

/* Notes that the second sign-in was begun. */
static void
second_changed_cb (const PosternTestEvent *event,
                   gpointer                data)
{
  gboolean *begun = data;

  if (event->step == POSTERN_STEP_AUTH && event->state == POSTERN_STEP_STATE_RUNNING)
    *begun = TRUE;
}

static void
add_elsewhere (GPtrArray             *list,
               const PosternEndpoint *endpoint,
               guint16                port,
               PosternSecurity        security)
{
  if (port != endpoint->port)
    g_ptr_array_add (list, postern_endpoint_new (endpoint->host, port, security));
}

/* A password goes to the host that was chosen for it, never to another one. */
static gboolean
is_of_provider (PosternProvider       *provider,
                const PosternEndpoint *endpoint)
{
  for (guint i = 0; provider != NULL && i < provider->endpoints->len; i++)
    {
      const PosternEndpoint *known = g_ptr_array_index (provider->endpoints, i);

      if (g_ascii_strcasecmp (known->host, endpoint->host) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_doubt (const PosternTrialJob *job,
          const char            *doubt)
{
  return g_strcmp0 (job->doubt, doubt) == 0;
}

/* A sign-in more is worth it only where nothing else explains the refusal; a new password is better tried later. */
static gboolean
may_sign_in_again (const PosternTrialJob *job)
{
  static const char *const answers[] = {
    "password=normal", "password=short", "password=long", "age=fresh", "mailbox=elsewhere", NULL,
  };

  if (job->trial->refusals >= POSTERN_TRIAL_MAX_REFUSALS || postern_auth_choice_is_token (job->plan->auth))
    return FALSE;
  for (gsize i = 0; answers[i] != NULL; i++)
    {
      if (postern_evidence_has_fact (job->evidence, answers[i]))
        return FALSE;
    }

  return TRUE;
}

static void
look_for_mailbox (PosternTrialJob *job,
                  GCancellable    *cancellable)
{
  const char *address = strchr (job->plan->user, '@') != NULL ? job->plan->user : job->plan->from;
  PosternProvider *found = NULL;

  if (job->provider == NULL || job->provider->kind != POSTERN_PROVIDER_MAILBOX || address == NULL)
    return;

  found = postern_trial_find_mailbox (job->catalogue, address, cancellable);
  if (found == NULL || found == job->provider)
    return;
  job->mailbox = found;
  postern_evidence_add_fact (job->evidence, "mailbox", "elsewhere");
}

static void
add_own (const PosternTrialJob *job,
         PosternProbePlan      *plan)
{
  const PosternEndpoint *endpoint = job->plan->endpoint;
  gboolean tls = endpoint->security == POSTERN_SECURITY_TLS;

  postern_probe_plan_add_port (plan, endpoint->port, tls ? POSTERN_SECURITY_TLS : POSTERN_SECURITY_STARTTLS);
  /* Who waits for TLS says nothing at first. The other way round, the look finds it out by itself. */
  if (!tls && g_strcmp0 (job->evidence->stage, "greeting") == 0)
    postern_probe_plan_add_port (plan, endpoint->port, POSTERN_SECURITY_TLS);
  postern_probe_plan_add_witnesses (plan, job->catalogue);
}

/* With @own, the test's own port is looked at too, and others' servers are asked if nothing answers. */
static void
look_at_ports (PosternTrialJob *job,
               gboolean         own,
               GCancellable    *cancellable)
{
  const PosternEndpoint *endpoint = job->plan->endpoint;
  g_autoptr (GPtrArray) elsewhere = postern_trial_list_elsewhere (endpoint, job->provider);
  g_autoptr (PosternProbePlan) plan = postern_probe_plan_new (endpoint->host);

  postern_probe_plan_clear_ports (plan);
  plan->ca_file = g_strdup (job->plan->ca_file);
  plan->timeout = MIN (plan->timeout, 1000 * MIN (job->plan->step_timeout, 60));
  if (own)
    add_own (job, plan);
  for (guint i = 0; i < elsewhere->len; i++)
    {
      const PosternEndpoint *other = g_ptr_array_index (elsewhere, i);

      if (other->security != POSTERN_SECURITY_NONE)
        postern_probe_plan_add_port (plan, other->port, other->security);
    }
  if (plan->endpoints->len > 0)
    job->probe = postern_probe_run (plan, cancellable, NULL);
}

static gboolean
is_own (const PosternTrialJob  *job,
        const PosternProbePort *port)
{
  const PosternEndpoint *endpoint = job->plan->endpoint;

  return port->endpoint->port == endpoint->port &&
         (port->endpoint->security == endpoint->security || endpoint->security == POSTERN_SECURITY_NONE);
}

static void
choose_open (PosternTrialJob *job)
{
  for (guint i = 0; job->probe != NULL && i < job->probe->ports->len; i++)
    {
      const PosternProbePort *port = g_ptr_array_index (job->probe->ports, i);
      gboolean usable = port->usable && port->sign_in;

      if (is_own (job, port))
        job->again = usable;
      else if (usable && job->open == NULL)
        job->open = postern_endpoint_copy (port->endpoint);
    }
  if (job->open == NULL || job->again)
    return;

  postern_evidence_add_fact (job->evidence, "elsewhere", "open");
  if (job->open->port == job->plan->endpoint->port)
    postern_evidence_add_fact (job->evidence, "encryption", "other");
}

/* The system's belief tips the scales only where the look at the ports fits it. */
static const char *
name_verdict (const PosternTrialJob *job)
{
  const char *id = job->probe->verdict->id;

  if (job->portal && (g_str_equal (id, "no-network") || g_str_equal (id, "mail-blocked")))
    return "captive-portal";

  return id;
}

/* The second and last sign-in. It sends no message: one was asked for on the other port. */
static void
sign_in_elsewhere (PosternTrialJob *job,
                   GCancellable    *cancellable)
{
  g_autoptr (PosternTestPlan) plan = postern_test_plan_copy (job->plan);
  gboolean begun = FALSE;

  postern_endpoint_free (plan->endpoint);
  plan->endpoint = postern_endpoint_copy (job->open);
  plan->sign_in_only = TRUE;
  plan->step_timeout = MIN (plan->step_timeout, SECOND_STEP_TIMEOUT);
  job->trial->second = postern_smtp_session_run (plan, second_changed_cb, &begun, cancellable, NULL);
  if (job->trial->second == NULL)
    {
      /* Stopped while the server had the password: it may count as a refusal there. */
      job->trial->refusals += begun ? 1 : 0;
      return;
    }
  if (job->trial->second->accepted)
    {
      job->trial->works_at = postern_endpoint_copy (job->open);
      postern_evidence_add_fact (job->evidence, "elsewhere", "works");
    }
  else if (postern_trial_is_refused (job->trial->second))
    postern_evidence_add_fact (job->evidence, "elsewhere", "refused");
}

static void
look_after_refusal (PosternTrialJob *job,
                    GCancellable    *cancellable)
{
  look_for_mailbox (job, cancellable);
  if (!may_sign_in_again (job) || g_cancellable_is_cancelled (cancellable))
    return;

  look_at_ports (job, FALSE, cancellable);
  choose_open (job);
  if (job->open != NULL)
    sign_in_elsewhere (job, cancellable);
}

static void
look_after_no_connection (PosternTrialJob *job,
                          GCancellable    *cancellable)
{
  look_at_ports (job, TRUE, cancellable);
  if (job->probe == NULL)
    return;

  postern_evidence_add_fact (job->evidence, "probe", name_verdict (job));
  choose_open (job);
  if (job->open != NULL && !job->again && may_sign_in_again (job))
    sign_in_elsewhere (job, cancellable);
}

/* Documented in the private header. */
GPtrArray *
postern_trial_list_elsewhere (const PosternEndpoint *endpoint,
                              PosternProvider       *provider)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_endpoint_free);

  if (!is_of_provider (provider, endpoint))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (usual_ports); i++)
        add_elsewhere (list, endpoint, usual_ports[i].port, usual_ports[i].security);
      return list;
    }
  for (guint i = 0; i < provider->endpoints->len; i++)
    {
      const PosternEndpoint *known = g_ptr_array_index (provider->endpoints, i);

      if (g_ascii_strcasecmp (known->host, endpoint->host) == 0)
        add_elsewhere (list, endpoint, known->port, known->security);
    }

  return list;
}

/* Documented in the private header. */
void
postern_trial_look (PosternTrialJob *job,
                    GCancellable    *cancellable)
{
  if (!job->circumstances.may_look_further || g_strcmp0 (job->circumstances.provider, PRACTICE) == 0)
    return;

  if (is_doubt (job, "password"))
    look_after_refusal (job, cancellable);
  else if (is_doubt (job, "connection"))
    look_after_no_connection (job, cancellable);
}
