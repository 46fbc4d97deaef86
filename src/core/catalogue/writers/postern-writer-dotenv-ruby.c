/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In single quotes everything stands for itself. In double quotes a backslash goes away, but \n and \r are replaced
 * before that, and the one of "\$(" not always. dotenv, lib/dotenv/parser.rb and substitutions/. */
static char *
write_dotenv_ruby (const char  *value,
                  GError     **error)
{
  gsize length = strlen (value);

  if (strchr (value, '\'') == NULL && (length == 0 || value[length - 1] != '\\'))
    return postern_writer_quote (value, '\'', "");
  if (strstr (value, "$(") != NULL || strstr (value, "\\n") != NULL || strstr (value, "\\r") != NULL)
    return postern_writer_refuse (error, _("It can’t be written here, for it holds both a quote or backslash and one "
                                           "of “$(”, “\\n” and “\\r”. Use another one."));

  return postern_writer_quote (value, '"', "\"\\$");
}

const PosternWriter postern_writer_dotenv_ruby = { "dotenv-ruby", write_dotenv_ruby };
