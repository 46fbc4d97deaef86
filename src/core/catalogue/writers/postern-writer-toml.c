/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* A basic string, TOML 1.0: no control characters but the tab, and the escapes of JSON. */
static char *
write_toml (const char  *value,
           GError     **error)
{
  return postern_writer_escape (value, "\"", postern_writer_escape_json);
}

const PosternWriter postern_writer_toml = { "toml", write_toml };
