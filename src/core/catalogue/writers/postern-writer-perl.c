/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* In single quotes Perl knows two escapes, \' and \\; without “use utf8” the value is the bytes of UTF-8, which is what
 * goes to the server. perlop(1), "Quote-Like Operators". */
static char *
write_perl (const char  *value,
            GError     **error)
{
  return postern_writer_quote (value, '\'', "'\\");
}

const PosternWriter postern_writer_perl = { "perl", write_perl };
