/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/batch/postern-table.h"

#include <string.h>

#include "support/postern-test-wait.h"

static PosternTable *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  PosternTable *table = postern_table_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (table);

  return table;
}

static void
assert_refused (const char *bytes,
                gsize       length,
                int         code,
                const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTable) table = postern_table_parse (bytes, length, &error);

  g_assert_null (table);
  g_assert_error (error, POSTERN_TABLE_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static const PosternTableRow *
get_row (PosternTable *table,
         guint         n)
{
  g_assert_cmpuint (n, <, table->rows->len);

  return g_ptr_array_index (table->rows, n);
}

static void
assert_fault (PosternTable *table,
              guint         n,
              guint         line,
              const char   *words)
{
  const PosternTableFault *fault = g_ptr_array_index (table->faults, n);

  g_assert_cmpuint (fault->line, ==, line);
  g_assert_nonnull (strstr (fault->reason, words));
}

static void
test_separators (void)
{
  static const struct { const char *text; char separator; } cases[] = {
    { "account,name\na@example.org,\"One, two\"\n", ',' },
    { "account;name\na@example.org;\"One, two\"\n", ';' },
    { "account\tname\na@example.org\tOne, two\n", '\t' },
    { "sep=;\r\naccount;name\r\na@example.org;One, two\r\n", ';' },
    { "\"account, of mail\";name\na@example.org;One, two", ';' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTable) table = parse (cases[i].text);

      g_assert_cmpint (table->separator, ==, cases[i].separator);
      g_assert_cmpuint (table->rows->len, ==, 1);
      g_assert_cmpstr (get_row (table, 0)->cells[0], ==, "a@example.org");
      g_assert_cmpstr (get_row (table, 0)->cells[1], ==, "One, two");
    }
}

static void
test_encodings (void)
{
  static const char *const texts[] = {
    "account,name\na@example.org,B\xc3\xbcro\n",
    "\xef\xbb\xbf" "account,name\na@example.org,B\xc3\xbcro\n",
    "account,name\na@example.org,B\xfcro\n",
  };
  static const char utf16[] = "\xff\xfe" "a\0c\0";
  static const char zip[] = "PK\x03\x04 a spreadsheet";

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PosternTable) table = parse (texts[i]);

      g_assert_cmpstr (table->names[0], ==, "account");
      g_assert_cmpstr (get_row (table, 0)->cells[1], ==, "Büro");
    }
  assert_refused (utf16, sizeof utf16 - 1, POSTERN_TABLE_ERROR_ENCODING, "UTF-16");
  assert_refused (utf16 + 2, 4, POSTERN_TABLE_ERROR_ENCODING, "UTF-16");
  assert_refused (zip, sizeof zip - 1, POSTERN_TABLE_ERROR_ENCODING, "spreadsheet");
  assert_refused ("account\n\x81\n", 10, POSTERN_TABLE_ERROR_ENCODING, "UTF-8");
}

/* Lines are counted as an editor shows them, whatever stands in quotation marks. */
static void
test_lines (void)
{
  g_autoptr (PosternTable) table = parse ("account,name\r\n"
                                          "\r\n"
                                          "a@example.org,\"two\r\nlines\"\r\n"
                                          "b@example.org,say \"no\"\r\n"
                                          "c@example.org,\"say \"\"yes\"\"\"\r\n"
                                          ",,\r\n"
                                          "d@example.org\r\n"
                                          "e@example.org,x,,\r\n"
                                          "f@example.org,x,too much\r\n"
                                          "g@example.org,\"never\r\nends\r\n");

  g_assert_cmpuint (table->rows->len, ==, 4);
  g_assert_cmpuint (get_row (table, 0)->line, ==, 3);
  g_assert_cmpstr (get_row (table, 0)->cells[1], ==, "two  lines");
  g_assert_cmpuint (get_row (table, 1)->line, ==, 6);
  g_assert_cmpstr (get_row (table, 1)->cells[1], ==, "say \"yes\"");
  g_assert_cmpuint (get_row (table, 2)->line, ==, 8);
  g_assert_cmpstr (get_row (table, 2)->cells[1], ==, "");
  g_assert_cmpuint (get_row (table, 3)->line, ==, 9);
  g_assert_cmpuint (table->faults->len, ==, 3);
  assert_fault (table, 0, 5, "quotation mark");
  assert_fault (table, 1, 10, "more columns");
  assert_fault (table, 2, 11, "never ends");
}

static void
test_old_line_ends (void)
{
  g_autoptr (PosternTable) table = parse ("account\ra@example.org\rb@example.org");

  g_assert_cmpuint (table->rows->len, ==, 2);
  g_assert_cmpuint (get_row (table, 1)->line, ==, 3);
}

static void
test_limits (void)
{
  g_autoptr (GString) rows = g_string_new ("account\n");
  g_autoptr (GString) columns = g_string_new ("account");
  g_autofree char *cell = g_strnfill (POSTERN_TABLE_MAX_CELL + 1, 'a');
  g_autofree char *long_text = g_strdup_printf ("account\n%s\nb@example.org\n", cell);
  g_autoptr (PosternTable) table = parse (long_text);

  g_assert_cmpuint (table->rows->len, ==, 1);
  assert_fault (table, 0, 2, "too long");
  for (guint i = 0; i <= POSTERN_TABLE_MAX_ROWS; i++)
    g_string_append (rows, "a@example.org\n");
  assert_refused (rows->str, rows->len, POSTERN_TABLE_ERROR_TOO_LONG, "10000");
  for (guint i = 0; i < POSTERN_TABLE_MAX_COLUMNS; i++)
    g_string_append (columns, ",name");
  assert_refused (columns->str, columns->len, POSTERN_TABLE_ERROR_TOO_LONG, "64");
  assert_refused ("", 0, POSTERN_TABLE_ERROR_FORMAT, "first line");
  assert_refused ("account\n\n", 9, POSTERN_TABLE_ERROR_EMPTY, "nothing");
}

static void
test_file (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "accounts.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTable) missing = postern_table_read_file (file, &error);
  g_autoptr (PosternTable) table = NULL;

  g_assert_null (missing);
  g_assert_error (error, POSTERN_TABLE_ERROR, POSTERN_TABLE_ERROR_UNREADABLE);
  g_assert_true (g_file_set_contents (path, "account\na@example.org\n", -1, NULL));
  table = postern_table_read_file (file, NULL);
  g_assert_nonnull (table);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table/separators", test_separators);
  g_test_add_func ("/table/encodings", test_encodings);
  g_test_add_func ("/table/lines", test_lines);
  g_test_add_func ("/table/old-line-ends", test_old_line_ends);
  g_test_add_func ("/table/limits", test_limits);
  g_test_add_func ("/table/file", test_file);

  return g_test_run ();
}
