/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * postern_smtp_address_check:
 * One mailbox address as people write it, "name@example.org" (RFC 5321 §4.1.2), UTF-8 allowed in the
 * local part and the domain (RFC 6531). No display name, no angle brackets, no CR, LF or NUL.
 * Sets %POSTERN_SMTP_ERROR_INPUT with what is wrong in words for the person.
 */
gboolean    postern_smtp_address_check      (const char  *address,
                                             GError     **error);
const char *postern_smtp_address_get_domain (const char  *address);
char       *postern_smtp_address_to_wire    (const char  *address);
gboolean    postern_smtp_domain_check       (const char  *domain);
gboolean    postern_smtp_host_check         (const char  *host);

G_END_DECLS
