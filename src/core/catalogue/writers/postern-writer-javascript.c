/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* A string of JSON is one of JavaScript: ECMA-262, "String Literals". */
static char *
write_javascript (const char  *value,
                 GError     **error)
{
  return postern_writer_escape (value, "\"", postern_writer_escape_json);
}

const PosternWriter postern_writer_javascript = { "javascript", write_javascript };
