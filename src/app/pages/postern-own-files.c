/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/postern-own-files.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * postern_own_files_show_problems:
 * @catalogue: a catalogue
 * @banner: shows what is wrong with the person's own targets, or is hidden
 *
 * Files that are broken harm nothing, but are missed.
 */
void
postern_own_files_show_problems (PosternCatalogue *catalogue,
                                 PosternBanner    *banner)
{
  GPtrArray *problems = postern_catalogue_get_problems (catalogue);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *message = NULL;
  gulong n = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      const char *problem = g_ptr_array_index (problems, i);

      if (strstr (problem, "/targets/") == NULL)
        continue;
      g_string_append_printf (lines, "\n%s", problem);
      n++;
    }
  postern_banner_set_revealed (banner, FALSE);
  if (n == 0)
    return;

  message = g_strconcat (ngettext ("A file of your own can’t be used and is left out:",
                                   "Files of your own can’t be used and are left out:", n), lines->str, NULL);
  postern_banner_show_message (banner, "warning", message);
}
