/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* In single quotes uci knows nothing but their end, and pieces that touch make one value. uci, file.c. */
static char *
write_uci (const char  *value,
          GError     **error)
{
  return postern_writer_quote_pieces (value, "\\'");
}

const PosternWriter postern_writer_uci = { "uci", write_uci };
