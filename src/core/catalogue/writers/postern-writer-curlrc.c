/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

static gsize
escape (gunichar  character,
        char     *text)
{
  if (character == '"' || character == '\\')
    return (gsize) g_snprintf (text, POSTERN_ESCAPE_MAX, "\\%c", (char) character);

  return character == '\t' ? (gsize) g_snprintf (text, POSTERN_ESCAPE_MAX, "\\t") : 0;
}

/* In double quotes curl knows \\ \" \t \n \r and \v, and nothing else. curl(1), "--config". */
static char *
write_curlrc (const char  *value,
              GError     **error)
{
  return postern_writer_escape (value, "\"", escape);
}

const PosternWriter postern_writer_curlrc = { "curlrc", write_curlrc };
