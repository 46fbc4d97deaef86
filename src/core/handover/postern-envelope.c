/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/handover/postern-envelope.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-json.h"
#include "core/base/postern-passphrase.h"
#include "core/handover/postern-cipher.h"

/* Bitwarden’s “password protected” JSON (bitwarden.com/help/encrypted-export): PBKDF2-SHA256 with the salt's text, the
 * key stretched with HKDF, AES-256-CBC with HMAC-SHA256. */
#define SALT_BYTES 16
#define ITERATIONS 600000
#define MIN_ITERATIONS 5000
#define MAX_ITERATIONS 10000000
#define KDF_PBKDF2 0
#define VALIDATION "encKeyValidation_DO_NOT_EDIT"

G_DEFINE_QUARK (postern-envelope-error-quark, postern_envelope_error)

static gboolean
fail (GError               **error,
      PosternEnvelopeError   code)
{
  g_set_error_literal (error, POSTERN_ENVELOPE_ERROR, (int) code,
                       code == POSTERN_ENVELOPE_ERROR_PASSPHRASE
                         ? _("The passphrase does not open this file. Check it for a mistake: small letters, digits "
                             "and dashes count.")
                         : _("This is no file that a passphrase opens. Choose a backup of Postern, or a password "
                             "protected export of Bitwarden."));

  return FALSE;
}

static char *
make_salt (GError **error)
{
  guint8 bytes[SALT_BYTES];

  return postern_random_fill (bytes, sizeof bytes, error) ? g_base64_encode (bytes, sizeof bytes) : NULL;
}

/**
 * postern_envelope_seal:
 * @text: what to encrypt
 * @passphrase: what opens it again
 * @error: return location for %G_IO_ERROR_FAILED
 *
 * Returns: (transfer full): a text in JSON that needs @passphrase, or %NULL with @error set
 */
char *
postern_envelope_seal (const char     *text,
                       PosternSecret  *passphrase,
                       GError        **error)
{
  g_autofree char *salt = make_salt (error);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *validation = NULL;
  g_autofree char *data = NULL;
  g_autoptr (PosternCipherKey) key = NULL;

  if (salt == NULL)
    return NULL;
  key = postern_cipher_key_new (passphrase, salt, ITERATIONS, error);
  validation = key == NULL ? NULL : postern_cipher_encrypt (key, id, error);
  data = validation == NULL ? NULL : postern_cipher_encrypt (key, text, error);
  if (data == NULL)
    return NULL;

  return g_strdup_printf ("{\n  \"encrypted\": true,\n  \"passwordProtected\": true,\n  \"salt\": \"%s\",\n"
                          "  \"kdfType\": %d,\n  \"kdfIterations\": %d,\n  \"" VALIDATION "\": \"%s\",\n"
                          "  \"data\": \"%s\"\n}\n",
                          salt, KDF_PBKDF2, ITERATIONS, validation, data);
}

static JsonObject *
get_object (JsonNode *root)
{
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

static gint64
get_number (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : -1;
}

/** Returns: whether the head of the file says that it is encrypted; what is not JSON is not */
gboolean
postern_envelope_is_sealed (const char *text)
{
  return g_regex_match_simple ("^\\s*\\{[^{}\\[\\]]{0,400}\"encrypted\"\\s*:\\s*true", text, 0, 0);
}

static char *
open_object (JsonObject     *object,
             PosternSecret  *passphrase,
             GError        **error)
{
  const char *salt = postern_json_get_text (object, "salt");
  const char *validation = postern_json_get_text (object, VALIDATION);
  const char *data = postern_json_get_text (object, "data");
  gint64 iterations = get_number (object, "kdfIterations");
  g_autoptr (PosternCipherKey) key = NULL;
  char *text;

  if (salt == NULL || validation == NULL || data == NULL || get_number (object, "kdfType") != KDF_PBKDF2 ||
      iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS)
    {
      fail (error, POSTERN_ENVELOPE_ERROR_FORMAT);
      return NULL;
    }
  key = postern_cipher_key_new (passphrase, salt, (guint) iterations, error);
  if (key == NULL)
    return NULL;
  text = postern_cipher_decrypt (key, validation);
  if (text != NULL)
    {
      postern_secret_wipe (text);
      text = postern_cipher_decrypt (key, data);
    }
  if (text == NULL)
    fail (error, POSTERN_ENVELOPE_ERROR_PASSPHRASE);

  return text;
}

/**
 * postern_envelope_open:
 * @text: what postern_envelope_seal() or Bitwarden made
 * @passphrase: the passphrase
 * @error: return location for a #PosternEnvelopeError or %G_IO_ERROR_FAILED
 *
 * Returns: (transfer full): what was sealed, to be wiped; or %NULL with @error set
 */
char *
postern_envelope_open (const char     *text,
                       PosternSecret  *passphrase,
                       GError        **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  g_return_val_if_fail (text != NULL && passphrase != NULL, NULL);

  root = postern_envelope_is_sealed (text) ? postern_json_parse (text, 1) : NULL;
  object = get_object (root);
  if (object == NULL)
    {
      fail (error, POSTERN_ENVELOPE_ERROR_FORMAT);
      return NULL;
    }

  return open_object (object, passphrase, error);
}
