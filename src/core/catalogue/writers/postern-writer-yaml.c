/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writer.h"

#include <string.h>

/* The longest escape, "\UXXXXXXXX", for one byte at least. */
#define LONGEST_ESCAPE 10

/* YAML 1.2 §5.1 "c-printable", without what readers may take for a line end or a mark of the byte order. */
static gboolean
is_plain (gunichar character)
{
  if (character < 0xA0)
    return character >= 0x20 && character <= 0x7E;

  return character != 0x2028 && character != 0x2029 && character != 0xFEFF && character != 0xFFFE &&
         character != 0xFFFF;
}

/* A double-quoted scalar, YAML 1.2 §7.3.1: always a string, whatever it looks like. */
static char *
write_yaml (const char  *value,
            GError     **error)
{
  char *literal = g_malloc (LONGEST_ESCAPE * strlen (value) + 3);
  char *end = literal;

  *end++ = '"';
  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character == '"' || character == '\\')
        *end++ = '\\';
      if (is_plain (character))
        end += g_unichar_to_utf8 (character, end);
      else
        end += g_snprintf (end, LONGEST_ESCAPE + 1, "\\u%04X", character);
    }
  *end++ = '"';
  *end = '\0';

  return literal;
}

const PosternWriter postern_writer_yaml = { "yaml", write_yaml };
