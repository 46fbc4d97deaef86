/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-words.h"

#include <string.h>

/* A text of fewer letters beside its placeholders would fit everything. */
#define MIN_LETTERS 4

/* The header of a .mo file, in the machine's own order of bytes. */
typedef struct
{
  guint32 magic;
  guint32 revision;
  guint32 count;
  guint32 originals;
  guint32 translations;
} Header;

typedef struct
{
  char *original;
  char *translated;
} Words;

#define MAGIC 0x950412deu

static GPtrArray *all_words;
/* From what is wanted to the patterns for it. */
static GHashTable *known;

static void
words_free (gpointer data)
{
  Words *words = data;

  g_free (words->original);
  g_free (words->translated);
  g_free (words);
}

/* Without the context before it and the marks of keys. */
static char *
make_plain (const char *text)
{
  const char *begin = strchr (text, '\004');
  GString *plain = g_string_new (begin != NULL ? begin + 1 : text);

  g_string_replace (plain, "_", "", 0);

  return g_string_free (plain, FALSE);
}

static const char *
get_text (const char *bytes,
          guint32     table,
          guint32     number)
{
  guint32 place[2];

  memcpy (place, bytes + table + number * sizeof place, sizeof place);

  return bytes + place[1];
}

/* The length of a placeholder for text or a whole number, such as "%s" and "%1$u", that @text begins with; else 0. */
static gsize
measure_placeholder (const char *text)
{
  gsize length = 1;

  if (text[0] != '%')
    return 0;
  while (g_ascii_isdigit (text[length]) || text[length] == '$')
    length++;

  return text[length] != '\0' && strchr ("sdu", text[length]) != NULL ? length + 1 : 0;
}

/* A regular expression with a group for each placeholder; %NULL where too little else is left. */
static char *
make_expression (const char *text)
{
  GString *expression = g_string_new ("^");
  guint letters = 0, placeholders = 0;
  gsize length;

  for (; *text != '\0'; text += length)
    {
      length = measure_placeholder (text);
      if (length > 0)
        {
          g_string_append (expression, "(.*)");
          placeholders++;
          continue;
        }
      length = (gsize) (g_utf8_next_char (text) - text);
      letters += g_unichar_isalpha (g_utf8_get_char (text));
      if (g_ascii_ispunct (*text))
        g_string_append_c (expression, '\\');
      g_string_append_len (expression, text, (gssize) length);
    }
  g_string_append_c (expression, '$');

  return g_string_free (expression, placeholders == 0 || letters < MIN_LETTERS);
}

/* The translation with what stood at the places of its placeholders. */
static char *
fill_in (const char *translated,
         GMatchInfo *match)
{
  GString *filled = g_string_new (NULL);
  int next = 1;

  while (*translated != '\0')
    {
      gsize length = measure_placeholder (translated);
      g_autofree char *value = NULL;

      if (length > 0)
        {
          int number = length > 2 ? (int) g_ascii_strtoll (translated + 1, NULL, 10) : next++;

          value = g_match_info_fetch (match, number);
          g_string_append (filled, value);
          translated += length;
        }
      else
        g_string_append_c (filled, *translated++);
    }

  return g_string_free (filled, FALSE);
}

static char *
translate_with (const Words *words,
                const char  *wanted)
{
  g_autofree char *expression = NULL;
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_str_equal (words->original, wanted))
    return g_strdup (words->translated);
  expression = make_expression (words->original);
  if (expression == NULL)
    return NULL;
  regex = g_regex_new (expression, G_REGEX_DOTALL, 0, NULL);

  return regex != NULL && g_regex_match (regex, wanted, 0, &match) ? fill_in (words->translated, match) : NULL;
}

/* “Recorded*”: what of it may be anything is so in the translation too. */
static char *
translate_beginning (const Words *words,
                     const char  *wanted)
{
  GString *pattern = NULL;
  gsize length;

  if (strlen (wanted) < MIN_LETTERS || !g_pattern_match_simple (wanted, words->original))
    return NULL;
  pattern = g_string_new (wanted[0] == '*' ? "*" : NULL);
  for (const char *text = words->translated; *text != '\0'; text += MAX (length, 1))
    {
      length = measure_placeholder (text);
      g_string_append_c (pattern, length > 0 ? '*' : *text);
    }
  if (g_str_has_suffix (wanted, "*"))
    g_string_append_c (pattern, '*');

  return g_string_free (pattern, FALSE);
}

static char **
list_patterns (const char *wanted)
{
  GPtrArray *patterns = g_ptr_array_new ();

  g_ptr_array_add (patterns, g_strdup (wanted));
  for (guint i = 0; all_words != NULL && i < all_words->len; i++)
    {
      const Words *words = g_ptr_array_index (all_words, i);
      gboolean has_more = strchr (wanted, '*') != NULL;
      char *pattern = has_more ? translate_beginning (words, wanted) : translate_with (words, wanted);

      if (pattern != NULL)
        g_ptr_array_add (patterns, pattern);
    }
  g_ptr_array_add (patterns, NULL);

  return (char **) g_ptr_array_free (patterns, FALSE);
}

void
postern_test_words_load (const char *path)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  Header header;
  gsize length = 0;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, sizeof header);
  memcpy (&header, bytes, sizeof header);
  g_assert_cmphex (header.magic, ==, MAGIC);
  all_words = g_ptr_array_new_with_free_func (words_free);
  for (guint32 i = 0; i < header.count; i++)
    {
      Words *words = g_new (Words, 1);

      words->original = make_plain (get_text (bytes, header.originals, i));
      words->translated = make_plain (get_text (bytes, header.translations, i));
      g_ptr_array_add (all_words, words);
    }
}

/* In English first. */
static char **
get_patterns (const char *wanted)
{
  char **patterns;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  patterns = g_hash_table_lookup (known, wanted);
  if (patterns == NULL)
    {
      patterns = list_patterns (wanted);
      g_hash_table_insert (known, g_strdup (wanted), patterns);
    }

  return patterns;
}

gboolean
postern_test_words_match (const char *wanted,
                          const char *name)
{
  char **patterns = get_patterns (wanted);
  gboolean any = strchr (wanted, '*') != NULL;

  for (guint i = 0; patterns[i] != NULL; i++)
    if (any ? g_pattern_match_simple (patterns[i], name) : g_str_equal (patterns[i], name))
      return TRUE;

  return FALSE;
}

const char *
postern_test_words_say (const char *text)
{
  char **patterns = get_patterns (text);

  return patterns[1] != NULL ? patterns[1] : patterns[0];
}
