/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writers.h"

#include <glib/gi18n-lib.h>

/* The rest of a line, without the blanks around it; no quoting exists. */
static char *
write_line (const char  *value,
            GError     **error)
{
  if (*value == '\0')
    return postern_writer_refuse (error, _("It is missing."));

  return postern_writer_write_plain (value, "", error);
}

const PosternWriter postern_writer_line = { "line", write_line };
