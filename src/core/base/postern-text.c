/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-text.h"

#include <stdarg.h>
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

/* The value of the placeholder that begins at @brace, and where it ends. */
static const char *
find_value (const char  *brace,
            va_list      pairs,
            const char **end)
{
  const char *name;

  while ((name = va_arg (pairs, const char *)) != NULL)
    {
      const char *value = va_arg (pairs, const char *);
      gsize length = strlen (name);

      if (strncmp (brace + 1, name, length) == 0 && brace[1 + length] == '}')
        {
          *end = brace + length + 2;
          return value != NULL ? value : "";
        }
    }

  return NULL;
}

/**
 * postern_fill_in:
 * @text: a text with placeholders in braces, "{host}"
 * @...: pairs of a placeholder's name without the braces and its value, %NULL for nothing; a %NULL at the end
 *
 * Puts the values in, all in one go, so that nothing in a value is taken for a placeholder.
 *
 * Returns: (transfer full): the text; placeholders that are not among the names stay in it
 */
char *
postern_fill_in (const char *text,
                 ...)
{
  g_autoptr (GString) filled = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  while (*text != '\0')
    {
      const char *value = NULL;
      const char *end = text + 1;

      if (*text == '{')
        {
          va_list pairs;

          va_start (pairs, text);
          value = find_value (text, pairs, &end);
          va_end (pairs);
        }
      if (value != NULL)
        g_string_append (filled, value);
      else
        g_string_append_c (filled, *text);
      text = end;
    }

  return g_strdup (filled->str);
}
