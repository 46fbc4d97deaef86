/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-spf-record.h"

/* The parts of the record that is written, each once, in their order. */
typedef struct
{
  GPtrArray  *parts;
  GHashTable *seen;
} Parts;

static void
add (Parts      *self,
     const char *text)
{
  if (g_hash_table_add (self->seen, g_ascii_strdown (text[0] == '+' ? text + 1 : text, -1)))
    g_ptr_array_add (self->parts, g_strdup (text));
}

static void
add_terms (Parts                  *self,
           const PosternSpfRecord *record)
{
  for (guint i = 0; i < record->terms->len; i++)
    {
      const PosternSpfTerm *term = g_ptr_array_index (record->terms, i);

      if (term->kind != POSTERN_SPF_ALL)
        add (self, term->text);
    }
}

/* Without an "all", a single record goes on elsewhere as before; several can't, but take the other in. */
static gboolean
add_end (Parts     *self,
         GPtrArray *records)
{
  gboolean redirected = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      const PosternSpfRecord *record = g_ptr_array_index (records, i);
      g_autofree char *text = NULL;

      if (record->redirect == NULL || postern_spf_record_all (record) != NULL)
        continue;
      redirected = records->len == 1;
      text = g_strconcat (redirected ? "redirect=" : "include:", record->redirect, NULL);
      add (self, text);
    }

  return redirected;
}

/* "-all" only where every record says so: to be strict in another's name would lose mail. */
static const char *
choose_all (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const PosternSpfTerm *all = postern_spf_record_all (g_ptr_array_index (records, i));

      if (all == NULL || all->qualifier != '-')
        return "~all";
    }

  return records->len > 0 ? "-all" : "~all";
}

/**
 * postern_spf_merge:
 * @records: (element-type PosternSpfRecord): the records that are there today, perhaps none
 * @additions: terms that must be in it, %NULL-terminated, perhaps empty
 *
 * Writes the one record that does what all of @records were meant to do, and allows @additions first, so that no other
 * part can get in their way. Parts that can't be read are left out.
 *
 * Returns: (transfer full): the record's text
 */
char *
postern_spf_merge (GPtrArray         *records,
                   const char *const *additions)
{
  Parts parts = { g_ptr_array_new_with_free_func (g_free),
                  g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  char *text;

  g_ptr_array_add (parts.parts, g_strdup ("v=spf1"));
  for (gsize i = 0; additions[i] != NULL; i++)
    add (&parts, additions[i]);
  for (guint i = 0; i < records->len; i++)
    add_terms (&parts, g_ptr_array_index (records, i));
  if (!add_end (&parts, records))
    g_ptr_array_add (parts.parts, g_strdup (choose_all (records)));
  for (guint i = 0; i < records->len; i++)
    {
      const PosternSpfRecord *record = g_ptr_array_index (records, i);

      for (guint k = 0; k < record->others->len; k++)
        add (&parts, g_ptr_array_index (record->others, k));
    }
  g_ptr_array_add (parts.parts, NULL);
  text = g_strjoinv (" ", (char **) parts.parts->pdata);
  g_ptr_array_unref (parts.parts);
  g_hash_table_unref (parts.seen);

  return text;
}
