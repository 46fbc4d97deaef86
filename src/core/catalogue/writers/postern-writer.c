/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/catalogue/postern-settings.h"

/**
 * postern_writer_quote:
 * @value: the value
 * @quote: the character to put before and after it
 * @escaped: the characters that get a backslash
 *
 * Returns: (transfer full): the quoted value
 */
char *
postern_writer_quote (const char *value,
                      char        quote,
                      const char *escaped)
{
  char *literal = g_malloc (2 * strlen (value) + 3);
  char *end = literal;

  *end++ = quote;
  for (const char *c = value; *c != '\0'; c++)
    {
      if (strchr (escaped, *c) != NULL)
        *end++ = '\\';
      *end++ = *c;
    }
  *end++ = quote;
  *end = '\0';

  return literal;
}

/**
 * postern_writer_quote_pieces:
 * @value: the value
 * @quote: what stands for a single quote between two quoted pieces
 *
 * Returns: (transfer full): the value in single quotes, in which nothing but them means anything
 */
char *
postern_writer_quote_pieces (const char *value,
                             const char *quote)
{
  char *literal = g_malloc ((strlen (quote) + 2) * strlen (value) + 3);
  char *end = literal;

  *end++ = '\'';
  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c != '\'')
        {
          *end++ = *c;
          continue;
        }
      *end++ = '\'';
      end = g_stpcpy (end, quote);
      *end++ = '\'';
    }
  *end++ = '\'';
  *end = '\0';

  return literal;
}

/**
 * postern_writer_escape:
 * @value: the value
 * @around: what to put before and after it
 * @escape: says what stands for each character
 *
 * Returns: (transfer full): the escaped value
 */
char *
postern_writer_escape (const char        *value,
                       const char        *around,
                       PosternEscapeFunc  escape)
{
  char *literal = g_malloc (POSTERN_ESCAPE_MAX * strlen (value) + 2 * strlen (around) + 1);
  char *end = g_stpcpy (literal, around);

  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      gsize length = escape (character, end);

      end += length > 0 ? length : (gsize) g_unichar_to_utf8 (character, end);
    }
  g_stpcpy (end, around);

  return literal;
}

/**
 * postern_writer_write_plain:
 * @value: the value
 * @refused: ASCII characters that would mean something
 * @error: return location for %POSTERN_SETTINGS_ERROR_SYNTAX
 *
 * Returns: (transfer full): the value as it is, for a syntax without quotes; %NULL when it has one of @refused or a
 *   control character, or begins or ends with a blank
 */
char *
postern_writer_write_plain (const char  *value,
                            const char  *refused,
                            GError     **error)
{
  if (postern_writer_has_control (value))
    return postern_writer_refuse_control (error);
  if (strpbrk (value, refused) != NULL)
    return postern_writer_refuse_characters (error, refused);
  if (postern_writer_has_outer_blank (value))
    return postern_writer_refuse_blank (error);

  return g_strdup (value);
}

/**
 * postern_writer_escape_json:
 *
 * A #PosternEscapeFunc of RFC 8259 §7; U+2028 and U+2029 too, which were line ends in older JavaScript.
 */
gsize
postern_writer_escape_json (gunichar  character,
                            char     *escape)
{
  if (character == '"' || character == '\\')
    return (gsize) g_snprintf (escape, POSTERN_ESCAPE_MAX, "\\%c", (char) character);
  if (character < 0x20 || character == 0x7F || character == 0x2028 || character == 0x2029)
    return (gsize) g_snprintf (escape, POSTERN_ESCAPE_MAX, "\\u%04x", character);

  return 0;
}

/**
 * postern_writer_has_control:
 * @value: the value
 *
 * Returns: whether a control character is in it, a tab included
 */
gboolean
postern_writer_has_control (const char *value)
{
  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (c)))
        return TRUE;
    }

  return FALSE;
}

/**
 * postern_writer_has_outer_blank:
 * @value: the value
 *
 * Returns: whether it begins or ends with what some readers strip: blanks of any alphabet
 */
gboolean
postern_writer_has_outer_blank (const char *value)
{
  const char *last = g_utf8_find_prev_char (value, value + strlen (value));

  return last != NULL && (g_unichar_isspace (g_utf8_get_char (value)) || g_unichar_isspace (g_utf8_get_char (last)));
}

/**
 * postern_writer_is_noncharacter:
 * @character: a character
 *
 * Returns: whether Unicode reserves it for no character at all (§23.7), so that some readers refuse it
 */
gboolean
postern_writer_is_noncharacter (gunichar character)
{
  return (character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF);
}

/**
 * postern_writer_refuse:
 * @error: return location for %POSTERN_SETTINGS_ERROR_SYNTAX
 * @reason: translated sentence, without the value
 *
 * Returns: %NULL, for the writer to return
 */
char *
postern_writer_refuse (GError     **error,
                       const char  *reason)
{
  g_set_error_literal (error, POSTERN_SETTINGS_ERROR, POSTERN_SETTINGS_ERROR_SYNTAX, reason);

  return NULL;
}

/** As postern_writer_refuse(), for a control character. Returns: %NULL */
char *
postern_writer_refuse_control (GError **error)
{
  return postern_writer_refuse (error, _("It holds a control character, which can’t be written here. Use another "
                                         "one."));
}

/** As postern_writer_refuse(), for a blank at either end. Returns: %NULL */
char *
postern_writer_refuse_blank (GError **error)
{
  return postern_writer_refuse (error, _("It begins or ends with a blank, which would get lost here. Use another "
                                         "one."));
}

/**
 * postern_writer_refuse_characters:
 * @error: return location for %POSTERN_SETTINGS_ERROR_SYNTAX
 * @characters: all that can't be written; all are named, for the one that was found may be of a password
 *
 * Returns: %NULL, for the writer to return
 */
char *
postern_writer_refuse_characters (GError     **error,
                                  const char  *characters)
{
  /* Translators: %s is a row of characters. */
  g_autofree char *reason = g_strdup_printf (_("None of these characters can be written here: %s Use another one."),
                                             characters);

  return postern_writer_refuse (error, reason);
}
