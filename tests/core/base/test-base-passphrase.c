/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-passphrase.h"

#include <string.h>

static void
test_form (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PosternSecret) passphrase = postern_passphrase_new (&error);

      g_assert_no_error (error);
      g_assert_true (g_regex_match_simple ("^[a-hj-km-np-tw-z2-9]{4}(-[a-hj-km-np-tw-z2-9]{4}){4}$",
                                           postern_secret_peek (passphrase), 0, 0));
    }
}

/* Each character of the alphabet comes, none far more often than another, and none twice in the same order. */
static void
test_spread (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint counts[256] = { 0 };
  guint n_kinds = 0;

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (PosternSecret) passphrase = postern_passphrase_new (NULL);

      g_assert_true (g_hash_table_add (seen, g_strdup (postern_secret_peek (passphrase))));
      for (const char *c = postern_secret_peek (passphrase); *c != '\0'; c++)
        counts[(guint8) *c] += *c != '-';
    }
  /* 40,000 characters of 29 kinds: 1,379 each; seven standard deviations are 256. */
  for (guint i = 0; i < 256; i++)
    {
      n_kinds += counts[i] > 0;
      g_assert_true (counts[i] == 0 || (counts[i] > 1379 - 256 && counts[i] < 1379 + 256));
    }
  g_assert_cmpuint (n_kinds, ==, 29);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/passphrase/form", test_form);
  g_test_add_func ("/passphrase/spread", test_spread);

  return g_test_run ();
}
