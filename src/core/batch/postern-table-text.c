/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/batch/postern-table-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/batch/postern-table.h"

#define MARK "\xef\xbb\xbf"

static const char separators[] = { ';', ',', '\t' };

static char *
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, POSTERN_TABLE_ERROR, POSTERN_TABLE_ERROR_ENCODING, message);

  return NULL;
}

static gboolean
begins_with (const char *bytes,
             gsize       length,
             const char *beginning)
{
  return length >= strlen (beginning) && memcmp (bytes, beginning, strlen (beginning)) == 0;
}

char *
postern_table_decode (const char  *bytes,
                      gsize        length,
                      GError     **error)
{
  char *text;

  if (begins_with (bytes, length, "PK\x03\x04"))
    return refuse (error, _("This is a spreadsheet, not a CSV file. Open it in the program that made it, and save it "
                            "as “CSV UTF-8”."));
  if (begins_with (bytes, length, "\xff\xfe") || begins_with (bytes, length, "\xfe\xff") ||
      memchr (bytes, '\0', length) != NULL)
    return refuse (error, _("This file is saved as “Unicode text” (UTF-16), or is no text at all. Save it again as "
                            "“CSV UTF-8”."));
  if (begins_with (bytes, length, MARK))
    {
      bytes += strlen (MARK);
      length -= strlen (MARK);
    }
  if (g_utf8_validate (bytes, (gssize) length, NULL))
    return g_strndup (bytes, length);

  /* What spreadsheets on Windows write where they aren't asked for UTF-8. */
  text = g_convert (bytes, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  if (text == NULL)
    return refuse (error, _("The letters in this file can’t be read. Save it again as “CSV UTF-8”."));

  return text;
}

static guint
count_outside_quotes (const char *line,
                      gsize       length,
                      char        wanted)
{
  gboolean in_quotes = FALSE;
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (line[i] == '"')
        in_quotes = !in_quotes;
      else if (line[i] == wanted && !in_quotes)
        n++;
    }

  return n;
}

char
postern_table_find_separator (const char **text)
{
  gsize length = postern_table_measure_line (*text);
  char best = ',';
  guint most = 0;

  if (g_ascii_strncasecmp (*text, "sep=", 4) == 0 && length > 4 && memchr (separators, (*text)[4], sizeof separators))
    {
      best = (*text)[4];
      *text += length;
      return best;
    }
  for (gsize i = 0; i < sizeof separators; i++)
    {
      guint n = count_outside_quotes (*text, length, separators[i]);

      if (n > most)
        best = separators[i];
      most = MAX (n, most);
    }

  return best;
}

gsize
postern_table_measure_line (const char *text)
{
  gsize length = strcspn (text, "\r\n");

  if (text[length] == '\r' && text[length + 1] == '\n')
    return length + 2;

  return text[length] == '\0' ? length : length + 1;
}
