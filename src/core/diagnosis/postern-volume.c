/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-volume.h"

/* The most messages a day of each; “much” is more than the one before. */
static const struct { const char *word; guint number; } amounts[] = {
  { "little", 100 },
  { "some", 2000 },
  { "much", 20000 },
};

/**
 * postern_volume_has:
 * @volume: (nullable): a record's volume
 * @word: a word
 *
 * Returns: whether the word stands in it
 */
gboolean
postern_volume_has (const char *volume,
                    const char *word)
{
  g_auto (GStrv) words = g_strsplit (volume != NULL ? volume : "", " ", -1);

  g_return_val_if_fail (word != NULL, FALSE);

  return g_strv_contains ((const char *const *) words, word);
}

/**
 * postern_volume_get_amount:
 * @volume: (nullable): a record's volume
 *
 * Returns: (transfer none) (nullable): "little", "some" or "much"; %NULL when that was not answered
 */
const char *
postern_volume_get_amount (const char *volume)
{
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      if (postern_volume_has (volume, amounts[i].word))
        return amounts[i].word;
    }

  return NULL;
}

/**
 * postern_volume_get_number:
 * @volume: (nullable): a record's volume
 *
 * Returns: how many messages a day that is at most, 0 when it was not answered
 */
guint
postern_volume_get_number (const char *volume)
{
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      if (postern_volume_has (volume, amounts[i].word))
        return amounts[i].number;
    }

  return 0;
}

/**
 * postern_volume_get_to:
 * @volume: (nullable): a record's volume
 *
 * Returns: (transfer none) (nullable): "inside" or "outside"; %NULL when that was not answered
 */
const char *
postern_volume_get_to (const char *volume)
{
  if (postern_volume_get_amount (volume) == NULL)
    return NULL;

  return postern_volume_has (volume, "inside") ? "inside" : "outside";
}
