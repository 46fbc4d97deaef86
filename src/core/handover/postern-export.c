/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/handover/postern-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-private-file.h"
#include "core/handover/postern-envelope.h"
#include "core/handover/postern-export-private.h"
#include "core/handover/postern-saving.h"

typedef char *(*WriteFunc) (GPtrArray  *entries,
                            GError    **error);

typedef struct
{
  PosternExportFormat format;
  WriteFunc           write;
} Kind;

static const Kind kinds[] = {
  { { "bitwarden-encrypted", N_("Bitwarden or Vaultwarden, encrypted"), "json", TRUE,
      N_("In Bitwarden’s web vault: Tools, Import data, “Bitwarden (json)”. Postern reads it too: it is its backup.") },
    postern_export_write_bitwarden },
  { { "bitwarden", N_("Bitwarden or Vaultwarden, readable"), "json", FALSE,
      N_("In Bitwarden’s web vault: Tools, Import data, “Bitwarden (json)”.") },
    postern_export_write_bitwarden },
  { { "keepass-xml", N_("KeePass 2 (XML)"), "xml", FALSE,
      N_("In KeePass: File, Import, “KeePass XML (2.x)”. For KeePassXC: keepassxc-cli import.") },
    postern_export_write_keepass_xml },
  { { "keepassxc-csv", N_("KeePassXC (CSV)"), "csv", FALSE, N_("In KeePassXC: Database, Import, CSV file.") },
    postern_export_write_keepassxc },
  { { "1password-csv", N_("1Password (CSV)"), "csv", FALSE, N_("On 1password.com: your name, Import, “CSV file”.") },
    postern_export_write_1password },
};

static void
field_free (gpointer data)
{
  PosternExportField *self = data;

  g_free (self->value);
  g_free (self);
}

static void
add_field (GPtrArray  *fields,
           const char *name,
           char       *value)
{
  PosternExportField *field;

  if (value == NULL || *value == '\0')
    {
      g_free (value);
      return;
    }
  field = g_new0 (PosternExportField, 1);
  field->name = name;
  field->value = value;
  g_ptr_array_add (fields, field);
}

GPtrArray *
postern_export_list_fields (const PosternEntry *entry)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);

  add_field (fields, POSTERN_EXPORT_HOST, g_strdup (entry->host));
  add_field (fields, POSTERN_EXPORT_PORT, g_strdup_printf ("%u", entry->port));
  add_field (fields, POSTERN_EXPORT_SECURITY, g_strdup (postern_security_to_nick (entry->security)));
  add_field (fields, POSTERN_EXPORT_ACCOUNT, g_strdup (entry->account));
  add_field (fields, POSTERN_EXPORT_FROM, g_strdup (entry->from));
  add_field (fields, POSTERN_EXPORT_PROVIDER, g_strdup (entry->provider));
  add_field (fields, POSTERN_EXPORT_USED_AT, g_strdup (entry->used_at));
  add_field (fields, POSTERN_EXPORT_REVIEW, g_strdup (entry->review));

  return fields;
}

const PosternExportFormat *
postern_export_get_nth (guint n)
{
  return n < G_N_ELEMENTS (kinds) ? &kinds[n].format : NULL;
}

const PosternExportFormat *
postern_export_lookup (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].format.id, id) == 0)
        return &kinds[i].format;
    }

  return NULL;
}

char *
postern_export_warn (const PosternExportFormat *format)
{
  if (format->encrypted)
    return g_strdup (_("Whoever has this file and the passphrase has every password in it. Keep the two apart."));

  return g_strdup (_("This file shows every password to whoever opens it. Bring it into the password manager at once, "
                     "then delete it, and never send it by e-mail."));
}

/**
 * postern_export_write:
 * @format: the kind of file
 * @entries: (element-type PosternEntry): what goes into it
 * @passphrase: (nullable): for a kind that is encrypted
 * @error: return location for a #PosternSettingsError when a value can't stand in such a file, or %G_IO_ERROR_FAILED
 *
 * Returns: (transfer full): the file's text, to be wiped with postern_secret_wipe(); or %NULL with @error set
 */
char *
postern_export_write (const PosternExportFormat  *format,
                      GPtrArray                  *entries,
                      PosternSecret              *passphrase,
                      GError                    **error)
{
  const Kind *kind = (const Kind *) format;
  char *text;
  char *sealed;

  g_return_val_if_fail (format != NULL && entries != NULL, NULL);
  g_return_val_if_fail (!format->encrypted || passphrase != NULL, NULL);

  text = kind->write (entries, error);
  if (text == NULL || !format->encrypted)
    return text;
  sealed = postern_envelope_seal (text, passphrase, error);
  postern_secret_wipe (text);

  return sealed;
}

typedef struct
{
  const PosternExportFormat *format;
  GPtrArray                 *entries;
  PosternSecret             *passphrase;
} Content;

static void
content_free (gpointer data)
{
  Content *content = data;

  g_ptr_array_unref (content->entries);
  g_clear_pointer (&content->passphrase, postern_secret_unref);
  g_free (content);
}

static void
wipe_text (gpointer text)
{
  postern_secret_wipe (text);
}

static GBytes *
make_file (gpointer   data,
           GError   **error)
{
  const Content *content = data;
  char *text = postern_export_write (content->format, content->entries, content->passphrase, error);

  return text == NULL ? NULL : g_bytes_new_with_free_func (text, strlen (text), wipe_text, text);
}

/**
 * postern_export_save:
 * @format: the kind of file
 * @entries: (element-type PosternEntry): what goes into it
 * @passphrase: (nullable): for a kind that is encrypted
 * @path: where to save it; only its owner can read it
 * @error: return location, as postern_export_write(), and %G_FILE_ERROR
 *
 * Returns: whether it was saved
 */
gboolean
postern_export_save (const PosternExportFormat  *format,
                     GPtrArray                  *entries,
                     PosternSecret              *passphrase,
                     const char                 *path,
                     GError                    **error)
{
  Content content = { format, entries, passphrase };
  g_autoptr (GBytes) bytes = make_file (&content, error);

  return bytes != NULL && postern_private_file_save (path, g_bytes_get_data (bytes, NULL),
                                                     (gssize) g_bytes_get_size (bytes), error);
}

/**
 * postern_export_save_async:
 * @format: the kind of file
 * @entries: (element-type PosternEntry): what goes into it; not to be changed any more
 * @passphrase: (nullable): for a kind that is encrypted
 * @path: where to save it; only its owner can read it
 * @cancellable: (nullable): to stop; no file is written then
 * @callback: called at the end
 * @user_data: closure for @callback
 *
 * As postern_export_save(), with the encryption and the writing in a thread.
 */
void
postern_export_save_async (const PosternExportFormat *format,
                           GPtrArray                 *entries,
                           PosternSecret             *passphrase,
                           const char                *path,
                           GCancellable              *cancellable,
                           GAsyncReadyCallback        callback,
                           gpointer                   user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Content *content = g_new0 (Content, 1);

  content->format = format;
  content->entries = g_ptr_array_ref (entries);
  content->passphrase = passphrase == NULL ? NULL : postern_secret_ref (passphrase);
  g_task_set_source_tag (task, postern_export_save_async);
  postern_saving_run (task, path, make_file, content, content_free);
}

/**
 * postern_export_save_finish:
 * @result: what the callback was given
 * @error: return location, as postern_export_save(), and %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was saved
 */
gboolean
postern_export_save_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_export_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
