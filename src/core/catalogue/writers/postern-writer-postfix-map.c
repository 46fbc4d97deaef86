/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* The rest of a line behind its key, without the blanks around it; nothing is special there. postmap(1). */
static char *
write_postfix_map (const char  *value,
                  GError     **error)
{
  return postern_writer_write_plain (value, "", error);
}

const PosternWriter postern_writer_postfix_map = { "postfix-map", write_postfix_map };
