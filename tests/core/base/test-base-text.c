/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-text.h"

static void
test_set (void)
{
  g_autofree char *text = NULL;

  g_assert_true (postern_set_text (&text, "old"));
  g_assert_false (postern_set_text (&text, "old"));
  g_assert_true (postern_set_text (&text, text + 1));
  g_assert_cmpstr (text, ==, "ld");
  g_assert_true (postern_set_text (&text, NULL));
  g_assert_null (text);
}

static void
test_day (void)
{
  g_assert_true (postern_is_day ("2028-02-29"));
  g_assert_false (postern_is_day ("2027-02-29"));
  g_assert_false (postern_is_day ("2027-2-28"));
  g_assert_false (postern_is_day ("2027-02-281"));
  g_assert_false (postern_is_day (NULL));
}

static void
test_fill_in (void)
{
  static const struct
  {
    const char *text;
    const char *filled;
  } rows[] = {
    { "", "" },
    { "{host} and {host}: {port}", "{port} and {port}: 587" },
    { "nothing{none} of “{name}” {ho st} {hos", "nothing of “{name}” {ho st} {hos" },
    { "{{host}}{", "{{port}}{" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *filled = postern_fill_in (rows[i].text, "host", "{port}", "none", NULL, "port", "587", NULL);

      g_assert_cmpstr (filled, ==, rows[i].filled);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/text/set", test_set);
  g_test_add_func ("/base/text/day", test_day);
  g_test_add_func ("/base/text/fill-in", test_fill_in);

  return g_test_run ();
}
