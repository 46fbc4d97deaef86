/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In single quotes everything stands for itself. In double quotes a backslash goes away, but \n and \r are replaced
 * before that, and the one of "\$(" not always. Version 3 takes a backslash at the end for one before the quote.
 * dotenv, lib/dotenv/parser.rb and substitutions/. */
static char *
write_dotenv_ruby (const char  *value,
                   GError     **error)
{
  gboolean is_special = strstr (value, "$(") != NULL || strstr (value, "\\n") != NULL || strstr (value, "\\r") != NULL;
  gboolean has_quote = strchr (value, '\'') != NULL;

  if (g_str_has_suffix (value, "\\") || (has_quote && is_special))
    return postern_writer_refuse (error, _("It can’t be written here, for it ends with a backslash, or holds both a "
                                           "quote and one of “$(”, “\\n” and “\\r”. Use another one."));

  return has_quote ? postern_writer_quote (value, '"', "\"\\$") : postern_writer_quote (value, '\'', "");
}

const PosternWriter postern_writer_dotenv_ruby = { "dotenv-ruby", write_dotenv_ruby };
