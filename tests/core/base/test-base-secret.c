/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-secret.h"

#include <string.h>

#include "support/postern-test-wait.h"

static PosternSecret *
read_bytes (const char *bytes,
            gsize       length,
            GError    **error)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "password", NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));

  return postern_secret_read_file (path, error);
}

static void
test_new (void)
{
  g_autoptr (PosternSecret) secret = postern_secret_new ("horse", -1);
  g_autoptr (PosternSecret) same = postern_secret_new ("horse battery", 5);
  g_autoptr (PosternSecret) other = postern_secret_new ("horsf", -1);

  g_assert_cmpstr (postern_secret_peek (secret), ==, "horse");
  g_assert_cmpuint (postern_secret_get_length (secret), ==, 5);
  g_assert_true (postern_secret_equal (secret, same));
  g_assert_false (postern_secret_equal (secret, other));
}

static void
test_page_sized (void)
{
  g_autofree char *text = g_strnfill (4096, 'x');
  g_autoptr (PosternSecret) secret = postern_secret_new (text, -1);

  g_assert_cmpstr (postern_secret_peek (secret), ==, text);
}

static void
test_cleaned (void)
{
  static const struct { const char *pasted; const char *cleaned; guint removed; } cases[] = {
    { "abcdefghijklmnop", "abcdefghijklmnop", 0 },
    { "abcd efgh ijkl mnop", "abcdefghijklmnop", 3 },
    { " abcd\302\240efgh\r\n", "abcdefgh", 4 },
    { "\342\200\213abcd\357\273\277\342\200\257", "abcd", 3 },
    { "p\303\244ss", "p\303\244ss", 0 },
    { " \t\n", "", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint removed = 99;
      g_autoptr (PosternSecret) secret = postern_secret_new_cleaned (cases[i].pasted, &removed);

      g_assert_cmpstr (postern_secret_peek (secret), ==, cases[i].cleaned);
      g_assert_cmpuint (removed, ==, cases[i].removed);
    }
}

static void
test_trimmed (void)
{
  static const struct { const char *pasted; const char *trimmed; guint removed; } cases[] = {
    { "two words", "two words", 0 },
    { "\302\240 two words\r\n", "two words", 4 },
    { " \t\n", "", 3 },
    { "", "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint removed = 99;
      g_autoptr (PosternSecret) secret = postern_secret_new_trimmed (cases[i].pasted, &removed);

      g_assert_cmpstr (postern_secret_peek (secret), ==, cases[i].trimmed);
      g_assert_cmpuint (removed, ==, cases[i].removed);
    }
}

static void
test_read_file (void)
{
  static const struct { const char *bytes; gsize length; const char *secret; } cases[] = {
    { "horse", 5, "horse" },
    { "horse\n", 6, "horse" },
    { "horse\r\n", 7, "horse" },
    { " a b ", 5, " a b " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PosternSecret) secret = read_bytes (cases[i].bytes, cases[i].length, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (postern_secret_peek (secret), ==, cases[i].secret);
    }
}

static void
test_read_file_refused (void)
{
  static const struct { const char *bytes; gsize length; int code; } cases[] = {
    { "", 0, POSTERN_SECRET_ERROR_EMPTY },
    { "\n", 1, POSTERN_SECRET_ERROR_EMPTY },
    { "two\nlines", 9, POSTERN_SECRET_ERROR_INVALID },
    { "nul\0here", 8, POSTERN_SECRET_ERROR_INVALID },
    { "\377\376", 2, POSTERN_SECRET_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PosternSecret) secret = read_bytes (cases[i].bytes, cases[i].length, &error);

      g_assert_null (secret);
      g_assert_error (error, POSTERN_SECRET_ERROR, cases[i].code);
    }
}

static void
test_read_file_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;
  g_autofree char *most = g_strnfill (POSTERN_SECRET_MAX_LENGTH, 'x');
  g_autofree char *more = g_strnfill (POSTERN_SECRET_MAX_LENGTH + 1, 'x');
  g_autoptr (PosternSecret) longest = read_bytes (most, strlen (most), NULL);
  g_autoptr (PosternSecret) refused = read_bytes (more, strlen (more), &error);

  g_assert_cmpuint (postern_secret_get_length (longest), ==, POSTERN_SECRET_MAX_LENGTH);
  g_assert_null (refused);
  g_assert_error (error, POSTERN_SECRET_ERROR, POSTERN_SECRET_ERROR_TOO_LONG);
  g_assert_null (postern_secret_read_file ("/nowhere/at/all", &missing));
  g_assert_error (missing, POSTERN_SECRET_ERROR, POSTERN_SECRET_ERROR_UNREADABLE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/secret/new", test_new);
  g_test_add_func ("/base/secret/page-sized", test_page_sized);
  g_test_add_func ("/base/secret/cleaned", test_cleaned);
  g_test_add_func ("/base/secret/trimmed", test_trimmed);
  g_test_add_func ("/base/secret/read-file", test_read_file);
  g_test_add_func ("/base/secret/read-file-refused", test_read_file_refused);
  g_test_add_func ("/base/secret/read-file-limits", test_read_file_limits);

  return g_test_run ();
}
