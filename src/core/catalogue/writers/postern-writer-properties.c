/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

#include <string.h>

static gsize
escape (gunichar  character,
        char     *text)
{
  gunichar2 units[2];

  if (character < 0x7F && strchr ("\\ =:#!", (int) character) != NULL)
    return (gsize) g_snprintf (text, POSTERN_ESCAPE_MAX, "\\%c", (char) character);
  if (character >= 0x20 && character < 0x7F)
    return 0;
  if (character <= 0xFFFF)
    return (gsize) g_snprintf (text, POSTERN_ESCAPE_MAX, "\\u%04X", character);

  units[0] = (gunichar2) (0xD800 + ((character - 0x10000) >> 10));
  units[1] = (gunichar2) (0xDC00 + ((character - 0x10000) & 0x3FF));

  return (gsize) g_snprintf (text, POSTERN_ESCAPE_MAX, "\\u%04X\\u%04X", units[0], units[1]);
}

/* ISO 8859-1 in older versions of Java, so that only ASCII is written; blanks at the beginning would be skipped.
 * java.util.Properties.load(). */
static char *
write_properties (const char  *value,
                 GError     **error)
{
  return postern_writer_escape (value, "", escape);
}

const PosternWriter postern_writer_properties = { "properties", write_properties };
