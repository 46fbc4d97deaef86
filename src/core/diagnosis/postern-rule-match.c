/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-rule-match.h"

#include <string.h>

/* How much each thing that a rule asks for adds to how specific the rule is. */
enum
{
  WEIGHT_PROVIDER = 4,
  WEIGHT_STAGE = 4,
  WEIGHT_CONDITION = 8,
  WEIGHT_CODE = 8,
  WEIGHT_ENHANCED_GLOB = 8,
  WEIGHT_ENHANCED = 16,
  WEIGHT_CERTIFICATE = 16,
  WEIGHT_SIGN_IN = 12,
  WEIGHT_WORDS = 16,
  WEIGHT_MORE_WORDS = 4,
};

#define NO_MATCH (-1)

/* What was seen beats what a text says: each adds more than all of a text can. The sooner an entry comes, the more it
   proves; what stands for any value of a key comes after its values. */
static const struct
{
  const char *fact;
  int         weight;
} facts[] = {
  { "encryption=", 250 },    { "elsewhere=works", 240 }, { "mailbox=", 230 },  { "probe=", 220 },
  { "elsewhere=open", 210 }, { "password=fits", 110 },   { "password=", 200 }, { "history=", 190 },
  { "age=", 180 },           { "past=", 170 },           { "elsewhere=", 10 },
};

/* Adds to @score, or makes it NO_MATCH for good. */
static void
weigh (int      *score,
       gboolean  holds,
       int       weight)
{
  if (*score == NO_MATCH)
    return;

  *score = holds ? *score + weight : NO_MATCH;
}

/* A phrase may name alternatives, "timed out|timeout". */
static gboolean
has_phrase (const char *words,
            const char *phrase)
{
  g_auto (GStrv) alternatives = g_strsplit (phrase, "|", -1);

  for (gsize i = 0; alternatives[i] != NULL; i++)
    {
      g_autofree char *folded = postern_evidence_fold (alternatives[i]);

      if (*folded != '\0' && strstr (words, folded) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_in_force (PosternRule *rule,
             GDateTime   *today)
{
  g_autoptr (GDateTime) over = NULL;

  if (rule->valid_from != NULL && g_date_time_compare (today, rule->valid_from) < 0)
    return FALSE;
  if (rule->valid_until == NULL)
    return TRUE;

  over = g_date_time_add_days (rule->valid_until, 1);

  return g_date_time_compare (today, over) < 0;
}

static gboolean
has_words (PosternRule *rule)
{
  return rule->words != NULL && rule->words[0] != NULL;
}

static void
weigh_words (int                   *score,
             PosternRule           *rule,
             const PosternEvidence *evidence)
{
  for (gsize i = 0; has_words (rule) && rule->words[i] != NULL; i++)
    weigh (score, has_phrase (evidence->words, rule->words[i]), i == 0 ? WEIGHT_WORDS : WEIGHT_MORE_WORDS);
}

static int
get_weight (const char *fact)
{
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      if (g_str_has_prefix (fact, facts[i].fact))
        return facts[i].weight;
    }

  return 0;
}

static gboolean
has_evidence (PosternRule *rule)
{
  return rule->evidence != NULL && rule->evidence[0] != NULL;
}

static void
weigh_facts (int                   *score,
             PosternRule           *rule,
             const PosternEvidence *evidence)
{
  for (gsize i = 0; has_evidence (rule) && rule->evidence[i] != NULL; i++)
    weigh (score, postern_evidence_has_fact (evidence, rule->evidence[i]), get_weight (rule->evidence[i]));
}

static gboolean
can_spare_code (PosternRule           *rule,
                const PosternEvidence *evidence)
{
  return has_words (rule) || (rule->enhanced != NULL && evidence->enhanced != NULL);
}

/* Some programs leave codes out of what they show; then the enhanced code or the words alone have to do. */
static void
weigh_codes (int                   *score,
             PosternRule           *rule,
             const PosternEvidence *evidence)
{
  gboolean is_glob = rule->enhanced != NULL && strpbrk (rule->enhanced, "*?") != NULL;

  if (rule->code != 0 && (evidence->code != 0 || !can_spare_code (rule, evidence)))
    weigh (score, evidence->code == rule->code, WEIGHT_CODE);
  if (rule->enhanced == NULL || (evidence->enhanced == NULL && has_words (rule)))
    return;

  weigh (score, evidence->enhanced != NULL && g_pattern_match_simple (rule->enhanced, evidence->enhanced),
         is_glob ? WEIGHT_ENHANCED_GLOB : WEIGHT_ENHANCED);
}

static void
weigh_condition (int                   *score,
                 PosternRule           *rule,
                 const PosternEvidence *evidence)
{
  if (rule->condition == NULL && has_evidence (rule))
    return;
  if (rule->condition == NULL)
    weigh (score, evidence->condition == NULL || g_str_equal (evidence->condition, "refused"), 0);
  else if (evidence->condition == NULL)
    weigh (score, has_words (rule), 0);
  else
    weigh (score, g_str_equal (evidence->condition, rule->condition), WEIGHT_CONDITION);
}

/* A text mostly doesn't say how it was signed in; then the words alone have to. */
static void
weigh_sign_in (int                   *score,
               PosternRule           *rule,
               const PosternEvidence *evidence)
{
  if (rule->sign_in == NULL)
    return;
  if (evidence->sign_in == NULL)
    weigh (score, has_words (rule) && rule->code == 0, 0);
  else
    weigh (score, g_str_has_prefix (evidence->sign_in, rule->sign_in),
           WEIGHT_SIGN_IN + (g_str_equal (rule->sign_in, "oauth-app") ? WEIGHT_MORE_WORDS : 0));
}

/**
 * postern_rule_match_score:
 * @rule: a rule
 * @evidence: what is known of a failure
 * @today: the day for rules that hold for a time
 *
 * Returns: how specific @rule is, 0 or more, or -1 when it does not fit @evidence
 */
int
postern_rule_match_score (PosternRule           *rule,
                          const PosternEvidence *evidence,
                          GDateTime             *today)
{
  int score = 0;

  g_return_val_if_fail (rule != NULL && evidence != NULL && today != NULL, NO_MATCH);

  weigh (&score, is_in_force (rule, today), 0);
  weigh_facts (&score, rule, evidence);
  weigh_condition (&score, rule, evidence);
  weigh_codes (&score, rule, evidence);
  weigh_words (&score, rule, evidence);
  weigh_sign_in (&score, rule, evidence);
  if (rule->certificate != NULL)
    weigh (&score, g_strcmp0 (rule->certificate, evidence->certificate) == 0, WEIGHT_CERTIFICATE);

  /* Provider and stage alone say nothing of what went wrong. */
  weigh (&score, score > 0, 0);
  if (rule->provider != NULL)
    weigh (&score, g_strcmp0 (rule->provider, evidence->provider) == 0, WEIGHT_PROVIDER);
  if (rule->stage != NULL && evidence->stage != NULL)
    weigh (&score, g_str_equal (rule->stage, evidence->stage), WEIGHT_STAGE);

  return score;
}

/**
 * postern_rule_is_better:
 * @rule: a rule that fits
 * @score: its score
 * @best: (nullable): another rule that fits, of the same or of other evidence
 * @best_score: the score of @best
 *
 * Returns: whether @rule is to be preferred: the more specific, then the surer one, then by id
 */
gboolean
postern_rule_is_better (PosternRule *rule,
                        int          score,
                        PosternRule *best,
                        int          best_score)
{
  g_return_val_if_fail (rule != NULL, FALSE);

  if (best == NULL || score != best_score)
    return best == NULL || score > best_score;
  if (rule->confidence != best->confidence)
    return rule->confidence < best->confidence;

  return strcmp (rule->id, best->id) < 0;
}

/**
 * postern_rule_match_best:
 * @rules: (element-type PosternRule): all rules
 * @evidence: what is known of a failure
 * @today: the day for rules that hold for a time
 * @score: (out): how specific the best rule is, -1 when none fits
 *
 * Returns: (transfer full) (nullable): the rule that explains @evidence best
 */
PosternRule *
postern_rule_match_best (GListModel            *rules,
                         const PosternEvidence *evidence,
                         GDateTime             *today,
                         int                   *score)
{
  g_autoptr (PosternRule) best = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (rules) && evidence != NULL && today != NULL && score != NULL, NULL);

  *score = NO_MATCH;
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (PosternRule) rule = g_list_model_get_item (rules, i);
      int fit = postern_rule_match_score (rule, evidence, today);

      if (fit == NO_MATCH || !postern_rule_is_better (rule, fit, best, *score))
        continue;
      g_set_object (&best, rule);
      *score = fit;
    }

  return g_steal_pointer (&best);
}
