/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REFUSED "\"'\\$`!%^?"

/* The command runs in a shell of Unix or of Windows, or in the console of iDRAC, and in double quotes these mean
 * something to one of them; none of the three is documented further. What is left means the same in all. */
static char *
write_racadm (const char  *value,
             GError     **error)
{
  if (!g_str_is_ascii (value))
    return postern_writer_refuse (error, _("The console of the device takes only plain letters, digits and signs, none "
                                           "with accents. Use another one."));
  if (postern_writer_has_control (value))
    return postern_writer_refuse_control (error);
  if (strpbrk (value, REFUSED) != NULL)
    return postern_writer_refuse_characters (error, REFUSED);

  return postern_writer_quote (value, '"', "");
}

const PosternWriter postern_writer_racadm = { "racadm", write_racadm };
