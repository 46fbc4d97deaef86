/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/postern-practice-certificate.h"

#include <glib/gstdio.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <string.h>

#define VALID_BEFORE (60 * 60)
#define VALID_AFTER (3 * 24 * 60 * 60)
#define SERIAL_LENGTH 16

typedef struct gnutls_x509_crt_int Certificate;
typedef struct gnutls_x509_privkey_int Key;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Certificate, gnutls_x509_crt_deinit)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Key, gnutls_x509_privkey_deinit)

static const char *const names[] = { "localhost", "practice.example", "smtp.practice.example" };
static const guchar ipv4_loopback[] = { 127, 0, 0, 1 };
static const guchar ipv6_loopback[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 };

static gboolean
succeeded (int      result,
           GError **error)
{
  if (result >= 0)
    return TRUE;
  g_set_error_literal (error, G_TLS_ERROR, G_TLS_ERROR_MISC, gnutls_strerror (result));

  return FALSE;
}

static Key *
generate_key (GError **error)
{
  g_autoptr (Key) key = NULL;

  if (!succeeded (gnutls_x509_privkey_init (&key), error) ||
      !succeeded (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                                GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0),
                  error))
    return NULL;

  return g_steal_pointer (&key);
}

static gboolean
set_common (Certificate *certificate,
            Key         *key,
            const char  *name,
            GError     **error)
{
  time_t now = time (NULL);
  guchar serial[SERIAL_LENGTH];

  if (!succeeded (gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial), error))
    return FALSE;
  serial[0] &= 0x7f;

  return succeeded (gnutls_x509_crt_set_version (certificate, 3), error) &&
         succeeded (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial), error) &&
         succeeded (gnutls_x509_crt_set_activation_time (certificate, now - VALID_BEFORE), error) &&
         succeeded (gnutls_x509_crt_set_expiration_time (certificate, now + VALID_AFTER), error) &&
         succeeded (gnutls_x509_crt_set_key (certificate, key), error) &&
         succeeded (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                                   (unsigned int) strlen (name)),
                    error) &&
         succeeded (gnutls_x509_crt_set_subject_key_id (certificate, serial, sizeof serial), error);
}

static Certificate *
make_authority (Key     *key,
                GError **error)
{
  g_autoptr (Certificate) certificate = NULL;

  if (!succeeded (gnutls_x509_crt_init (&certificate), error) ||
      !set_common (certificate, key, "Postern practice authority", error) ||
      !succeeded (gnutls_x509_crt_set_basic_constraints (certificate, 1, 0), error) ||
      !succeeded (gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_KEY_CERT_SIGN), error) ||
      !succeeded (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0), error))
    return NULL;

  return g_steal_pointer (&certificate);
}

static gboolean
set_names (Certificate *certificate,
           GError     **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (!succeeded (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, names[i],
                                                            (unsigned int) strlen (names[i]), GNUTLS_FSAN_APPEND),
                      error))
        return FALSE;
    }

  return succeeded (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, ipv4_loopback,
                                                          sizeof ipv4_loopback, GNUTLS_FSAN_APPEND),
                    error) &&
         succeeded (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, ipv6_loopback,
                                                          sizeof ipv6_loopback, GNUTLS_FSAN_APPEND),
                    error);
}

/* Those who check strictly, as Python does from 3.13 on, want to know whose key has signed. */
static gboolean
set_issuer_key (Certificate *certificate,
                Certificate *issuer,
                GError     **error)
{
  guchar id[SERIAL_LENGTH];
  size_t length = sizeof id;

  return succeeded (gnutls_x509_crt_get_subject_key_id (issuer, id, &length, NULL), error) &&
         succeeded (gnutls_x509_crt_set_authority_key_id (certificate, id, length), error);
}

static Certificate *
make_server (Key         *key,
             Certificate *authority,
             Key         *authority_key,
             GError     **error)
{
  g_autoptr (Certificate) certificate = NULL;

  if (!succeeded (gnutls_x509_crt_init (&certificate), error) ||
      !set_common (certificate, key, "smtp.practice.example", error) ||
      !set_names (certificate, error) ||
      !succeeded (gnutls_x509_crt_set_basic_constraints (certificate, 0, -1), error) ||
      !succeeded (gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE), error) ||
      !succeeded (gnutls_x509_crt_set_key_purpose_oid (certificate, GNUTLS_KP_TLS_WWW_SERVER, 0), error) ||
      !set_issuer_key (certificate, authority, error) ||
      !succeeded (gnutls_x509_crt_sign2 (certificate, authority, authority_key, GNUTLS_DIG_SHA256, 0), error))
    return NULL;

  return g_steal_pointer (&certificate);
}

static char *
take_datum (gnutls_datum_t *datum)
{
  char *text = g_strndup ((const char *) datum->data, datum->size);

  explicit_bzero (datum->data, datum->size);
  gnutls_free (datum->data);

  return text;
}

static char *
export_certificate (Certificate *certificate,
                    GError     **error)
{
  gnutls_datum_t pem = { 0 };

  if (!succeeded (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem), error))
    return NULL;

  return take_datum (&pem);
}

static GTlsCertificate *
load_pair (Certificate *certificate,
           Key         *key,
           GError     **error)
{
  g_autoptr (GTlsCertificate) pair = NULL;
  g_autofree char *certificate_pem = export_certificate (certificate, error);
  g_autofree char *key_pem = NULL;
  g_autofree char *both = NULL;
  gnutls_datum_t pem = { 0 };

  if (certificate_pem == NULL ||
      !succeeded (gnutls_x509_privkey_export2 (key, GNUTLS_X509_FMT_PEM, &pem), error))
    return NULL;
  key_pem = take_datum (&pem);
  both = g_strconcat (certificate_pem, key_pem, NULL);
  pair = g_tls_certificate_new_from_pem (both, -1, error);
  explicit_bzero (both, strlen (both));
  explicit_bzero (key_pem, strlen (key_pem));

  return g_steal_pointer (&pair);
}

/**
 * postern_practice_certificate_new:
 * @authority: (out): the PEM text of the authority's certificate
 * @error: return location for a #GTlsError
 *
 * Makes an authority and a certificate of it for the names of the practice server, both good for three
 * days (RFC 5280). The authority's key is thrown away, so that it can never sign another one.
 *
 * Returns: (transfer full): the server's certificate with its key, or %NULL with @error set
 */
GTlsCertificate *
postern_practice_certificate_new (char   **authority,
                                  GError **error)
{
  g_autoptr (Key) authority_key = generate_key (error);
  g_autoptr (Key) server_key = authority_key != NULL ? generate_key (error) : NULL;
  g_autoptr (Certificate) authority_certificate = NULL;
  g_autoptr (Certificate) server_certificate = NULL;
  g_autoptr (GTlsCertificate) pair = NULL;

  g_return_val_if_fail (authority != NULL, NULL);

  if (server_key == NULL)
    return NULL;
  authority_certificate = make_authority (authority_key, error);
  if (authority_certificate == NULL)
    return NULL;
  server_certificate = make_server (server_key, authority_certificate, authority_key, error);
  if (server_certificate == NULL)
    return NULL;
  pair = load_pair (server_certificate, server_key, error);
  if (pair == NULL)
    return NULL;
  *authority = export_certificate (authority_certificate, error);

  return *authority != NULL ? g_steal_pointer (&pair) : NULL;
}

/**
 * postern_practice_certificate_publish:
 * @authority: the PEM text of an authority's certificate
 * @error: return location for a #GFileError
 *
 * Writes @authority into a new folder that only this user may enter.
 *
 * Returns: (transfer full): the file's name, for postern_practice_certificate_withdraw(), or %NULL with
 *   @error set
 */
char *
postern_practice_certificate_publish (const char *authority,
                                      GError    **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;

  g_return_val_if_fail (authority != NULL, NULL);

  folder = g_dir_make_tmp ("postern-practice-XXXXXX", error);
  if (folder == NULL)
    return NULL;
  file = g_build_filename (folder, "authority.pem", NULL);
  if (g_file_set_contents_full (file, authority, -1, G_FILE_SET_CONTENTS_NONE, 0600, error))
    return g_steal_pointer (&file);
  g_rmdir (folder);

  return NULL;
}

/**
 * postern_practice_certificate_withdraw:
 * @file: (transfer full): a file of postern_practice_certificate_publish()
 *
 * Removes the file and its folder.
 */
void
postern_practice_certificate_withdraw (char *file)
{
  g_autofree char *folder = NULL;

  g_return_if_fail (file != NULL);

  folder = g_path_get_dirname (file);
  g_unlink (file);
  g_rmdir (folder);
  g_free (file);
}
