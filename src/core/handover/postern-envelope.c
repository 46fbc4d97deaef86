/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/handover/postern-envelope.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-json.h"
#include "core/base/postern-passphrase.h"
#include "core/handover/postern-cipher.h"

/* Bitwarden’s “password protected” JSON (bitwarden.com/help/encrypted-export): a key made of the passphrase and the
 * salt's text, stretched with HKDF, AES-256-CBC with HMAC-SHA256. Ours are made with PBKDF2; Bitwarden makes the
 * key as the account is set up, with these limits for Argon2id (github.com/bitwarden/clients, kdf-config.ts). */
#define SALT_BYTES 16
#define ITERATIONS 600000
#define MIN_ITERATIONS 5000
#define MAX_ITERATIONS 10000000
#define KDF_PBKDF2 0
#define KDF_ARGON2ID 1
#define MAX_PASSES 10
#define MAX_MEMORY 1024
#define MAX_LANES 16
#define MAX_DEPTH 16
#define VALIDATION "encKeyValidation_DO_NOT_EDIT"

G_DEFINE_QUARK (postern-envelope-error-quark, postern_envelope_error)

static const char *const messages[] = {
  [POSTERN_ENVELOPE_ERROR_PASSPHRASE] =
    N_("The passphrase does not open this file. Check it for a mistake: small letters, digits and dashes count."),
  [POSTERN_ENVELOPE_ERROR_FORMAT] =
    N_("This is no file that a passphrase opens. Choose a backup of Postern, or a password protected export of "
       "Bitwarden."),
  [POSTERN_ENVELOPE_ERROR_ACCOUNT] =
    N_("Only the Bitwarden account that made this file can open it. In Bitwarden, export once more as encrypted JSON "
       "and choose “Password protected”, then import that file."),
};

static gboolean
fail (GError               **error,
      PosternEnvelopeError   code)
{
  g_set_error_literal (error, POSTERN_ENVELOPE_ERROR, (int) code, _(messages[code]));

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
  const PosternCipherKdf kdf = { .iterations = ITERATIONS };
  g_autofree char *salt = make_salt (error);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *validation = NULL;
  g_autofree char *data = NULL;
  g_autoptr (PosternCipherKey) key = NULL;

  if (salt == NULL)
    return NULL;
  key = postern_cipher_key_new (passphrase, salt, &kdf, error);
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

/**
 * postern_envelope_check:
 * @text: a file for which postern_envelope_is_sealed() is true
 * @error: return location for %POSTERN_ENVELOPE_ERROR_ACCOUNT
 *
 * Returns: %FALSE with @error set where no passphrase could open it, so that none need be asked for
 */
gboolean
postern_envelope_check (const char  *text,
                        GError     **error)
{
  g_autoptr (JsonNode) root = postern_json_parse (text, MAX_DEPTH);
  JsonObject *object = get_object (root);

  if (object == NULL || !json_object_has_member (object, "items") || json_object_has_member (object, "salt"))
    return TRUE;

  return fail (error, POSTERN_ENVELOPE_ERROR_ACCOUNT);
}

/* Whether the file names a way to make the key, within bounds that keep a bad file from taking the machine. */
static gboolean
read_kdf (JsonObject       *object,
          PosternCipherKdf *kdf)
{
  gint64 type = get_number (object, "kdfType");
  gint64 iterations = get_number (object, "kdfIterations");
  gint64 memory = get_number (object, "kdfMemory");
  gint64 parallelism = get_number (object, "kdfParallelism");

  if (type == KDF_PBKDF2)
    {
      *kdf = (PosternCipherKdf) { .iterations = (guint) iterations };
      return iterations >= MIN_ITERATIONS && iterations <= MAX_ITERATIONS;
    }
  *kdf = (PosternCipherKdf) { TRUE, (guint) iterations, (guint) memory, (guint) parallelism };

  return type == KDF_ARGON2ID && iterations >= 1 && iterations <= MAX_PASSES && memory >= 1 && memory <= MAX_MEMORY &&
         parallelism >= 1 && parallelism <= MAX_LANES;
}

static char *
open_object (JsonObject     *object,
             PosternSecret  *passphrase,
             GError        **error)
{
  const char *salt = postern_json_get_text (object, "salt");
  const char *validation = postern_json_get_text (object, VALIDATION);
  const char *data = postern_json_get_text (object, "data");
  g_autoptr (PosternCipherKey) key = NULL;
  PosternCipherKdf kdf;
  char *text;

  if (salt == NULL || validation == NULL || data == NULL || !read_kdf (object, &kdf))
    {
      fail (error, POSTERN_ENVELOPE_ERROR_FORMAT);
      return NULL;
    }
  key = postern_cipher_key_new (passphrase, salt, &kdf, error);
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
