/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* In single quotes a POSIX shell knows nothing but their end (POSIX, "Shell Command Language" §2.2.2). A control
 * character would do something else where the line is typed or pasted. */
static char *
write_shell (const char  *value,
            GError     **error)
{
  if (postern_writer_has_control (value))
    return postern_writer_refuse_control (error);

  return postern_writer_quote_pieces (value, "\\'");
}

const PosternWriter postern_writer_shell = { "shell", write_shell };
