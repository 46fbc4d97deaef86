/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

static gsize
escape (gunichar  character,
        char     *text)
{
  int length;

  if (character != '\'' && (character < 0x2018 || character > 0x201B))
    return 0;
  length = g_unichar_to_utf8 (character, text);

  return (gsize) (length + g_unichar_to_utf8 (character, text + length));
}

/* In single quotes only their end is special, and PowerShell takes typographic ones for it too; doubled, they stand for
 * themselves. about_Quoting_Rules, and CharTraits.IsSingleQuote() of its tokenizer. */
static char *
write_powershell (const char  *value,
                 GError     **error)
{
  if (postern_writer_has_control (value))
    return postern_writer_refuse_control (error);

  return postern_writer_escape (value, "'", escape);
}

const PosternWriter postern_writer_powershell = { "powershell", write_powershell };
