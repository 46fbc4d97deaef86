/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/diagnosis/postern-diagnosis.h"
#include "core/smtp/postern-smtp-error.h"

G_BEGIN_DECLS

/** The built-in catalogue, with no files of a person's own. */
PosternCatalogue  *postern_diagnosis_fixture_catalogue   (void);
/** A test as web@contoso.example at smtp.example.net:587 that failed in @step. */
PosternTestReport *postern_diagnosis_fixture_failed      (PosternStep           step,
                                                          PosternSmtpError      condition);
/** The same, refused with @reply: its lines, without the last line end. */
PosternTestReport *postern_diagnosis_fixture_refused     (PosternStep           step,
                                                          const char           *reply);
/** The same, failed for a certificate for *.host.example with @flags. */
PosternTestReport *postern_diagnosis_fixture_certificate (GTlsCertificateFlags  flags,
                                                          gboolean              self_signed);
/** Checks what holds for every finding: it says something, and no placeholder is left. */
void               postern_diagnosis_fixture_check       (const PosternFinding *finding);

G_END_DECLS
