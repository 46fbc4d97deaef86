/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

/**
 * PosternSmtpTlsFacts:
 * @version: (nullable): "TLS 1.3", once agreed on
 * @cipher: (nullable): the cipher suite's name, once agreed on
 * @certificate: (nullable): what the server showed, also when it was not accepted
 * @not_tls: what came was no TLS, or one so old that the system doesn't know it
 *
 * What a handshake brought to light.
 */
typedef struct
{
  char                    *version;
  char                    *cipher;
  PosternCertificateFacts *certificate;
  gboolean                 not_tls;
} PosternSmtpTlsFacts;

void       postern_smtp_tls_facts_clear (PosternSmtpTlsFacts  *self);
gboolean   postern_smtp_tls_check_file  (const char           *ca_file,
                                         GError              **error);
GIOStream *postern_smtp_tls_handshake   (GIOStream            *base,
                                         const char           *host,
                                         guint16               port,
                                         const char           *ca_file,
                                         PosternSmtpTlsFacts  *facts,
                                         GCancellable         *cancellable,
                                         GError              **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PosternSmtpTlsFacts, postern_smtp_tls_facts_clear)

G_END_DECLS
