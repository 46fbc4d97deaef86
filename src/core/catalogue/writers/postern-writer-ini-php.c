/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

#include <string.h>

/* In single quotes php.ini knows nothing but their end, and pieces that touch make one value, but not empty ones; a
 * single quote goes into double ones, where nothing else is then. PHP, Zend/zend_ini_scanner.l. */
static char *
write_ini_php (const char  *value,
               GError     **error)
{
  char *literal = g_malloc (3 * strlen (value) + 3);
  char *end = literal;

  if (*value == '\0')
    end = g_stpcpy (end, "''");
  while (*value != '\0')
    {
      char quote = *value == '\'' ? '"' : '\'';
      gsize length = quote == '"' ? strspn (value, "'") : strcspn (value, "'");

      *end++ = quote;
      memcpy (end, value, length);
      end += length;
      *end++ = quote;
      value += length;
    }
  *end = '\0';

  return literal;
}

const PosternWriter postern_writer_ini_php = { "ini-php", write_ini_php };
