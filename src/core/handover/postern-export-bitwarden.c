/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-secret-text.h"
#include "core/catalogue/writers/postern-writer.h"
#include "core/handover/postern-export-private.h"

/* Bitwarden's own JSON (bitwarden.com/help/condition-bitwarden-import). KeePassXC wants “folders” in it. */
#define HEAD "{\n  \"encrypted\": false,\n  \"folders\": [],\n  \"items\": ["
#define TAIL "\n  ]\n}\n"

/* Adds a literal of the value; FALSE and @error when JSON can't carry it. */
static gboolean
add_literal (PosternSecretText  *text,
             const char         *value,
             GError            **error)
{
  char *literal = postern_writer_lookup ("json")->write (value, error);

  if (literal == NULL)
    return FALSE;
  postern_secret_text_take (text, literal);

  return TRUE;
}

static gboolean
add_fields (PosternSecretText   *text,
            const PosternEntry  *entry,
            GError             **error)
{
  g_autoptr (GPtrArray) fields = postern_export_list_fields (entry);

  for (guint i = 0; i < fields->len; i++)
    {
      PosternExportField *field = g_ptr_array_index (fields, i);

      postern_secret_text_add (text, i == 0 ? "\n      {\"name\": " : ",\n      {\"name\": ");
      if (!add_literal (text, field->name, error))
        return FALSE;
      postern_secret_text_add (text, ", \"value\": ");
      if (!add_literal (text, field->value, error))
        return FALSE;
      postern_secret_text_add (text, ", \"type\": 0, \"linkedId\": null}");
    }

  return TRUE;
}

static gboolean
add_login (PosternSecretText   *text,
           const PosternEntry  *entry,
           GError             **error)
{
  g_autofree char *uri = postern_entry_dup_uri (entry);

  postern_secret_text_add (text, "], \"login\": {\"uris\": [{\"match\": null, \"uri\": ");
  if (!add_literal (text, uri, error))
    return FALSE;
  postern_secret_text_add (text, "}], \"username\": ");
  if (!add_literal (text, entry->user, error))
    return FALSE;
  postern_secret_text_add (text, ", \"password\": ");
  if (entry->secret == NULL)
    postern_secret_text_add (text, "null");
  else if (!add_literal (text, postern_secret_peek (entry->secret), error))
    return FALSE;
  postern_secret_text_add (text, ", \"totp\": null}, \"collectionIds\": null}");

  return TRUE;
}

static gboolean
add_item (PosternSecretText   *text,
          const PosternEntry  *entry,
          gboolean             is_first,
          GError             **error)
{
  postern_secret_text_add (text, is_first ? "\n    {\"id\": " : ",\n    {\"id\": ");
  if (!add_literal (text, entry->id, error))
    return FALSE;
  postern_secret_text_add (text, ", \"organizationId\": null, \"folderId\": null, \"type\": 1, \"reprompt\": 0, "
                                 "\"name\": ");
  if (!add_literal (text, entry->title, error))
    return FALSE;
  postern_secret_text_add (text, ", \"notes\": null, \"favorite\": false, \"fields\": [");

  return add_fields (text, entry, error) && add_login (text, entry, error);
}

char *
postern_export_write_bitwarden (GPtrArray  *entries,
                                GError    **error)
{
  g_autoptr (PosternSecretText) text = postern_secret_text_new ();

  postern_secret_text_add (text, HEAD);
  for (guint i = 0; i < entries->len; i++)
    {
      if (!add_item (text, g_ptr_array_index (entries, i), i == 0, error))
        return NULL;
    }
  postern_secret_text_add (text, TAIL);

  return postern_secret_text_join (text, NULL);
}
