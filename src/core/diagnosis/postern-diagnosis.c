/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-diagnosis.h"

#include "core/diagnosis/postern-diagnosis-general.h"
#include "core/diagnosis/postern-diagnosis-private.h"
#include "core/diagnosis/postern-host-probe.h"
#include "core/diagnosis/postern-placeholders.h"
#include "core/diagnosis/postern-rule-match.h"

static PosternFinding *
make_from_rule (PosternRule               *rule,
                const PosternEvidence     *evidence,
                const PosternPlaceholders *values)
{
  PosternFinding *finding = postern_finding_new (rule->id, rule->who, rule->confidence);

  finding->title = postern_placeholders_fill (values, rule->title, POSTERN_PLACEHOLDER_TEXT);
  finding->explanation = postern_placeholders_fill (values, rule->explanation, POSTERN_PLACEHOLDER_TEXT);
  finding->reply = g_strdup (evidence->reply);
  for (guint i = 0; i < rule->actions->len; i++)
    postern_placeholders_fill_action (values, g_ptr_array_index (rule->actions, i), finding);

  return finding;
}

/* @evidence holds one entry or more. A text by itself is asked only when none of the replies in it is known. */
static PosternRule *
find_rule (PosternCatalogue       *catalogue,
           GPtrArray              *evidence,
           const PosternEvidence **told)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_utc ();
  g_autoptr (PosternRule) best = NULL;
  int best_score = -1;

  for (guint i = 0; i < evidence->len; i++)
    {
      const PosternEvidence *one = g_ptr_array_index (evidence, i);
      g_autoptr (PosternRule) rule = NULL;
      int score = -1;

      if (best != NULL && one->condition == NULL)
        break;
      rule = postern_rule_match_best (postern_catalogue_get_rules (catalogue), one, today, &score);
      if (rule == NULL || !postern_rule_is_better (rule, score, best, best_score))
        continue;
      g_set_object (&best, rule);
      best_score = score;
      *told = one;
    }

  return g_steal_pointer (&best);
}

/* Whether it went wrong before the sign-in: by the step, else by what a text says. */
static gboolean
is_about_connection (const PosternEvidence *evidence,
                     PosternRule           *rule)
{
  static const char *const conditions[] = { "not-found", "resolver", "connection-refused", "unreachable", "timed-out",
                                            "closed", "not-smtp", "injection", "no-starttls", "certificate",
                                            "handshake", NULL };
  const char *stage = evidence->stage != NULL || rule == NULL ? evidence->stage : rule->stage;
  const char *condition = evidence->condition;
  PosternStep step;

  if (postern_step_from_nick (stage, &step))
    return step <= POSTERN_STEP_EHLO_TLS;
  if (rule != NULL && (condition == NULL || g_str_equal (condition, "refused")))
    condition = rule->condition;

  return condition != NULL && g_strv_contains (conditions, condition);
}

/* The first entry of @evidence is the one that a general explanation goes by. */
static PosternFinding *
explain (PosternCatalogue    *catalogue,
         GPtrArray           *evidence,
         PosternPlaceholders *values)
{
  const PosternEvidence *told = g_ptr_array_index (evidence, 0);
  g_autoptr (PosternRule) rule = find_rule (catalogue, evidence, &told);

  PosternFinding *finding;

  values->reply = told->reply != NULL ? told->reply : told->message;
  finding = rule == NULL ? postern_diagnosis_make_unknown (told) : make_from_rule (rule, told, values);
  finding->connection = is_about_connection (told, rule);

  return finding;
}

/* The evidence of the last try in a log that a rule explains, else of the whole text. */
static GPtrArray *
find_decisive (PosternCatalogue *catalogue,
               const char       *text,
               const char       *provider,
               const char       *stage)
{
  g_auto (GStrv) tries = postern_evidence_split_log (text);

  for (guint i = g_strv_length (tries); i > 0; i--)
    {
      g_autoptr (GPtrArray) evidence = postern_evidence_list_from_text (tries[i - 1], provider, stage);
      const PosternEvidence *told = NULL;
      g_autoptr (PosternRule) rule = find_rule (catalogue, evidence, &told);

      if (rule != NULL)
        return g_steal_pointer (&evidence);
    }

  return postern_evidence_list_from_text (text, provider, stage);
}

static void
name_provider (PosternPlaceholders *values,
               PosternCatalogue    *catalogue,
               const char          *id)
{
  PosternProvider *provider = id == NULL ? NULL : postern_catalogue_get_provider (catalogue, id);
  const PosternEndpoint *endpoint;

  if (provider == NULL)
    return;
  values->provider = provider->name;
  if (values->host != NULL || provider->endpoints->len == 0)
    return;

  endpoint = g_ptr_array_index (provider->endpoints, 0);
  values->host = endpoint->host;
  values->port = endpoint->port;
}

/* The organisation says more to people than the name of one of its many certificates. */
static char *
dup_issuer (const char *issuer)
{
  char *organisation = postern_host_probe_dup_name_part (issuer, "O");

  return organisation != NULL ? organisation : postern_host_probe_dup_name_part (issuer, "CN");
}

static PosternFinding *
explain_probe (PosternCatalogue       *catalogue,
               const PosternHostProbe *probe,
               const PosternDesk      *desk)
{
  g_autoptr (PosternProvider) provider = postern_catalogue_find_by_host (catalogue, probe->host);
  g_autoptr (PosternHostProbeVerdict) verdict = postern_host_probe_judge (probe, provider);
  g_autoptr (GPtrArray) evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_evidence_free);
  g_autofree char *there = dup_issuer (verdict->port == NULL ? NULL : verdict->port->issuer);
  g_autofree char *here = NULL;
  PosternPlaceholders values = { .host = probe->host, .open = verdict->open, .issuer = there };

  if (desk != NULL)
    postern_host_probe_compare (verdict, probe, desk);
  if (provider != NULL)
    values.provider = provider->name;
  if (verdict->port != NULL)
    {
      values.port = verdict->port->port;
      values.names = (const char *const *) verdict->port->names->pdata;
    }
  if (verdict->here != NULL)
    {
      here = dup_issuer (verdict->here->issuer);
      values.here_names = (const char *const *) verdict->here->names;
      values.here_issuer = here;
      values.here_reply = verdict->here->greeting;
    }
  g_ptr_array_add (evidence, postern_host_probe_make_evidence (verdict));

  return explain (catalogue, evidence, &values);
}

/* Documented in the private header. */
PosternFinding *
postern_diagnosis_explain_evidence (PosternCatalogue          *catalogue,
                                    const PosternTestReport   *report,
                                    PosternEvidence           *evidence,
                                    const PosternPlaceholders *more)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  PosternPlaceholders values = *more;

  values.host = report->host;
  values.port = report->port;
  values.user = report->user;
  values.from = report->from;
  name_provider (&values, catalogue, evidence->provider);
  if (report->certificate != NULL)
    values.names = (const char *const *) report->certificate->dns_names;
  g_ptr_array_add (list, evidence);

  return explain (catalogue, list, &values);
}

/* Documented in the private header. */
PosternFinding *
postern_diagnosis_explain_alone (PosternCatalogue *catalogue,
                                 PosternEvidence  *evidence,
                                 const char       *account)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  PosternPlaceholders values = { .account = account, .user = account };

  name_provider (&values, catalogue, evidence->provider);
  g_ptr_array_add (list, evidence);

  return explain (catalogue, list, &values);
}

PosternFinding *
postern_diagnosis_explain (PosternCatalogue        *catalogue,
                           const PosternTestReport *report,
                           const char              *provider)
{
  g_autoptr (PosternEvidence) evidence = NULL;
  PosternPlaceholders nothing_more = { 0 };

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue) && report != NULL, NULL);

  if (report->accepted)
    return postern_diagnosis_make_passed (report->sign_in_only);

  evidence = postern_evidence_new_from_report (report, provider);

  return postern_diagnosis_explain_evidence (catalogue, report, evidence, &nothing_more);
}

PosternFinding *
postern_diagnosis_explain_reply (PosternCatalogue *catalogue,
                                 const char       *text,
                                 const char       *provider,
                                 const char       *stage)
{
  g_autoptr (PosternHostProbe) probe = NULL;
  g_autoptr (GPtrArray) evidence = NULL;
  PosternPlaceholders values = { 0 };

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue) && text != NULL, NULL);

  probe = postern_host_probe_new_from_text (text);
  if (probe != NULL)
    return explain_probe (catalogue, probe, NULL);

  name_provider (&values, catalogue, provider);
  evidence = find_decisive (catalogue, text, provider, stage);

  return explain (catalogue, evidence, &values);
}

PosternFinding *
postern_diagnosis_explain_host_probe (PosternCatalogue  *catalogue,
                                      const char        *text,
                                      const PosternDesk *desk)
{
  g_autoptr (PosternHostProbe) probe = NULL;

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue) && text != NULL, NULL);

  probe = postern_host_probe_new_from_text (text);

  return probe == NULL ? NULL : explain_probe (catalogue, probe, desk);
}
