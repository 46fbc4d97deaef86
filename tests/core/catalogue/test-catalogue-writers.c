/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "catalogue-test-support.h"
#include "core/catalogue/writers/postern-writer.h"

/* Each literal is read back by the real software of its syntax, hundreds in one start of it. */
#define N_RANDOM  400
/* msmtp shows one account a start. */
#define N_STARTS  20

#define PHP_PROBE    "command -v php"
#define DOTENV_PROBE "test -e /usr/share/php/Dotenv/autoload.php && command -v php"
#define YAML_PROBE   "python3 -c 'import yaml'"
#define MSMTP_PROBE  "command -v msmtp"

static GPtrArray *
make_values (guint n_random)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  static const char *const chosen[] = {
    /* V0 is the name of the first value in the dotenv file. */
    NASTY, NASTIER, "", " ", " a ", "\\", "\\\\", "\"", "'", "\"\"", "''", "a\\", "a'", "a\"", "$", "${V0}", "$V0",
    "\\$x", "\\n", "#", "a # b", "=", "true", "null", "~", "123", "1e5", "!secret x", "{{password}}", "%s%n", "*",
    "- a", "a: b", "\t", "\302\240", "?>", "<?php", "*/", "\360\237\224\221", "\342\200\250", "\357\273\277",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (chosen); i++)
    g_ptr_array_add (values, g_strdup (chosen[i]));
  for (guint i = 0; i < n_random; i++)
    g_ptr_array_add (values, catalogue_test_random_text ());

  return values;
}

static char *
write_literal (const char *syntax,
               const char *value)
{
  g_autoptr (GError) error = NULL;
  char *literal = postern_writer_lookup (syntax)->write (value, &error);

  g_assert_no_error (error);

  return literal;
}

/* A file with all literals, each between @before and @after. */
static char *
write_file (const char *syntax,
            GPtrArray  *values,
            const char *head,
            const char *before,
            const char *after,
            const char *tail)
{
  g_autoptr (GString) text = g_string_new (head);

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *literal = write_literal (syntax, values->pdata[i]);

      g_string_append_printf (text, "%s%s%s", before, literal, after);
    }
  g_string_append (text, tail);

  return catalogue_test_write ("settings", text->str);
}

static void
assert_hex_lines (const char *output,
                  GPtrArray  *values)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, values->len + 1);
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *hex = catalogue_test_to_hex (values->pdata[i]);

      g_assert_cmpstr (lines[i], ==, hex);
    }
}

static void
test_php (void)
{
  g_autoptr (GPtrArray) values = make_values (N_RANDOM);
  g_autofree char *path = write_file ("php", values, "<?php\nforeach ([\n", "  ", ",\n",
                                      "] as $value) echo bin2hex ($value), \"\\n\";\n");
  const char *const argv[] = { "php", "-n", path, NULL };
  g_autofree char *output = catalogue_test_run ("php-cli", PHP_PROBE, argv);

  if (output != NULL)
    assert_hex_lines (output, values);
}

static void
test_dotenv (void)
{
  static const char script[] = "require '/usr/share/php/Dotenv/autoload.php';"
                               "$values = Dotenv\\Dotenv::parse (file_get_contents ($argv[1]));"
                               "for ($i = 0; $i < count ($values); $i++) echo bin2hex ($values[\"V$i\"]), \"\\n\";";
  g_autoptr (GPtrArray) values = make_values (N_RANDOM);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *literal = write_literal ("dotenv", values->pdata[i]);

      g_string_append_printf (text, "V%u=%s\n", i, literal);
    }
  path = catalogue_test_write ("settings", text->str);
  output = catalogue_test_run ("php-vlucas-phpdotenv", DOTENV_PROBE,
                               (const char *const[]){ "php", "-r", script, path, NULL });

  if (output != NULL)
    assert_hex_lines (output, values);
}

static void
test_yaml (void)
{
  /* Both of its parsers, where it has the one in C. */
  static const char script[] = "import sys, yaml\n"
                               "read = lambda how: yaml.load (open (sys.argv[1], encoding='utf-8', newline=''), how)\n"
                               "values = read (yaml.SafeLoader)\n"
                               "assert read (getattr (yaml, 'CSafeLoader', yaml.SafeLoader)) == values\n"
                               "for value in values: print (value.encode ('utf-8').hex ())\n";
  g_autoptr (GPtrArray) values = make_values (N_RANDOM);
  g_autofree char *path = write_file ("yaml", values, "", "- ", "\n", "");
  g_autofree char *output = catalogue_test_run ("python3-yaml", YAML_PROBE,
                                                (const char *const[]){ "python3", "-c", script, path, NULL });

  if (output != NULL)
    assert_hex_lines (output, values);
}

static char *
ask_msmtp (const char *value)
{
  g_autofree char *literal = write_literal ("msmtprc", value);
  g_autofree char *text = g_strdup_printf ("account default\nhost h.example\nuser %s\n", literal);
  g_autofree char *path = catalogue_test_write ("msmtprc", text);

  return catalogue_test_run ("msmtp", MSMTP_PROBE,
                             (const char *const[]){ "msmtp", "-C", path, "--pretend", "x@y.example", NULL });
}

static void
test_msmtprc (void)
{
  g_autoptr (GPtrArray) values = make_values (N_STARTS);

  for (guint i = 0; i < values->len; i++)
    {
      const char *value = values->pdata[i];
      g_autofree char *output = ask_msmtp (value);
      g_autofree char *line = g_strdup_printf ("\nuser = %s\npassword", *value == '\0' ? "(not set)" : value);

      if (output == NULL)
        return;
      if (strstr (output, line) == NULL)
        g_error ("msmtp read “%s” as %s", value, output);
    }
}

static void
test_msmtprc_length (void)
{
  const PosternWriter *writer = postern_writer_lookup ("msmtprc");
  g_autofree char *longest = g_strnfill (470, '"');
  g_autofree char *longer = g_strnfill (471, '"');
  g_autofree char *output = ask_msmtp (longest);
  g_autoptr (GError) error = NULL;

  g_assert_null (writer->write (longer, &error));
  g_assert_error (error, POSTERN_SETTINGS_ERROR, POSTERN_SETTINGS_ERROR_SYNTAX);
  if (output != NULL)
    g_assert_nonnull (strstr (output, longest));
}

static void
test_fields (void)
{
  static const char *const refused[] = { "a\tb", "a\033b", "\177", "\302\205", "\342\200\250", "\342\200\251" };
  static const char *const carried[] = { NASTY, NASTIER, " a ", "", "\302\240" };
  const PosternWriter *writer = postern_writer_lookup ("fields");

  for (gsize i = 0; i < G_N_ELEMENTS (carried); i++)
    {
      g_autofree char *literal = write_literal ("fields", carried[i]);

      g_assert_cmpstr (literal, ==, carried[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (writer->write (refused[i], &error));
      g_assert_error (error, POSTERN_SETTINGS_ERROR, POSTERN_SETTINGS_ERROR_SYNTAX);
    }
}

static void
test_lookup (void)
{
  g_assert_null (postern_writer_lookup ("cobol"));
  g_assert_null (postern_writer_lookup (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/writers/php", test_php);
  g_test_add_func ("/catalogue/writers/dotenv", test_dotenv);
  g_test_add_func ("/catalogue/writers/yaml", test_yaml);
  g_test_add_func ("/catalogue/writers/msmtprc", test_msmtprc);
  g_test_add_func ("/catalogue/writers/msmtprc-length", test_msmtprc_length);
  g_test_add_func ("/catalogue/writers/fields", test_fields);
  g_test_add_func ("/catalogue/writers/lookup", test_lookup);

  return g_test_run ();
}
