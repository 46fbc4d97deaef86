/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* Words are quoted as in a shell where “v15-compat” is set to something: in single quotes nothing is special. mail(1)
 * of S-nail, "Shell-style argument quoting". */
static char *
write_mailrc (const char  *value,
             GError     **error)
{
  if (postern_writer_has_control (value))
    return postern_writer_refuse_control (error);

  return postern_writer_quote_pieces (value, "\\'");
}

const PosternWriter postern_writer_mailrc = { "mailrc", write_mailrc };
