/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-rule-match.h"

#define DAY(year, month, day) g_date_time_new_utc (year, month, day, 0, 0, 0)

static PosternRule *
make_rule (GListStore *store,
           const char *id,
           const char *words)
{
  g_autoptr (PosternRule) rule = g_object_new (POSTERN_TYPE_RULE, NULL);

  rule->id = g_strdup (id);
  rule->confidence = POSTERN_CONFIDENCE_LIKELY;
  rule->title = g_strdup (id);
  rule->explanation = g_strdup (id);
  rule->words = words == NULL ? g_new0 (char *, 1) : g_strsplit (words, ";", -1);
  g_list_store_append (store, rule);

  return rule;
}

static PosternEvidence *
make_refusal (guint       code,
              const char *enhanced,
              const char *words)
{
  PosternEvidence *evidence = g_new0 (PosternEvidence, 1);

  evidence->condition = g_strdup ("refused");
  evidence->stage = g_strdup ("auth");
  evidence->provider = g_strdup ("microsoft365");
  evidence->code = code;
  evidence->enhanced = g_strdup (enhanced);
  evidence->words = postern_evidence_fold (words);

  return evidence;
}

static void
assert_best (GListStore      *store,
             PosternEvidence *evidence,
             const char      *id)
{
  g_autoptr (GDateTime) today = DAY (2026, 11, 24);
  g_autoptr (PosternRule) best = NULL;
  int score = 0;

  best = postern_rule_match_best (G_LIST_MODEL (store), evidence, today, &score);
  g_assert_cmpstr (best == NULL ? NULL : best->id, ==, id);
  g_assert_true ((best == NULL) == (score < 0));
}

/* Each further rule is more specific than the one before and takes its place, wherever it stands in the list. */
static void
test_specificity (void)
{
  g_autoptr (GListStore) store = g_list_store_new (POSTERN_TYPE_RULE);
  g_autoptr (PosternEvidence) evidence = make_refusal (535, "5.7.139", "5.7.139 Odd words  and\tmore ODD words [XYZ]");
  PosternRule *rule;

  assert_best (store, evidence, NULL);
  make_rule (store, "nothing", NULL);
  assert_best (store, evidence, NULL);
  make_rule (store, "code", NULL)->code = 535;
  assert_best (store, evidence, "code");
  rule = make_rule (store, "z-code-and-stage", NULL);
  rule->code = 535;
  rule->stage = g_strdup ("auth");
  assert_best (store, evidence, "z-code-and-stage");
  make_rule (store, "enhanced", NULL)->enhanced = g_strdup ("5.7.139");
  assert_best (store, evidence, "enhanced");
  make_rule (store, "enhanced-and-words", "odd words and")->enhanced = g_strdup ("5.7.139");
  assert_best (store, evidence, "enhanced-and-words");
  make_rule (store, "enhanced-and-more-words", "odd words and;more odd")->enhanced = g_strdup ("5.7.139");
  assert_best (store, evidence, "enhanced-and-more-words");
}

static void
test_must_fit (void)
{
  g_autoptr (GListStore) store = g_list_store_new (POSTERN_TYPE_RULE);
  g_autoptr (PosternEvidence) evidence = make_refusal (535, "5.7.139", "Odd words");

  make_rule (store, "other-code", NULL)->code = 550;
  make_rule (store, "other-enhanced", "odd")->enhanced = g_strdup ("5.7.13");
  make_rule (store, "other-words", "odd words;missing")->code = 535;
  make_rule (store, "other-provider", "odd")->provider = g_strdup ("gmail");
  make_rule (store, "other-stage", "odd")->stage = g_strdup ("data");
  make_rule (store, "other-condition", "odd")->condition = g_strdup ("closed");
  make_rule (store, "other-certificate", "odd")->certificate = g_strdup ("expired");
  make_rule (store, "provider-alone", NULL)->provider = g_strdup ("microsoft365");
  assert_best (store, evidence, NULL);
}

static void
test_globs_and_alternatives (void)
{
  g_autoptr (GListStore) store = g_list_store_new (POSTERN_TYPE_RULE);
  g_autoptr (PosternEvidence) evidence = make_refusal (550, "5.7.708", "Access denied");
  g_autoptr (PosternEvidence) other = make_refusal (550, "5.6.0", "It took a TIMEOUT");

  make_rule (store, "glob", NULL)->enhanced = g_strdup ("5.7.*");
  make_rule (store, "either", "timed out|timeout");
  assert_best (store, evidence, "glob");
  assert_best (store, other, "either");
  make_rule (store, "exact", NULL)->enhanced = g_strdup ("5.7.708");
  assert_best (store, evidence, "exact");
}

static void
test_ties (void)
{
  g_autoptr (GListStore) store = g_list_store_new (POSTERN_TYPE_RULE);
  g_autoptr (PosternEvidence) evidence = make_refusal (535, NULL, "Odd");

  make_rule (store, "b", NULL)->code = 535;
  make_rule (store, "a", NULL)->code = 535;
  assert_best (store, evidence, "a");
  make_rule (store, "c", "odd")->confidence = POSTERN_CONFIDENCE_POSSIBLE;
  make_rule (store, "d", "odd")->confidence = POSTERN_CONFIDENCE_CERTAIN;
  make_rule (store, "e", "odd")->confidence = POSTERN_CONFIDENCE_LIKELY;
  assert_best (store, evidence, "d");
}

static void
test_missing_codes (void)
{
  g_autoptr (GListStore) store = g_list_store_new (POSTERN_TYPE_RULE);
  g_autoptr (PosternEvidence) bare = make_refusal (0, NULL, "Odd words");
  PosternRule *rule = make_rule (store, "words", "odd words");

  rule->code = 535;
  rule->enhanced = g_strdup ("5.7.139");
  assert_best (store, bare, "words");
  make_rule (store, "code-only", NULL)->code = 535;
  assert_best (store, bare, "words");
}

static void
test_unknown_condition (void)
{
  g_autoptr (GListStore) store = g_list_store_new (POSTERN_TYPE_RULE);
  g_autoptr (PosternEvidence) evidence = make_refusal (0, NULL, "Connection timed out");

  g_clear_pointer (&evidence->condition, g_free);
  g_clear_pointer (&evidence->stage, g_free);
  make_rule (store, "condition", NULL)->condition = g_strdup ("timed-out");
  assert_best (store, evidence, NULL);
  make_rule (store, "condition-and-words", "timed out")->condition = g_strdup ("timed-out");
  assert_best (store, evidence, "condition-and-words");
}

static void
test_dates (void)
{
  static const struct { int year, month, day; int score; } cases[] = {
    { 2026, 12, 30, -1 }, { 2026, 12, 31, 8 }, { 2027, 3, 1, 8 }, { 2027, 6, 30, 8 }, { 2027, 7, 1, -1 },
  };
  g_autoptr (GListStore) store = g_list_store_new (POSTERN_TYPE_RULE);
  g_autoptr (PosternEvidence) evidence = make_refusal (535, NULL, "");
  PosternRule *rule = make_rule (store, "for-a-time", NULL);

  rule->code = 535;
  rule->valid_from = DAY (2026, 12, 31);
  rule->valid_until = DAY (2027, 6, 30);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) today = DAY (cases[i].year, cases[i].month, cases[i].day);
      g_autoptr (GDateTime) evening = g_date_time_add_hours (today, 23);

      g_assert_cmpint (postern_rule_match_score (rule, evidence, today), ==, cases[i].score);
      g_assert_cmpint (postern_rule_match_score (rule, evidence, evening), ==, cases[i].score);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/diagnosis/match/specificity", test_specificity);
  g_test_add_func ("/diagnosis/match/must-fit", test_must_fit);
  g_test_add_func ("/diagnosis/match/globs-and-alternatives", test_globs_and_alternatives);
  g_test_add_func ("/diagnosis/match/ties", test_ties);
  g_test_add_func ("/diagnosis/match/missing-codes", test_missing_codes);
  g_test_add_func ("/diagnosis/match/unknown-condition", test_unknown_condition);
  g_test_add_func ("/diagnosis/match/dates", test_dates);

  return g_test_run ();
}
