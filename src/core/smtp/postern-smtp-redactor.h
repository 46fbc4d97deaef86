/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"

G_BEGIN_DECLS

/** What stands in a secret's place. */
#define POSTERN_SMTP_REDACTED "••••"

/**
 * PosternSmtpRedactor:
 *
 * Knows every form in which a run sends its secret, and takes them out of what a server sends back.
 */
typedef struct _PosternSmtpRedactor PosternSmtpRedactor;

PosternSmtpRedactor *postern_smtp_redactor_new         (void);
void                 postern_smtp_redactor_free        (PosternSmtpRedactor *self);
void                 postern_smtp_redactor_add_plain   (PosternSmtpRedactor *self,
                                                        PosternSecret       *secret);
void                 postern_smtp_redactor_add_encoded (PosternSmtpRedactor *self,
                                                        PosternSecret       *encoded);
GString             *postern_smtp_redactor_hide        (PosternSmtpRedactor *self,
                                                        const char          *bytes,
                                                        gsize                length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSmtpRedactor, postern_smtp_redactor_free)

G_END_DECLS
