/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* In single quotes PHP knows two escapes, \' and \\, and leaves "$" alone. PHP manual, "Strings". */
static char *
write_php (const char  *value,
          GError     **error)
{
  return postern_writer_quote (value, '\'', "'\\");
}

const PosternWriter postern_writer_php = { "php", write_php };
