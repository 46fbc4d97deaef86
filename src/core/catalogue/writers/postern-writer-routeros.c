/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

#include <string.h>

static gsize
escape (gunichar  character,
        char     *text)
{
  char bytes[6];
  int length = g_unichar_to_utf8 (character, bytes);

  if (character >= 0x20 && character < 0x7F && strchr ("\"\\$?", (int) character) == NULL)
    return 0;
  for (int i = 0; i < length; i++)
    g_snprintf (text + 3 * i, POSTERN_ESCAPE_MAX - 3 * (gulong) i, "\\%02X", (guchar) bytes[i]);

  return 3 * (gsize) length;
}

/* A string in double quotes: what is not plain ASCII is written as the bytes of UTF-8, and "$" and "?" mean something
 * to the console. RouterOS manual, "Scripting", "Constant Escape Sequences". */
static char *
write_routeros (const char  *value,
               GError     **error)
{
  return postern_writer_escape (value, "\"", escape);
}

const PosternWriter postern_writer_routeros = { "routeros", write_routeros };
