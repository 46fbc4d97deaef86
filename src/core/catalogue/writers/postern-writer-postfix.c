/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gsize
escape (gunichar  character,
        char     *text)
{
  return character == '$' ? (gsize) g_snprintf (text, POSTERN_ESCAPE_MAX, "$$") : 0;
}

/* A word of main.cf: "$$" stands for "$", and lists are split at blanks, commas and braces. postconf(5). */
static char *
write_postfix (const char  *value,
              GError     **error)
{
  if (postern_writer_has_control (value))
    return postern_writer_refuse_control (error);
  if (strpbrk (value, " ,{}") != NULL)
    return postern_writer_refuse (error, _("It holds a blank, a comma or a brace, at which Postfix would cut it. Use "
                                           "another one."));

  return postern_writer_escape (value, "", escape);
}

const PosternWriter postern_writer_postfix = { "postfix", write_postfix };
