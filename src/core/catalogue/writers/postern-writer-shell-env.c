/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* A line of an EnvironmentFile= in double quotes, where a backslash goes away before these four; nothing is replaced.
 * The assignment is ignored when its value is not valid. systemd, src/basic/env-file.c and env-util.c. */
static char *
write_shell_env (const char  *value,
                GError     **error)
{
  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (*c != '\t' && (g_ascii_iscntrl (*c) || postern_writer_is_noncharacter (g_utf8_get_char (c))))
        return postern_writer_refuse_control (error);
    }

  return postern_writer_quote (value, '"', "\"\\`$");
}

const PosternWriter postern_writer_shell_env = { "shell-env", write_shell_env };
