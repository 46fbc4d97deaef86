/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* Nobody has fixed how INI files quote: what is left means the same to all readers that are known. */
static char *
write_ini (const char  *value,
          GError     **error)
{
  return postern_writer_write_plain (value, "\"'\\;#%$`", error);
}

const PosternWriter postern_writer_ini = { "ini", write_ini };
