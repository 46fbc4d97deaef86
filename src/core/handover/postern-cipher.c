/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/handover/postern-cipher.h"

#include <argon2.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "core/base/postern-passphrase.h"

#define KEY_BYTES 32
#define BLOCK_BYTES 16
#define MAC_BYTES 32

struct _PosternCipherKey
{
  guint8 encryption[KEY_BYTES];
  guint8 authentication[KEY_BYTES];
};

static gboolean
fail (GError **error,
      int      code)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, gnutls_strerror (code));

  return FALSE;
}

static gboolean
derive_pbkdf2 (PosternSecret  *passphrase,
               const char     *salt,
               guint           iterations,
               guint8         *master,
               GError        **error)
{
  const gnutls_datum_t secret = { (unsigned char *) postern_secret_peek (passphrase),
                                  (unsigned int) postern_secret_get_length (passphrase) };
  const gnutls_datum_t grains = { (unsigned char *) salt, (unsigned int) strlen (salt) };
  int code = gnutls_pbkdf2 (GNUTLS_MAC_SHA256, &secret, &grains, iterations, master, KEY_BYTES);

  return code == 0 || fail (error, code);
}

/* Bitwarden gives Argon2id the hash of the salt, which is never too short for it. */
static gboolean
derive_argon2id (PosternSecret           *passphrase,
                 const char              *salt,
                 const PosternCipherKdf  *kdf,
                 guint8                  *master,
                 GError                 **error)
{
  guint8 grains[KEY_BYTES];
  int code = gnutls_hash_fast (GNUTLS_DIG_SHA256, salt, strlen (salt), grains);

  if (code != 0)
    return fail (error, code);
  code = argon2id_hash_raw (kdf->iterations, kdf->memory * 1024, kdf->parallelism, postern_secret_peek (passphrase),
                            postern_secret_get_length (passphrase), grains, sizeof grains, master, KEY_BYTES);
  if (code == ARGON2_OK)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, argon2_error_message (code));

  return FALSE;
}

static int
stretch (const guint8 *master,
         const char   *info,
         guint8       *key)
{
  const gnutls_datum_t from = { (unsigned char *) master, KEY_BYTES };
  const gnutls_datum_t name = { (unsigned char *) info, (unsigned int) strlen (info) };

  return gnutls_hkdf_expand (GNUTLS_MAC_SHA256, &from, &name, key, KEY_BYTES);
}

PosternCipherKey *
postern_cipher_key_new (PosternSecret           *passphrase,
                        const char              *salt,
                        const PosternCipherKdf  *kdf,
                        GError                 **error)
{
  g_autoptr (PosternCipherKey) self = g_new0 (PosternCipherKey, 1);
  guint8 master[KEY_BYTES];
  int code;

  if (kdf->argon2id ? !derive_argon2id (passphrase, salt, kdf, master, error)
                    : !derive_pbkdf2 (passphrase, salt, kdf->iterations, master, error))
    return NULL;
  code = stretch (master, "enc", self->encryption);
  if (code == 0)
    code = stretch (master, "mac", self->authentication);
  explicit_bzero (master, sizeof master);
  if (code != 0)
    {
      fail (error, code);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
postern_cipher_key_free (PosternCipherKey *self)
{
  if (self == NULL)
    return;

  explicit_bzero (self, sizeof *self);
  g_free (self);
}

static int
run (PosternCipherKey *self,
     gboolean          encrypt,
     guint8           *iv,
     guint8           *bytes,
     gsize             length)
{
  const gnutls_datum_t key = { self->encryption, KEY_BYTES };
  const gnutls_datum_t start = { iv, BLOCK_BYTES };
  gnutls_cipher_hd_t cipher;
  int code = gnutls_cipher_init (&cipher, GNUTLS_CIPHER_AES_256_CBC, &key, &start);

  if (code != 0)
    return code;
  code = encrypt ? gnutls_cipher_encrypt (cipher, bytes, length) : gnutls_cipher_decrypt (cipher, bytes, length);
  gnutls_cipher_deinit (cipher);

  return code;
}

static int
authenticate (PosternCipherKey *self,
              const guint8     *iv,
              const guint8     *bytes,
              gsize             length,
              guint8           *mac)
{
  gnutls_hmac_hd_t hmac;
  int code = gnutls_hmac_init (&hmac, GNUTLS_MAC_SHA256, self->authentication, KEY_BYTES);

  if (code != 0)
    return code;
  gnutls_hmac (hmac, iv, BLOCK_BYTES);
  gnutls_hmac (hmac, bytes, length);
  gnutls_hmac_deinit (hmac, mac);

  return 0;
}

char *
postern_cipher_encrypt (PosternCipherKey  *self,
                        const char        *text,
                        GError           **error)
{
  gsize length = strlen (text);
  guint8 padding = (guint8) (BLOCK_BYTES - length % BLOCK_BYTES);
  g_autofree guint8 *bytes = g_malloc (length + padding);
  g_autofree char *iv_text = NULL;
  g_autofree char *data_text = NULL;
  g_autofree char *mac_text = NULL;
  guint8 iv[BLOCK_BYTES];
  guint8 mac[MAC_BYTES];
  int code;

  if (!postern_random_fill (iv, sizeof iv, error))
    return NULL;
  memcpy (bytes, text, length);
  memset (bytes + length, padding, padding);
  code = run (self, TRUE, iv, bytes, length + padding);
  if (code == 0)
    code = authenticate (self, iv, bytes, length + padding, mac);
  if (code != 0)
    {
      explicit_bzero (bytes, length);
      fail (error, code);
      return NULL;
    }
  iv_text = g_base64_encode (iv, sizeof iv);
  data_text = g_base64_encode (bytes, length + padding);
  mac_text = g_base64_encode (mac, sizeof mac);

  return g_strdup_printf ("2.%s|%s|%s", iv_text, data_text, mac_text);
}

/* PKCS #7 (RFC 5652 §6.3); the MAC was right, so that nobody learns anything from the way it fails. */
static char *
remove_padding (guint8 *bytes,
                gsize   length)
{
  guint8 padding = bytes[length - 1];
  char *text;

  if (padding == 0 || padding > BLOCK_BYTES || memchr (bytes, '\0', length - padding) != NULL)
    return NULL;
  text = g_strndup ((const char *) bytes, length - padding);
  explicit_bzero (bytes, length);

  return text;
}

char *
postern_cipher_decrypt (PosternCipherKey *self,
                        const char       *sealed)
{
  g_auto (GStrv) parts = g_str_has_prefix (sealed, "2.") ? g_strsplit (sealed + 2, "|", -1) : NULL;
  g_autofree guint8 *iv = NULL;
  g_autofree guint8 *bytes = NULL;
  g_autofree guint8 *mac = NULL;
  gsize iv_length;
  gsize length;
  gsize mac_length;
  guint8 wanted[MAC_BYTES];

  if (parts == NULL || g_strv_length (parts) != 3)
    return NULL;
  iv = g_base64_decode (parts[0], &iv_length);
  bytes = g_base64_decode (parts[1], &length);
  mac = g_base64_decode (parts[2], &mac_length);
  if (iv_length != BLOCK_BYTES || length == 0 || length % BLOCK_BYTES != 0 || mac_length != MAC_BYTES ||
      authenticate (self, iv, bytes, length, wanted) != 0 || gnutls_memcmp (wanted, mac, MAC_BYTES) != 0 ||
      run (self, FALSE, iv, bytes, length) != 0)
    return NULL;

  return remove_padding (bytes, length);
}
