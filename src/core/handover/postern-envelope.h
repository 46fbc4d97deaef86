/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"

G_BEGIN_DECLS

#define POSTERN_ENVELOPE_ERROR (postern_envelope_error_quark ())

/**
 * PosternEnvelopeError:
 * @POSTERN_ENVELOPE_ERROR_PASSPHRASE: it is another passphrase, or the file was changed
 * @POSTERN_ENVELOPE_ERROR_FORMAT: it is no such file
 * @POSTERN_ENVELOPE_ERROR_ACCOUNT: only the Bitwarden account that it came from can open it
 */
typedef enum
{
  POSTERN_ENVELOPE_ERROR_PASSPHRASE,
  POSTERN_ENVELOPE_ERROR_FORMAT,
  POSTERN_ENVELOPE_ERROR_ACCOUNT,
} PosternEnvelopeError;

GQuark   postern_envelope_error_quark (void);

char    *postern_envelope_seal        (const char      *text,
                                       PosternSecret   *passphrase,
                                       GError         **error);
gboolean postern_envelope_is_sealed   (const char      *text);
gboolean postern_envelope_check       (const char      *text,
                                       GError         **error);
char    *postern_envelope_open        (const char      *text,
                                       PosternSecret   *passphrase,
                                       GError         **error);

G_END_DECLS
