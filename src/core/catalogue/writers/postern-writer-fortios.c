/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In double quotes a backslash stands before quotes and itself; "?" would ask the console for help, and other
 * alphabets depend on the terminal. FortiOS Administration Guide, "Using the CLI", "Special characters". */
static char *
write_fortios (const char  *value,
              GError     **error)
{
  if (!g_str_is_ascii (value))
    return postern_writer_refuse (error, _("The console of the device takes only plain letters, digits and signs, none "
                                           "with accents. Use another one."));
  if (postern_writer_has_control (value))
    return postern_writer_refuse_control (error);
  if (strchr (value, '?') != NULL)
    return postern_writer_refuse_characters (error, "?");

  return postern_writer_quote (value, '"', "\"'\\");
}

const PosternWriter postern_writer_fortios = { "fortios", write_fortios };
