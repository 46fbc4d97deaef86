/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-test-report-private.h"

static char **
list_names (GTlsCertificate *certificate)
{
  g_autoptr (GPtrArray) dns_names = g_tls_certificate_get_dns_names (certificate);
  g_autoptr (GPtrArray) addresses = g_tls_certificate_get_ip_addresses (certificate);
  GStrvBuilder *builder = g_strv_builder_new ();
  char **names = NULL;

  for (guint i = 0; dns_names != NULL && i < dns_names->len; i++)
    {
      gsize length = 0;
      const char *bytes = g_bytes_get_data (g_ptr_array_index (dns_names, i), &length);
      g_autofree char *name = g_utf8_make_valid (bytes, (gssize) length);

      g_strv_builder_add (builder, name);
    }
  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    {
      g_autofree char *address = g_inet_address_to_string (g_ptr_array_index (addresses, i));

      g_strv_builder_add (builder, address);
    }
  names = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);

  return names;
}

static guint
count_chain (GTlsCertificate *certificate)
{
  guint n = 0;

  for (GTlsCertificate *c = certificate; c != NULL; c = g_tls_certificate_get_issuer (c))
    n++;

  return n;
}

/**
 * postern_certificate_facts_new:
 * @certificate: the server's certificate, with the chain that it sent
 * @flags: what verification found wrong
 *
 * Returns: (transfer full): what a report keeps of it
 */
PosternCertificateFacts *
postern_certificate_facts_new (GTlsCertificate      *certificate,
                               GTlsCertificateFlags  flags)
{
  PosternCertificateFacts *self = g_new0 (PosternCertificateFacts, 1);

  self->subject = g_tls_certificate_get_subject_name (certificate);
  self->issuer = g_tls_certificate_get_issuer_name (certificate);
  self->dns_names = list_names (certificate);
  self->not_before = g_tls_certificate_get_not_valid_before (certificate);
  self->not_after = g_tls_certificate_get_not_valid_after (certificate);
  self->chain_length = count_chain (certificate);
  self->self_signed = self->subject != NULL && g_strcmp0 (self->subject, self->issuer) == 0;
  self->flags = flags;

  return self;
}

/**
 * postern_certificate_facts_free:
 * @self: (transfer full) (nullable): facts
 */
void
postern_certificate_facts_free (PosternCertificateFacts *self)
{
  if (self == NULL)
    return;

  g_free (self->subject);
  g_free (self->issuer);
  g_strfreev (self->dns_names);
  g_clear_pointer (&self->not_before, g_date_time_unref);
  g_clear_pointer (&self->not_after, g_date_time_unref);
  g_free (self);
}
