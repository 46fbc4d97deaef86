/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

#include <string.h>

static gsize
escape (gunichar  character,
        char     *text)
{
  gboolean is_special = character < 0x7F && strchr ("&<>\"'", (int) character) != NULL;

  if (is_special || character < 0x20 || (character >= 0x7F && character < 0xA0))
    return (gsize) g_snprintf (text, POSTERN_ESCAPE_MAX, "&#%u;", character);

  return 0;
}

/* Text or an attribute's value, without the quotes around it. XML 1.0 §2.2 and §2.4; §3.3.3 would turn a tab in an
 * attribute into a space. */
static char *
write_xml (const char  *value,
          GError     **error)
{
  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if ((character < 0x20 && character != '\t') || character == 0xFFFE || character == 0xFFFF)
        return postern_writer_refuse_control (error);
    }

  return postern_writer_escape (value, "", escape);
}

const PosternWriter postern_writer_xml = { "xml", write_xml };
