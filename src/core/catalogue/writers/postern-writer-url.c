/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

#include <string.h>

static gsize
escape (gunichar  character,
        char     *text)
{
  char bytes[6];
  int length = g_unichar_to_utf8 (character, bytes);

  if (character < 0x7F && (g_ascii_isalnum ((char) character) || strchr ("-._~", (int) character) != NULL))
    return 0;
  for (int i = 0; i < length; i++)
    g_snprintf (text + 3 * i, POSTERN_ESCAPE_MAX - 3 * (gulong) i, "%%%02X", (guchar) bytes[i]);

  return 3 * (gsize) length;
}

/* One component, such as the user or the password: everything but "unreserved" is percent-encoded. RFC 3986 §2.1,
 * §2.3 and §3.2.1. */
static char *
write_url (const char  *value,
          GError     **error)
{
  return postern_writer_escape (value, "", escape);
}

const PosternWriter postern_writer_url = { "url", write_url };
