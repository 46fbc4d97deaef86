/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* Single quotes end at the next one; a backslash makes nullmailer skip the quote behind it, so that double quotes
 * take the single one. nullmailer, lib/argparse.cc. */
static char *
write_nullmailer (const char  *value,
                 GError     **error)
{
  return postern_writer_quote_pieces (value, "\"'\"");
}

const PosternWriter postern_writer_nullmailer = { "nullmailer", write_nullmailer };
