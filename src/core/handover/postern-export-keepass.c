/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/base/postern-secret-text.h"
#include "core/catalogue/writers/postern-writer.h"
#include "core/handover/postern-export-private.h"

/* KeePass 2's XML (keepass.info/help/base/importexport.html); KeePassXC reads it with “keepassxc-cli import”. */
#define HEAD \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<KeePassFile>\n  <Meta>\n    <Generator>Postern</Generator>\n" \
  "  </Meta>\n  <Root>\n    <Group>\n      <UUID>%s</UUID>\n      <Name>SMTP</Name>\n"
#define TAIL "    </Group>\n  </Root>\n</KeePassFile>\n"
#define UUID_LENGTH 16

static gboolean
add_value (PosternSecretText  *text,
           const char         *key,
           const char         *value,
           gboolean            is_secret,
           GError            **error)
{
  char *literal = postern_writer_lookup ("xml")->write (value == NULL ? "" : value, error);

  if (literal == NULL)
    return FALSE;
  postern_secret_text_add (text, "        <String><Key>");
  postern_secret_text_add (text, key);
  postern_secret_text_add (text, is_secret ? "</Key><Value ProtectInMemory=\"True\">" : "</Key><Value>");
  postern_secret_text_take (text, literal);
  postern_secret_text_add (text, "</Value></String>\n");

  return TRUE;
}

/* KeePass writes its 16 bytes in Base64; ours are the record's. */
static char *
encode_uuid (const char *id)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) id, (gssize) strlen (id));
  g_checksum_get_digest (checksum, digest, &length);

  return g_base64_encode (digest, UUID_LENGTH);
}

static gboolean
add_entry (PosternSecretText   *text,
           const PosternEntry  *entry,
           GError             **error)
{
  g_autoptr (GPtrArray) fields = postern_export_list_fields (entry);
  g_autofree char *uri = postern_entry_dup_uri (entry);
  const char *password = entry->secret == NULL ? NULL : postern_secret_peek (entry->secret);

  postern_secret_text_add (text, "      <Entry>\n        <UUID>");
  postern_secret_text_take (text, encode_uuid (entry->id));
  postern_secret_text_add (text, "</UUID>\n");
  if (!add_value (text, "Title", entry->title, FALSE, error) ||
      !add_value (text, "UserName", entry->user, FALSE, error) ||
      !add_value (text, "Password", password, TRUE, error) || !add_value (text, "URL", uri, FALSE, error))
    return FALSE;
  for (guint i = 0; i < fields->len; i++)
    {
      PosternExportField *field = g_ptr_array_index (fields, i);

      if (!add_value (text, field->name, field->value, FALSE, error))
        return FALSE;
    }
  postern_secret_text_add (text, "      </Entry>\n");

  return TRUE;
}

char *
postern_export_write_keepass_xml (GPtrArray  *entries,
                                  GError    **error)
{
  g_autoptr (PosternSecretText) text = postern_secret_text_new ();
  g_autofree char *group = encode_uuid ("postern");

  postern_secret_text_take (text, g_strdup_printf (HEAD, group));
  for (guint i = 0; i < entries->len; i++)
    {
      if (!add_entry (text, g_ptr_array_index (entries, i), error))
        return NULL;
    }
  postern_secret_text_add (text, TAIL);

  return postern_secret_text_join (text, NULL);
}
