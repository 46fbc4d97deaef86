/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/base/postern-secret-text.h"
#include "core/handover/postern-export-private.h"

/* KeePassXC's own columns; what it has no column for goes into the notes. */
#define KEEPASSXC_HEAD \
  "\"Group\",\"Title\",\"Username\",\"Password\",\"URL\",\"Notes\",\"TOTP\",\"Icon\",\"Last Modified\",\"Created\"\n"
/* support.1password.com: these columns, and any further ones become fields of their own. */
static const char *const more_columns[] = { POSTERN_EXPORT_HOST,    POSTERN_EXPORT_PORT,     POSTERN_EXPORT_SECURITY,
                                            POSTERN_EXPORT_ACCOUNT, POSTERN_EXPORT_FROM,     POSTERN_EXPORT_PROVIDER,
                                            POSTERN_EXPORT_USED_AT, POSTERN_EXPORT_REVIEW, NULL };

/* RFC 4180 §2: always quoted, quotes doubled. */
static char *
quote (const char *value)
{
  char *cell = g_malloc (2 * strlen (value) + 3);
  char *end = cell;

  *end++ = '"';
  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '"')
        *end++ = '"';
      *end++ = *c;
    }
  *end++ = '"';
  *end = '\0';

  return cell;
}

static void
add_row (PosternSecretText  *text,
         const char *const  *cells,
         guint               n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      if (i > 0)
        postern_secret_text_add (text, ",");
      postern_secret_text_take (text, quote (cells[i] == NULL ? "" : cells[i]));
    }
  postern_secret_text_add (text, "\n");
}

static char *
write_notes (const PosternEntry *entry)
{
  g_autoptr (GPtrArray) fields = postern_export_list_fields (entry);
  GString *notes = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      PosternExportField *field = g_ptr_array_index (fields, i);

      g_string_append_printf (notes, "%s%s: %s", i == 0 ? "" : "\n", field->name, field->value);
    }

  return g_string_free (notes, FALSE);
}

static const char *
peek_password (const PosternEntry *entry)
{
  return entry->secret == NULL ? NULL : postern_secret_peek (entry->secret);
}

char *
postern_export_write_keepassxc (GPtrArray  *entries,
                                GError    **error)
{
  g_autoptr (PosternSecretText) text = postern_secret_text_new ();

  postern_secret_text_add (text, KEEPASSXC_HEAD);
  for (guint i = 0; i < entries->len; i++)
    {
      const PosternEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *uri = postern_entry_dup_uri (entry);
      g_autofree char *notes = write_notes (entry);
      const char *cells[] = { "SMTP", entry->title, entry->user, peek_password (entry), uri, notes, "", "0", "", "" };

      add_row (text, cells, G_N_ELEMENTS (cells));
    }

  return postern_secret_text_join (text, NULL);
}

static const char *
find_value (GPtrArray  *fields,
            const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    {
      PosternExportField *field = g_ptr_array_index (fields, i);

      if (g_str_equal (field->name, name))
        return field->value;
    }

  return NULL;
}

char *
postern_export_write_1password (GPtrArray  *entries,
                                GError    **error)
{
  g_autoptr (PosternSecretText) text = postern_secret_text_new ();
  const guint n_more = g_strv_length ((char **) more_columns);
  const char *cells[16] = { "Title", "Website", "Username", "Password", "Notes" };

  for (guint i = 0; i < n_more; i++)
    cells[5 + i] = more_columns[i];
  add_row (text, cells, 5 + n_more);
  for (guint i = 0; i < entries->len; i++)
    {
      const PosternEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GPtrArray) fields = postern_export_list_fields (entry);
      g_autofree char *uri = postern_entry_dup_uri (entry);

      cells[0] = entry->title;
      cells[1] = uri;
      cells[2] = entry->user;
      cells[3] = peek_password (entry);
      cells[4] = "";
      for (guint j = 0; j < n_more; j++)
        cells[5 + j] = find_value (fields, more_columns[j]);
      add_row (text, cells, 5 + n_more);
    }

  return postern_secret_text_join (text, NULL);
}
