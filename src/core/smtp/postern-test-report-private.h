/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

PosternTestReport       *postern_test_report_new              (void);
PosternCertificateFacts *postern_certificate_facts_new        (GTlsCertificate         *certificate,
                                                               GTlsCertificateFlags     flags);
void                     postern_certificate_facts_free       (PosternCertificateFacts *self);

G_END_DECLS
