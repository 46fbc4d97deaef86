/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_safe_in_single_quotes (const char *value)
{
  for (const char *c = strchr (value, '\\'); c != NULL; c = strchr (c + 1, '\\'))
    {
      if (c[1] == '\\' || c[1] == '\'' || c[1] == '\0')
        return FALSE;
    }

  return TRUE;
}

/* In single quotes a backslash goes away before a quote, and readers disagree on two of them; in double quotes they
 * disagree on "$" and on a backslash at the end. compose-go, dotenv/parser.go, and python-dotenv, parser.py. */
static char *
write_dotenv_compose (const char  *value,
                     GError     **error)
{
  if (is_safe_in_single_quotes (value))
    return postern_writer_quote (value, '\'', "'");
  if (strchr (value, '$') == NULL && !g_str_has_suffix (value, "\\"))
    return postern_writer_quote (value, '"', "\"\\");

  return postern_writer_refuse (error, _("It can’t be written here, for it ends with a backslash, or holds both "
                                         "backslashes and “$”. Use another one."));
}

const PosternWriter postern_writer_dotenv_compose = { "dotenv-compose", write_dotenv_compose };
