/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A word with no quotes around it, for readers that split lines at blanks and know "#" as a comment. */
static char *
write_word (const char  *value,
           GError     **error)
{
  if (*value == '\0')
    return postern_writer_refuse (error, _("It is missing."));
  if (strchr (value, ' ') != NULL)
    return postern_writer_refuse (error, _("It holds a blank, which can’t be written here. Use another one."));

  return postern_writer_write_plain (value, "\"'`#\\", error);
}

const PosternWriter postern_writer_word = { "word", write_word };
