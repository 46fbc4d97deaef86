/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A string of monitrc ends at the quote that it began with, which has no escape; in both kinds \\ stands for a
 * backslash. monit(1), "The Monit control file", and tried with Monit 5.33. */
static char *
write_monit (const char  *value,
             GError     **error)
{
  char quote = strchr (value, '"') == NULL ? '"' : '\'';

  if (postern_writer_has_control (value))
    return postern_writer_refuse_control (error);
  if (strchr (value, quote) != NULL)
    return postern_writer_refuse (error, _("It holds both kinds of straight quotes, which can’t be written here. Use "
                                           "another one."));

  return postern_writer_quote (value, quote, "\\");
}

const PosternWriter postern_writer_monit = { "monit", write_monit };
