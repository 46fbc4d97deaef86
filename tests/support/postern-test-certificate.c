/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-certificate.h"

#include <gio/gio.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

#define DAY (24 * 60 * 60)

static void
check (int result)
{
  if (result < 0)
    g_error ("GnuTLS: %s", gnutls_strerror (result));
}

static char *
build_path (const char *folder,
            const char *name,
            const char *extension)
{
  g_autofree char *file = g_strconcat (name, extension, NULL);

  return g_build_filename (folder, file, NULL);
}

static void
write_datum (const char     *folder,
             const char     *name,
             const char     *extension,
             gnutls_datum_t *datum)
{
  g_autofree char *path = build_path (folder, name, extension);

  g_assert_true (g_file_set_contents_full (path, (const char *) datum->data, datum->size, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
  gnutls_free (datum->data);
}

static gnutls_datum_t
read_datum (const char *folder,
            const char *name,
            const char *extension)
{
  g_autofree char *path = build_path (folder, name, extension);
  char *contents = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));

  return (gnutls_datum_t) { (unsigned char *) contents, (unsigned int) length };
}

static gnutls_x509_privkey_t
make_key (void)
{
  gnutls_x509_privkey_t key;

  check (gnutls_x509_privkey_init (&key));
  check (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));

  return key;
}

/* Those who check strictly, as Python does from 3.13 on, want each certificate to name its key and its issuer's. */
static void
name_key (gnutls_x509_crt_t certificate)
{
  guchar id[64];
  size_t length = sizeof id;

  check (gnutls_x509_crt_get_key_id (certificate, GNUTLS_KEYID_USE_SHA1, id, &length));
  check (gnutls_x509_crt_set_subject_key_id (certificate, id, length));
}

static void
name_issuer_key (gnutls_x509_crt_t certificate,
                 gnutls_x509_crt_t issuer)
{
  guchar id[64];
  size_t length = sizeof id;

  check (gnutls_x509_crt_get_subject_key_id (issuer, id, &length, NULL));
  check (gnutls_x509_crt_set_authority_key_id (certificate, id, length));
}

static gnutls_x509_crt_t
begin_certificate (gnutls_x509_privkey_t  key,
                   const char            *common_name,
                   PosternTestValidity    validity)
{
  gnutls_x509_crt_t certificate;
  time_t now = time (NULL);
  guint32 serial[4] = { GUINT32_TO_BE (g_random_int () >> 1), g_random_int (), g_random_int (), g_random_int () };

  check (gnutls_x509_crt_init (&certificate));
  check (gnutls_x509_crt_set_version (certificate, 3));
  check (gnutls_x509_crt_set_key (certificate, key));
  name_key (certificate);
  check (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial));
  check (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, common_name,
                                        (unsigned int) strlen (common_name)));
  check (gnutls_x509_crt_set_activation_time (certificate, now + (time_t) validity.from * DAY));
  check (gnutls_x509_crt_set_expiration_time (certificate, now + (time_t) validity.until * DAY));

  return certificate;
}

static void
finish_certificate (gnutls_x509_crt_t      certificate,
                    gnutls_x509_privkey_t  key,
                    gnutls_x509_crt_t      issuer,
                    gnutls_x509_privkey_t  issuer_key,
                    const char            *folder,
                    const char            *name)
{
  gnutls_datum_t pem;

  name_issuer_key (certificate, issuer);
  check (gnutls_x509_crt_sign2 (certificate, issuer, issuer_key, GNUTLS_DIG_SHA256, 0));
  check (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem));
  write_datum (folder, name, ".pem", &pem);
  check (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &pem));
  write_datum (folder, name, ".key", &pem);
}

static void
add_subjects (gnutls_x509_crt_t  certificate,
              const char        *subjects)
{
  g_auto (GStrv) names = g_strsplit (subjects, ",", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (names[i]);

      if (address != NULL)
        check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS,
                                                     g_inet_address_to_bytes (address),
                                                     (unsigned int) g_inet_address_get_native_size (address),
                                                     GNUTLS_FSAN_APPEND));
      else
        check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, names[i],
                                                     (unsigned int) strlen (names[i]), GNUTLS_FSAN_APPEND));
    }
}

static void
sign_with_authority (gnutls_x509_crt_t      certificate,
                     gnutls_x509_privkey_t  key,
                     const char            *folder,
                     const char            *name,
                     const char            *authority)
{
  gnutls_datum_t pem = read_datum (folder, authority, ".pem");
  gnutls_datum_t key_pem = read_datum (folder, authority, ".key");
  gnutls_x509_crt_t issuer;
  gnutls_x509_privkey_t issuer_key;

  check (gnutls_x509_crt_init (&issuer));
  check (gnutls_x509_crt_import (issuer, &pem, GNUTLS_X509_FMT_PEM));
  check (gnutls_x509_privkey_init (&issuer_key));
  check (gnutls_x509_privkey_import2 (issuer_key, &key_pem, GNUTLS_X509_FMT_PEM, NULL, 0));
  finish_certificate (certificate, key, issuer, issuer_key, folder, name);
  gnutls_x509_crt_deinit (issuer);
  gnutls_x509_privkey_deinit (issuer_key);
  g_free (pem.data);
  g_free (key_pem.data);
}

void
postern_test_certificate_make_authority (const char *folder,
                                         const char *name)
{
  gnutls_x509_privkey_t key = make_key ();
  gnutls_x509_crt_t certificate = begin_certificate (key, name, POSTERN_TEST_VALID);

  check (gnutls_x509_crt_set_basic_constraints (certificate, 1, -1));
  check (gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN));
  finish_certificate (certificate, key, certificate, key, folder, name);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);
}

void
postern_test_certificate_make_server (const char          *folder,
                                      const char          *name,
                                      const char          *authority,
                                      const char          *subjects,
                                      PosternTestValidity  validity)
{
  gnutls_x509_privkey_t key = make_key ();
  gnutls_x509_crt_t certificate = begin_certificate (key, name, validity);

  check (gnutls_x509_crt_set_basic_constraints (certificate, 0, -1));
  check (gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE));
  check (gnutls_x509_crt_set_key_purpose_oid (certificate, GNUTLS_KP_TLS_WWW_SERVER, 0));
  add_subjects (certificate, subjects);
  if (authority != NULL)
    sign_with_authority (certificate, key, folder, name, authority);
  else
    finish_certificate (certificate, key, certificate, key, folder, name);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);
}
