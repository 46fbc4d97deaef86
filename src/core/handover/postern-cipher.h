/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"

G_BEGIN_DECLS

/* Bitwarden's encryption of type 2: AES-256-CBC, then HMAC-SHA256 (bitwarden.com/help/bitwarden-security-white-paper).
 * The two keys of 32 bytes, wiped when they are freed. */
typedef struct _PosternCipherKey PosternCipherKey;

/**
 * PosternCipherKdf:
 * @argon2id: whether Argon2id (RFC 9106) makes the key, and not PBKDF2 with SHA-256 (RFC 8018)
 * @iterations: how often
 * @memory: for Argon2id, how much memory, in MiB
 * @parallelism: for Argon2id, how many lanes
 */
typedef struct
{
  gboolean argon2id;
  guint    iterations;
  guint    memory;
  guint    parallelism;
} PosternCipherKdf;

PosternCipherKey *postern_cipher_key_new  (PosternSecret           *passphrase,
                                           const char              *salt,
                                           const PosternCipherKdf  *kdf,
                                           GError                 **error);
void              postern_cipher_key_free (PosternCipherKey  *self);
/** (transfer full): "2.IV|CIPHERTEXT|MAC" in Base64 */
char             *postern_cipher_encrypt  (PosternCipherKey  *self,
                                           const char        *text,
                                           GError           **error);
/** (transfer full) (nullable): the text, to be wiped; %NULL when it was made with another key, or changed */
char             *postern_cipher_decrypt  (PosternCipherKey  *self,
                                           const char        *sealed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternCipherKey, postern_cipher_key_free)

G_END_DECLS
