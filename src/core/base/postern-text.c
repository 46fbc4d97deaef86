/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-text.h"

#include <stdlib.h>
#include <string.h>

/**
 * postern_set_text:
 * @text: (inout): where a text is kept, no secret
 * @value: (nullable): the new one; may be the old one itself
 *
 * Replaces a text by a copy of another. GLib has the same only since 2.76.
 *
 * Returns: whether it has changed
 */
gboolean
postern_set_text (char       **text,
                  const char  *value)
{
  char *old;

  g_return_val_if_fail (text != NULL, FALSE);

  old = *text;
  if (g_strcmp0 (old, value) == 0)
    return FALSE;

  *text = g_strdup (value);
  g_free (old);

  return TRUE;
}

/**
 * postern_is_day:
 * @text: (nullable): a text
 *
 * Returns: whether it is a day of the calendar as ISO 8601 writes it, "2027-03-31"
 */
gboolean
postern_is_day (const char *text)
{
  static const char shape[] = "dddd-dd-dd";

  if (text == NULL || strlen (text) != strlen (shape))
    return FALSE;
  for (guint i = 0; shape[i] != '\0'; i++)
    if (shape[i] == '-' ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;

  return g_date_valid_dmy ((GDateDay) atoi (text + 8), (GDateMonth) atoi (text + 5), (GDateYear) atoi (text));
}
