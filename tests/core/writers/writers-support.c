/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "writers-support.h"

#include <string.h>

#include "core/catalogue/postern-settings.h"
#include "support/postern-test-wait.h"

#define TEN     "123456\"89'"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static const char *const chosen[] = {
  WRITERS_NASTY, "", " ", " a", "a ", "\t", "a\tb", "\\", "\\\\", "a\\", "a\\\\", "\\'", "\\\"", "a\\'b", "\"", "'",
  "\"\"", "''", "a'", "a\"", "'a'", "\"a\"", "'\"'\"'", "\"\"\"", "`", "`id`", "a`b", "$", "$$", "${X}", "$X",
  "$(id)", "\\$x", "a$", "%d", "%", "%%", "%s%n", "%(X)s", "%{X}", "%PATH%", "null", "yes", "no", "true", "on",
  "none", "~", "0123", "1e5", "0x1F", "1_000", "12:30", "-", "- a", "a: b", "#x", "a #x", "a#x", ";x", "a ;x", "!x",
  "!important", "=", "a=b", "=a", "&a", "*a", "@a", "|", ">", "<a>", "<![CDATA[x]]>", "]]>", "&amp;", "{{user}}",
  "{}", "[a]", "(a)", "a,b", "a|b", "?", "?>", "<?php", "*/", "/*x*/", "//x", "\\n", "\\x41", "\\u0041", "\\0", "^",
  "^M", "~a", "\302\240", "\302\240a\302\240", "\303\251", "\360\237\224\221", "a\360\237\221\215\360\237\217\275b",
  "\342\200\250", "\342\200\251x", "\357\273\277", "\357\277\276", "\302\205", "\342\200\213",
  "\342\200\230a\342\200\231", "\342\200\234a\342\200\235", "user:pass", ":", "::", "a:b@c/d", "brtkwqndmzxlhfpc",
  "abcd efgh ijkl mnop", "\001", "\033[31m", "\177", "$__env{X}", "$x$y", "$(a", "${", "`\"'", "\\\\\\", "EOF",
  "__END__", "%>", "\302\251\302\256", "0", "00", "-1", "+1", ".5", "Infinity", "NaN",
  /* The longest line of msmtp. */
  HUNDRED HUNDRED HUNDRED HUNDRED TEN TEN TEN TEN TEN TEN TEN,
};

static char
random_printable (void)
{
  return (char) g_test_rand_int_range (0x20, 0x7F);
}

/* What a password generator may make. */
static char *
make_ordinary (void)
{
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (1, 25); n > 0; n--)
    {
      if (g_test_rand_int_range (0, 12) == 0)
        g_string_append_unichar (text, (gunichar) g_test_rand_int_range (0xC0, 0x180));
      else
        g_string_append_c (text, random_printable ());
    }

  return g_string_free (text, FALSE);
}

/* Any character of Unicode but NUL, CR and LF, and those often that mean something somewhere. */
static char *
make_wild (void)
{
  static const char special[] = "'\"\\$#{}!%&<>`~ =:;,[]()@*|?-+";
  static const gunichar odd[] = { 0x01, 0x09, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0xA0, 0x2028, 0x2029, 0x200B, 0xFEFF,
                                  0xFFFE, 0xFFFD, 0x1F600, 0x10FFFF };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (1, 40); n > 0; n--)
    {
      int kind = g_test_rand_int_range (0, 8);

      if (kind < 3)
        g_string_append_c (text, special[g_test_rand_int_range (0, sizeof special - 1)]);
      else if (kind == 3)
        g_string_append_unichar (text, odd[g_test_rand_int_range (0, G_N_ELEMENTS (odd))]);
      else if (kind == 4)
        g_string_append_unichar (text, (gunichar) g_test_rand_int_range (0xA1, 0xD800));
      else if (kind == 5)
        g_string_append_unichar (text, (gunichar) g_test_rand_int_range (0x10000, 0x110000));
      else
        g_string_append_c (text, random_printable ());
    }

  return g_string_free (text, FALSE);
}

static void
assert_refusal (const char   *value,
                const GError *error)
{
  g_assert_error (error, POSTERN_SETTINGS_ERROR, POSTERN_SETTINGS_ERROR_SYNTAX);
  g_assert_cmpstr (error->message, !=, "");
  if (strlen (value) > 3 && strstr (error->message, value) != NULL)
    g_error ("“%s” tells the value", error->message);
}

/* The @i-th value: a chosen one, then an ordinary and a wild one in turn. */
static char *
make_value (guint i)
{
  if (i < G_N_ELEMENTS (chosen))
    return g_strdup (chosen[i]);

  return i % 2 == 0 ? make_ordinary () : make_wild ();
}

/* @value as this parser wants it; %NULL when it can't take it. */
static char *
adapt (const WritersParser *parser,
       const char          *value)
{
  g_auto (GStrv) pieces = NULL;
  g_autofree char *twice = NULL;

  if ((parser->no_empty && *value == '\0') || (parser->longest > 0 && strlen (value) > parser->longest))
    return NULL;
  if (parser->doubled == NULL)
    return g_strdup (value);

  pieces = g_strsplit (value, parser->doubled, -1);
  twice = g_strconcat (parser->doubled, parser->doubled, NULL);

  return g_strjoinv (twice, pieces);
}

/* The values that @parser's syntax carries; each refusal is a good one. */
static GPtrArray *
collect (const WritersParser *parser,
         GPtrArray           *literals)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  const PosternWriter *writer = postern_writer_lookup (parser->syntax);
  guint n_ordinary = 0;

  g_assert_nonnull (writer);
  for (guint i = 0; i < G_N_ELEMENTS (chosen) + WRITERS_N_RANDOM; i++)
    {
      g_autofree char *value = make_value (i);
      g_autofree char *adapted = adapt (parser, value);
      g_autoptr (GError) error = NULL;
      char *literal = adapted == NULL ? NULL : writer->write (adapted, &error);

      if (i == 0)
        g_assert_true (parser->carries_nasty == (literal != NULL));
      if (literal == NULL && adapted != NULL)
        assert_refusal (value, error);
      if (literal == NULL)
        continue;
      n_ordinary += i >= G_N_ELEMENTS (chosen) && i % 2 == 0 ? 1 : 0;
      g_ptr_array_add (literals, literal);
      g_ptr_array_add (values, g_steal_pointer (&value));
    }
  g_test_message ("%s carries %u values, %u of %d ordinary ones", parser->syntax, values->len, n_ordinary,
                  WRITERS_N_RANDOM / 2);
  g_assert_cmpuint (n_ordinary * 100, >=, parser->least * (WRITERS_N_RANDOM / 2));

  return values;
}

static char *
write_file (const WritersParser *parser,
            GPtrArray           *literals,
            guint                n_values)
{
  g_autoptr (GString) text = g_string_new (parser->head);
  g_autofree char *folder = postern_test_scratch ();
  char *path = g_build_filename (folder, "file", NULL);

  for (guint i = 0; i < n_values; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_auto (GStrv) pieces = g_strsplit (parser->line, "@N@", -1);
      g_autofree char *numbered = g_strjoinv (number, pieces);
      g_auto (GStrv) halves = g_strsplit (numbered, "@VALUE@", -1);
      g_autofree char *line = g_strjoinv (literals->pdata[i], halves);

      g_string_append (text, line);
    }
  g_string_append (text, parser->tail == NULL ? "" : parser->tail);
  g_assert_true (g_file_set_contents_full (path, text->str, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));

  return path;
}

static gboolean
is_there (const char *probe)
{
  const char *const argv[] = { "/bin/sh", "-c", probe, NULL };
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                NULL, &status, NULL);

  return status == 0;
}

static char *
parse (const WritersParser *parser,
       const char          *path,
       guint                n_values)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *number = g_strdup_printf ("%u", n_values);
  const char *const argv[] = { "/bin/sh", "-c", parser->script, "sh", path, number, folder, NULL };
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("The parser of %s failed: %s", parser->syntax, errors);

  return output;
}

static void
compare (const WritersParser *parser,
         GPtrArray           *values,
         GPtrArray           *literals,
         const char          *output)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  for (guint i = 0; i < values->len && lines[i] != NULL; i++)
    {
      if (!g_str_equal (lines[i], values->pdata[i]))
        g_error ("%s: “%s” was written as “%s”, and read back as “%s”", parser->syntax, (char *) values->pdata[i],
                 (char *) literals->pdata[i], lines[i]);
    }
  g_assert_cmpuint (g_strv_length (lines), ==, values->len + 1);
}

static void
test_parser (gconstpointer data)
{
  const WritersParser *parser = data;
  g_autoptr (GPtrArray) literals = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) values = collect (parser, literals);
  g_autofree char *path = NULL;
  g_autofree char *reason = g_strdup_printf ("%s is not installed", parser->package);
  g_autofree char *output = NULL;

  if (!is_there (parser->probe))
    {
      g_test_skip (reason);
      return;
    }
  if (parser->most > 0)
    g_ptr_array_set_size (values, (gint) MIN (parser->most, values->len));
  path = write_file (parser, literals, values->len);
  output = parse (parser, path, values->len);
  compare (parser, values, literals, output);
}

void
writers_test_add (const char          *part,
                  const WritersParser *parser)
{
  g_autofree char *path = g_strconcat ("/writers/", part, NULL);

  g_test_add_data_func (path, parser, test_parser);
}

void
writers_assert (const char *syntax,
                const char *value,
                const char *literal)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *written = postern_writer_lookup (syntax)->write (value, &error);

  g_assert_cmpstr (written, ==, literal);
  if (literal == NULL)
    assert_refusal (value, error);
}
