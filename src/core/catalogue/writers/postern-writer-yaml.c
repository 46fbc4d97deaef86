/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* YAML 1.2 §5.1 "c-printable", without what readers may take for a line end or a mark of the byte order. */
static gboolean
is_plain (gunichar character)
{
  if (character < 0xA0)
    return character >= 0x20 && character <= 0x7E;

  return character != 0x2028 && character != 0x2029 && character != 0xFEFF && character != 0xFFFE &&
         character != 0xFFFF;
}

static gsize
escape (gunichar  character,
        char     *text)
{
  if (character == '"' || character == '\\')
    return (gsize) g_snprintf (text, POSTERN_ESCAPE_MAX, "\\%c", (char) character);

  return is_plain (character) ? 0 : (gsize) g_snprintf (text, POSTERN_ESCAPE_MAX, "\\u%04X", character);
}

/* A double-quoted scalar, YAML 1.2 §7.3.1: always a string, whatever it looks like. */
static char *
write_yaml (const char  *value,
            GError     **error)
{
  return postern_writer_escape (value, "\"", escape);
}

const PosternWriter postern_writer_yaml = { "yaml", write_yaml };
