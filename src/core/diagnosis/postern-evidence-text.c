/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-evidence.h"

/** How many different codes of one text are looked at. */
#define MAX_CODES 32

/* A reply's code and its enhanced code, with what programs put between the two: "535 5.7.8", "535-5.7.8",
 * "535: 5.7.8", "(535, b'5.7.8 …')". RFC 5321 §4.2, RFC 2034 §4. */
#define CODE_AND_ENHANCED                                                                                              \
  "(?<![\\w.])([45][0-5][0-9])(?:[\\s:,;()\\[\\]'\"#=-]|b(?=['\"])){1,6}"                                              \
  "([45]\\.[0-9]{1,3}\\.[0-9]{1,3})(?![\\w]|\\.[0-9])"
/* Without an enhanced code, only numbers that are SMTP's count, and not those of a port or a line. */
#define CODE_ALONE                                                                                                     \
  "(?<![\\w.:/-])(?<!line )(?<!port )"                                                                                 \
  "(421|432|45[0-5]|50[0-4]|52[1345]|530|53[3458]|55[0-6]|571)(?=[\\s:,;()\\[\\]'\"-]|$)"
/* Program names stand before a version that looks alike. */
#define ENHANCED_ALONE                                                                                                 \
  "(?<![\\w.])(?<!mailer )(?<!version )()([45]\\.[0-7]\\.[0-9]{1,3})(?![\\w]|\\.[0-9])"
/* The code that each line of a reply repeats. */
#define REPEATED_CODE "\\s*[\\r\\n]+\\s*[45][0-5][0-9][- ](?:[45]\\.[0-9]{1,3}\\.[0-9]{1,3}\\s)?\\s*"

static PosternEvidence *
new_evidence (const char *words,
              const char *provider,
              const char *stage)
{
  PosternEvidence *self = g_new0 (PosternEvidence, 1);

  self->words = g_strdup (words);
  self->provider = g_strdup (provider);
  self->stage = g_strdup (stage);

  return self;
}

static gboolean
is_known (GPtrArray  *list,
          guint       code,
          const char *enhanced)
{
  for (guint i = 0; i < list->len; i++)
    {
      const PosternEvidence *other = g_ptr_array_index (list, i);

      if ((code == 0 || other->code == code) && (enhanced == NULL || g_strcmp0 (other->enhanced, enhanced) == 0))
        return TRUE;
    }

  return FALSE;
}

static void
add_match (GPtrArray             *list,
           GMatchInfo            *match,
           const char            *text,
           const PosternEvidence *model)
{
  g_autofree char *code = g_match_info_fetch (match, 1);
  g_autofree char *enhanced = g_match_info_fetch (match, 2);
  guint number = (guint) g_ascii_strtoull (code, NULL, 10);
  PosternEvidence *evidence;
  int start = 0;

  if (enhanced != NULL && *enhanced == '\0')
    g_clear_pointer (&enhanced, g_free);
  if (enhanced != NULL && number != 0 && *enhanced != *code)
    return;
  if (list->len >= MAX_CODES || is_known (list, number, enhanced))
    return;

  g_match_info_fetch_pos (match, 0, &start, NULL);
  evidence = new_evidence (model->words, model->provider, model->stage);
  evidence->condition = g_strdup ("refused");
  evidence->code = number;
  evidence->enhanced = g_steal_pointer (&enhanced);
  evidence->reply = g_strdup (text + start);
  g_ptr_array_add (list, evidence);
}

static void
add_matches (GPtrArray             *list,
             const char            *pattern,
             const char            *text,
             const PosternEvidence *model)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert (regex != NULL);

  g_regex_match (regex, text, 0, &match);
  while (g_match_info_matches (match))
    {
      add_match (list, match, text, model);
      if (!g_match_info_next (match, NULL))
        break;
    }
}

static char *
drop_repeated_codes (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (REPEATED_CODE, 0, 0, NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  char *once;

  g_assert (regex != NULL);

  once = g_regex_replace_literal (regex, valid, -1, 0, " ", 0, NULL);

  return once != NULL ? once : g_steal_pointer (&valid);
}

/**
 * postern_evidence_list_from_text:
 * @text: a reply, an error message or a part of a log, any bytes that end in NUL
 * @provider: (nullable): a provider's id
 * @stage: (nullable): a step's nick
 *
 * A text may hold several replies, and it is not known which of them matters: each gives one piece of evidence, in
 * the order of how clear it is. The last piece is the text by itself, with no code and no condition.
 *
 * Returns: (transfer container) (element-type PosternEvidence): at least one entry
 */
GPtrArray *
postern_evidence_list_from_text (const char *text,
                                 const char *provider,
                                 const char *stage)
{
  g_autofree char *once = NULL;
  g_autofree char *words = NULL;
  g_autofree char *flat = NULL;
  g_autofree char *cut = NULL;
  PosternEvidence *plain;
  GPtrArray *list;

  g_return_val_if_fail (text != NULL, NULL);

  cut = g_strndup (text, POSTERN_EVIDENCE_MAX_LENGTH);
  once = drop_repeated_codes (cut);
  words = postern_evidence_fold (once);
  flat = postern_evidence_flatten (cut);
  plain = new_evidence (words, provider, stage);
  plain->message = g_strdup (flat);

  list = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_evidence_free);
  add_matches (list, CODE_AND_ENHANCED, flat, plain);
  add_matches (list, CODE_ALONE "()", flat, plain);
  add_matches (list, ENHANCED_ALONE, flat, plain);
  g_ptr_array_add (list, plain);

  return list;
}
