/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* In single quotes Ruby knows two escapes, \' and \\, and leaves "#{" alone. Ruby, doc/syntax/literals.rdoc. */
static char *
write_ruby (const char  *value,
           GError     **error)
{
  return postern_writer_quote (value, '\'', "'\\");
}

const PosternWriter postern_writer_ruby = { "ruby", write_ruby };
