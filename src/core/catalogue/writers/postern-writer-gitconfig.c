/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* In double quotes "#" and ";" begin no comment, and \" and \\ stand for themselves. git-config(1), "Syntax". */
static char *
write_gitconfig (const char  *value,
                GError     **error)
{
  return postern_writer_quote (value, '"', "\"\\");
}

const PosternWriter postern_writer_gitconfig = { "gitconfig", write_gitconfig };
