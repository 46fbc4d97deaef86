/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* phpdotenv in double quotes: \" \\ and \$ stand for themselves, "$" alone would begin a variable, and "#" is
 * no comment there. Dotenv\Parser\EntryParser. */
static char *
write_dotenv (const char  *value,
             GError     **error)
{
  return postern_writer_quote (value, '"', "\"\\$");
}

const PosternWriter postern_writer_dotenv = { "dotenv", write_dotenv };
