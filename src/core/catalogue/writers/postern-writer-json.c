/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* RFC 8259 §7. */
static char *
write_json (const char  *value,
           GError     **error)
{
  return postern_writer_escape (value, "\"", postern_writer_escape_json);
}

const PosternWriter postern_writer_json = { "json", write_json };
