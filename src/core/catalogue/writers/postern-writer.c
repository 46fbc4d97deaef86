/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writer.h"

#include <string.h>

static const PosternWriter *const writers[] = {
  &postern_writer_php, &postern_writer_dotenv, &postern_writer_msmtprc, &postern_writer_yaml, &postern_writer_fields,
};

/**
 * postern_writer_lookup:
 * @name: a syntax
 *
 * Returns: (nullable): its writer
 */
const PosternWriter *
postern_writer_lookup (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      if (g_strcmp0 (writers[i]->name, name) == 0)
        return writers[i];
    }

  return NULL;
}

/**
 * postern_writer_quote:
 * @value: the value
 * @quote: the character to put before and after it
 * @escaped: the characters that get a backslash
 *
 * Returns: (transfer full): the quoted value, in memory that was not moved while it was written
 */
char *
postern_writer_quote (const char *value,
                      char        quote,
                      const char *escaped)
{
  char *literal = g_malloc (2 * strlen (value) + 3);
  char *end = literal;

  *end++ = quote;
  for (const char *c = value; *c != '\0'; c++)
    {
      if (strchr (escaped, *c) != NULL)
        *end++ = '\\';
      *end++ = *c;
    }
  *end++ = quote;
  *end = '\0';

  return literal;
}
