/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

#include <string.h>

/* Between grave accents everything up to the last of the line is taken, but "%(name)s" is replaced afterwards. go-ini,
 * parser.go, readValue(), and key.go, transformValue(). */
static char *
write_ini_gitea (const char  *value,
                GError     **error)
{
  if (strstr (value, "%(") != NULL)
    return postern_writer_refuse_characters (error, "%(");

  return postern_writer_quote (value, '`', "");
}

const PosternWriter postern_writer_ini_gitea = { "ini-gitea", write_ini_gitea };
