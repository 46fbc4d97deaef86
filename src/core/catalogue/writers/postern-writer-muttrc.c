/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* In single quotes Mutt knows nothing but their end, and pieces that touch make one word. Mutt and NeoMutt,
 * mutt_extract_token() and parse_extract_token(). */
static char *
write_muttrc (const char  *value,
             GError     **error)
{
  if (postern_writer_has_control (value))
    return postern_writer_refuse_control (error);

  return postern_writer_quote_pieces (value, "\\'");
}

const PosternWriter postern_writer_muttrc = { "muttrc", write_muttrc };
