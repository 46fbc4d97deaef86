/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/transfer/postern-import-preview.h"

#include <glib/gi18n-lib.h>

static void
add_sentence (GString *text,
              char    *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

char *
postern_import_preview_say (const PosternOnboarding *onboarding)
{
  GString *text = g_string_new (NULL);
  g_autofree char *left_out = g_strjoinv (", ", onboarding->left_out);
  guint n = onboarding->accounts->len;

  add_sentence (text, g_strdup_printf (ngettext ("%u account can be brought in.", "%u accounts can be brought in.", n),
                                       n));
  if (onboarding->known->len > 0)
    add_sentence (text, g_strdup_printf (ngettext ("%u line is there already.", "%u lines are there already.",
                                                   onboarding->known->len), onboarding->known->len));
  if (*left_out != '\0')
    /* Translators: %s is a list of names of columns. */
    add_sentence (text, g_strdup_printf (_("These columns say nothing to Postern: %s."), left_out));
  if (onboarding->has_passwords)
    add_sentence (text, g_strdup (_("Passwords are not read from the file: each account gets a new app password. "
                                    "Delete the file when you are done.")));

  return g_string_free (text, FALSE);
}

char *
postern_import_preview_say_backup (guint n,
                                   guint n_passed_over)
{
  GString *text = g_string_new (NULL);

  add_sentence (text, g_strdup_printf (ngettext ("The backup holds %u account.", "The backup holds %u accounts.", n),
                                       n));
  if (n_passed_over > 0)
    add_sentence (text, g_strdup_printf (ngettext ("%u entry of the file is no mail account, and is left out.",
                                                   "%u entries of the file are no mail accounts, and are left out.",
                                                   n_passed_over), n_passed_over));

  return g_string_free (text, FALSE);
}

char *
postern_import_preview_list_faults (GPtrArray *faults)
{
  GString *text = g_string_new (NULL);
  guint n = MIN (faults->len, POSTERN_IMPORT_PREVIEW_LINES);

  for (guint i = 0; i < n; i++)
    {
      const PosternTableFault *fault = g_ptr_array_index (faults, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      /* Translators: %u is the number of a line in a file, %s what is wrong with it. */
      g_string_append_printf (text, _("Line %u: %s"), fault->line, fault->reason);
    }
  if (faults->len > n)
    g_string_append_printf (text, ngettext ("\n… and %u more", "\n… and %u more", faults->len - n), faults->len - n);

  return g_string_free (text, FALSE);
}
