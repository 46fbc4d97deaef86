/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-evidence.h"

#include <string.h>

/** How many different codes of one text are looked at. */
#define MAX_CODES 32
/** How far a reply reaches, and the words before it on its line, in bytes. */
#define MAX_REACH 1000

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
/* Line ends as programs write them out, and the marks of quoting. */
#define WRITTEN_LINE_END "(?:\\\\r)?\\\\n|\xe2\x86\xb5|<br ?/?>|\\r\\n?"
#define QUOTING "(?m)^(?:> ?)+"
/* The codes that each line of a reply repeats, and settings that read like an error. */
#define REPEATED_CODE "[\\r\\n]+\\s*[45][0-5][0-9][- ]"
/* The command, not the line in which a server offers it. */
#define TOKEN_COMMAND "(?<!250[- ])\\bauth (?:xoauth2|oauthbearer)\\b"
#define CLUTTER                                                                                                        \
  "(?:\\b[45][0-5][0-9][- ]+)?(?<![\\w.])[45]\\.[0-9]{1,3}\\.[0-9]{1,3}(?![\\w]|\\.[0-9])|\\btimeout=[0-9]+"

/* A piece of evidence and where its code begins in the text. */
typedef struct
{
  PosternEvidence *evidence;
  gsize            start;
} Place;

typedef struct
{
  const char *text;
  const char *provider;
  const char *stage;
  gboolean    token;
  GArray     *found;
} Search;

static char *
replace (const char *text,
         const char *pattern,
         const char *with)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  char *replaced;

  g_assert (regex != NULL);

  replaced = g_regex_replace_literal (regex, text, -1, 0, with, 0, NULL);

  return replaced != NULL ? replaced : g_strdup (text);
}

/* The text in UTF-8 with plain line ends. */
static char *
tidy (const char *text)
{
  g_autofree char *cut = g_strndup (text, POSTERN_EVIDENCE_MAX_LOG);
  g_autofree char *valid = g_utf8_make_valid (cut, -1);
  g_autofree char *lines = replace (valid, WRITTEN_LINE_END, "\n");

  return replace (lines, QUOTING, "");
}

/* The words of a piece of tidy text, without the codes in it. */
static char *
read_words (const char *text,
            gsize       length)
{
  g_autofree char *part = g_strndup (text, length);
  g_autofree char *valid = g_utf8_make_valid (part, -1);
  g_autofree char *once = replace (valid, REPEATED_CODE, " ");
  g_autofree char *plain = replace (once, CLUTTER, " ");

  return postern_evidence_fold (plain);
}

static PosternEvidence *
new_evidence (const Search *search)
{
  PosternEvidence *self = g_new0 (PosternEvidence, 1);

  self->provider = g_strdup (search->provider);
  self->stage = g_strdup (search->stage);
  self->sign_in = search->token ? g_strdup ("oauth") : NULL;

  return self;
}

static gboolean
is_known (GArray     *found,
          guint       code,
          const char *enhanced)
{
  for (guint i = 0; i < found->len; i++)
    {
      const PosternEvidence *other = g_array_index (found, Place, i).evidence;

      if ((code == 0 || other->code == code) && (enhanced == NULL || g_strcmp0 (other->enhanced, enhanced) == 0))
        return TRUE;
    }

  return FALSE;
}

static void
add_match (Search     *search,
           GMatchInfo *match)
{
  g_autofree char *code = g_match_info_fetch (match, 1);
  g_autofree char *enhanced = g_match_info_fetch (match, 2);
  guint number = (guint) g_ascii_strtoull (code, NULL, 10);
  Place place = { 0 };
  int start = 0;

  if (enhanced != NULL && *enhanced == '\0')
    g_clear_pointer (&enhanced, g_free);
  if (enhanced != NULL && number != 0 && *enhanced != *code)
    return;
  if (search->found->len >= MAX_CODES || is_known (search->found, number, enhanced))
    return;

  g_match_info_fetch_pos (match, 0, &start, NULL);
  place.start = (gsize) start;
  place.evidence = new_evidence (search);
  place.evidence->condition = g_strdup ("refused");
  place.evidence->code = number;
  place.evidence->enhanced = g_steal_pointer (&enhanced);
  g_array_append_val (search->found, place);
}

static void
add_matches (Search     *search,
             const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert (regex != NULL);

  g_regex_match (regex, search->text, 0, &match);
  while (g_match_info_matches (match))
    {
      add_match (search, match);
      if (!g_match_info_next (match, NULL))
        break;
    }
}

/* A reply reaches to the next other one; what stands before it on its line may belong to it too. */
static void
fill_words (const Search *search,
            Place      *place)
{
  gsize begin = place->start;
  gsize end = MIN (strlen (search->text), place->start + MAX_REACH);
  g_autofree char *reply = NULL;

  for (guint i = 0; i < search->found->len; i++)
    {
      gsize other = g_array_index (search->found, Place, i).start;

      if (other > place->start)
        end = MIN (end, other);
    }
  while (begin > 0 && search->text[begin - 1] != '\n' && place->start - begin < MAX_REACH)
    begin--;

  reply = g_strndup (search->text + place->start, end - place->start);
  place->evidence->reply = postern_evidence_flatten (reply);
  place->evidence->words = read_words (search->text + begin, end - begin);
}

/* The text by itself; of a long one its end. */
static PosternEvidence *
new_plain (const Search *search)
{
  PosternEvidence *self = new_evidence (search);
  gsize length = strlen (search->text);
  gsize skipped = length > POSTERN_EVIDENCE_MAX_LENGTH ? length - POSTERN_EVIDENCE_MAX_LENGTH : 0;

  self->words = read_words (search->text + skipped, length - skipped);
  self->message = postern_evidence_flatten (search->text + skipped);

  return self;
}

/**
 * postern_evidence_list_from_text:
 * @text: a reply, an error message or a part of a log, any bytes that end in NUL
 * @provider: (nullable): a provider's id
 * @stage: (nullable): a step's nick
 *
 * A text may hold several replies, and it is not known which of them matters: each gives one piece of evidence with
 * its own words, in the order of how clear it is. The last piece is the text by itself, with no code and no condition.
 *
 * Returns: (transfer container) (element-type PosternEvidence): at least one entry
 */
GPtrArray *
postern_evidence_list_from_text (const char *text,
                                 const char *provider,
                                 const char *stage)
{
  g_autofree char *lines = NULL;
  g_autoptr (GArray) found = NULL;
  Search search = { .provider = provider, .stage = stage };
  GPtrArray *list;

  g_return_val_if_fail (text != NULL, NULL);

  lines = tidy (text);
  found = g_array_new (FALSE, FALSE, sizeof (Place));
  search.text = lines;
  search.token = g_regex_match_simple (TOKEN_COMMAND, lines, G_REGEX_CASELESS, 0);
  search.found = found;
  add_matches (&search, CODE_AND_ENHANCED);
  add_matches (&search, CODE_ALONE "()");
  add_matches (&search, ENHANCED_ALONE);

  list = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_evidence_free);
  for (guint i = 0; i < found->len; i++)
    {
      fill_words (&search, &g_array_index (found, Place, i));
      g_ptr_array_add (list, g_array_index (found, Place, i).evidence);
    }
  g_ptr_array_add (list, new_plain (&search));

  return list;
}
