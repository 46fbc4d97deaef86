/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writers.h"

#include <glib/gi18n-lib.h>

/* What nobody can type into a field of one line. */
static gboolean
is_untypable (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

static char *
write_field (const char  *value,
             GError     **error)
{
  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (is_untypable (g_utf8_get_char (c)))
        return postern_writer_refuse (error, _("It holds a control character, which can’t be typed into a form. Use "
                                               "another one."));
    }

  return g_strdup (value);
}

const PosternWriter postern_writer_fields = { "fields", write_field };
