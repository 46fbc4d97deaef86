/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

static gsize
escape (gunichar  character,
        char     *text)
{
  if (character == '"' || character == '\\')
    return (gsize) g_snprintf (text, POSTERN_ESCAPE_MAX, "\\%c", (char) character);
  if (!g_unichar_isprint (character))
    return (gsize) g_snprintf (text, POSTERN_ESCAPE_MAX, character > 0xFFFF ? "\\U%08x" : "\\u%04x", character);

  return 0;
}

/* A string literal; what would be invisible is escaped. Python Language Reference §2.4.1. */
static char *
write_python (const char  *value,
             GError     **error)
{
  return postern_writer_escape (value, "\"", escape);
}

const PosternWriter postern_writer_python = { "python", write_python };
