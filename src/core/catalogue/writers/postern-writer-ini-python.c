/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

static gsize
escape (gunichar  character,
        char     *text)
{
  return character == '%' ? (gsize) g_snprintf (text, POSTERN_ESCAPE_MAX, "%%%%") : 0;
}

/* configparser takes the rest of the line, without the blanks around it, and "%" begins a reference. Python Library
 * Reference, "configparser", "Interpolation of values". */
static char *
write_ini_python (const char  *value,
                 GError     **error)
{
  if (postern_writer_has_control (value))
    return postern_writer_refuse_control (error);
  if (postern_writer_has_outer_blank (value))
    return postern_writer_refuse_blank (error);

  return postern_writer_escape (value, "", escape);
}

const PosternWriter postern_writer_ini_python = { "ini-python", write_ini_python };
