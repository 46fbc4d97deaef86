/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/handover/postern-backup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-json.h"
#include "core/handover/postern-envelope.h"
#include "core/handover/postern-export-private.h"
#include "core/smtp/postern-smtp-address.h"

/* Thousands of accounts take less. */
#define MAX_FILE (32 * 1024 * 1024)
#define MAX_DEPTH 16
#define LOGIN 1
/* Some programs put it before UTF-8. */
#define MARK "\xef\xbb\xbf"

G_DEFINE_QUARK (postern-backup-error-quark, postern_backup_error)

static void
set_error (GError             **error,
           PosternBackupError   code,
           const char          *message)
{
  g_set_error_literal (error, POSTERN_BACKUP_ERROR, (int) code, message);
}

static JsonObject *
get_object (JsonArray *array,
            guint      n)
{
  JsonNode *node = json_array_get_element (array, n);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* The value of the item's own field of that name, one line of it. */
static char *
dup_field (JsonObject *item,
           const char *name)
{
  JsonArray *fields = get_array (item, "fields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = get_object (fields, i);
      const char *value = field == NULL ? NULL : postern_json_get_text (field, "value");

      if (value != NULL && strpbrk (value, "\r\n") == NULL &&
          g_strcmp0 (postern_json_get_text (field, "name"), name) == 0)
        return g_strdup (value);
    }

  return NULL;
}

static gboolean
read_place (PosternEntry *entry,
            JsonObject   *item)
{
  g_autofree char *port = dup_field (item, POSTERN_EXPORT_PORT);
  g_autofree char *security = dup_field (item, POSTERN_EXPORT_SECURITY);
  guint64 number = 0;

  entry->host = dup_field (item, POSTERN_EXPORT_HOST);
  if (entry->host == NULL || *entry->host == '\0' || port == NULL ||
      !g_ascii_string_to_unsigned (port, 10, 1, G_MAXUINT16, &number, NULL) || security == NULL)
    return FALSE;
  entry->port = (guint16) number;

  return postern_security_from_nick (security, &entry->security);
}

/* A password that no server could take (a line end in it) is no password. */
static void
read_secret (PosternEntry *entry,
             JsonObject   *login)
{
  const char *password = postern_json_get_text (login, "password");

  if (password != NULL && *password != '\0' && strpbrk (password, "\r\n") == NULL &&
      strlen (password) <= POSTERN_SECRET_MAX_LENGTH)
    entry->secret = postern_secret_new (password, -1);
}

/* Returns NULL for an item that is no mail account of ours. */
static PosternEntry *
read_item (JsonObject *item)
{
  g_autoptr (PosternEntry) entry = g_new0 (PosternEntry, 1);
  JsonNode *node = json_object_get_member (item, "login");
  JsonObject *login = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *user = login == NULL ? NULL : postern_json_get_text (login, "username");

  if (user == NULL || *user == '\0' || strpbrk (user, "\r\n") != NULL || !read_place (entry, item))
    return NULL;
  entry->id = g_strdup (postern_json_get_text (item, "id"));
  entry->title = g_strdup (postern_json_get_text (item, "name"));
  entry->user = g_strdup (user);
  entry->account = dup_field (item, POSTERN_EXPORT_ACCOUNT);
  if (entry->account == NULL)
    entry->account = g_strdup (user);
  entry->from = dup_field (item, POSTERN_EXPORT_FROM);
  entry->provider = dup_field (item, POSTERN_EXPORT_PROVIDER);
  entry->used_at = dup_field (item, POSTERN_EXPORT_USED_AT);
  entry->review = dup_field (item, POSTERN_EXPORT_REVIEW);
  read_secret (entry, login);

  return postern_smtp_address_check (entry->account, NULL) ? g_steal_pointer (&entry) : NULL;
}

static GPtrArray *
read_items (JsonArray  *items,
            guint      *n_passed_over,
            GError    **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_entry_free);

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = get_object (items, i);
      PosternEntry *entry = item == NULL ? NULL : read_item (item);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  *n_passed_over = json_array_get_length (items) - entries->len;
  if (entries->len > 0)
    return g_steal_pointer (&entries);

  set_error (error, POSTERN_BACKUP_ERROR_EMPTY,
             _("There is no mail account in this file. Only what Postern itself has exported can be brought back."));

  return NULL;
}

static GPtrArray *
read_plain (const char  *text,
            guint       *n_passed_over,
            GError     **error)
{
  JsonNode *root = postern_json_parse (text, MAX_DEPTH);
  JsonArray *items = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? get_array (json_node_get_object (root), "items")
                                                                   : NULL;
  GPtrArray *entries = NULL;

  if (items != NULL)
    entries = read_items (items, n_passed_over, error);
  else
    set_error (error, POSTERN_BACKUP_ERROR_FORMAT,
               _("This is no backup of Postern and no export of Bitwarden in JSON. Choose another file."));
  postern_json_free (root);

  return entries;
}

/**
 * postern_backup_read:
 * @text: the file's text
 * @passphrase: (nullable): what opens it, when it is encrypted
 * @n_passed_over: (out): how many items were no mail accounts
 * @error: return location for a #PosternBackupError or a #PosternEnvelopeError
 *
 * Reads what postern_export_write() wrote for Bitwarden, encrypted or not; other items of such a file are passed over.
 *
 * Returns: (transfer full) (element-type PosternEntry): at least one account, or %NULL with @error set
 */
GPtrArray *
postern_backup_read (const char     *text,
                     PosternSecret  *passphrase,
                     guint          *n_passed_over,
                     GError        **error)
{
  GPtrArray *entries;
  char *opened;

  g_return_val_if_fail (text != NULL && n_passed_over != NULL, NULL);

  *n_passed_over = 0;
  if (!postern_envelope_is_sealed (text))
    return read_plain (text, n_passed_over, error);
  if (!postern_envelope_check (text, error))
    return NULL;
  if (passphrase == NULL)
    {
      set_error (error, POSTERN_BACKUP_ERROR_PASSPHRASE_NEEDED,
                 _("This file is encrypted. Type the passphrase that was shown when it was made, or the password that "
                   "you gave the file in Bitwarden."));
      return NULL;
    }
  opened = postern_envelope_open (text, passphrase, error);
  if (opened == NULL)
    return NULL;
  entries = read_plain (opened, n_passed_over, error);
  postern_secret_wipe (opened);

  return entries;
}

/**
 * postern_backup_read_file:
 * @path: the file
 * @passphrase: (nullable): what opens it, when it is encrypted
 * @n_passed_over: (out): how many items were no mail accounts
 * @error: return location, as postern_backup_read(), and %POSTERN_BACKUP_ERROR_UNREADABLE
 *
 * Returns: (transfer full) (element-type PosternEntry): as postern_backup_read()
 */
GPtrArray *
postern_backup_read_file (const char     *path,
                          PosternSecret  *passphrase,
                          guint          *n_passed_over,
                          GError        **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL,
                                                  NULL);
  GPtrArray *entries = NULL;
  char *text = NULL;
  gsize length = 0;

  *n_passed_over = 0;
  if (info == NULL || g_file_info_get_size (info) > MAX_FILE ||
      !g_file_load_contents (file, NULL, &text, &length, NULL, NULL) || length > MAX_FILE)
    set_error (error, POSTERN_BACKUP_ERROR_UNREADABLE,
               _("The file can’t be read, or is far too long for a backup. Choose another one."));
  else if (!g_utf8_validate (text, (gssize) length, NULL))
    set_error (error, POSTERN_BACKUP_ERROR_FORMAT,
               _("This is no backup of Postern and no export of Bitwarden in JSON. Choose another file."));
  else
    entries = postern_backup_read (text, passphrase, n_passed_over, error);
  if (text != NULL)
    explicit_bzero (text, length);
  g_free (text);

  return entries;
}

/* Documented in the header. */
gboolean
postern_backup_is_likely (GFile *file)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char beginning[64] = "";
  const char *text = beginning;

  if (stream == NULL ||
      g_input_stream_read (G_INPUT_STREAM (stream), beginning, sizeof beginning - 1, NULL, NULL) <= 0)
    return FALSE;
  if (g_str_has_prefix (text, MARK))
    text += strlen (MARK);
  while (g_ascii_isspace (*text))
    text++;

  return *text == '{';
}
