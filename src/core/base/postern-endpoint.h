/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PosternSecurity:
 * @POSTERN_SECURITY_STARTTLS: plain text at first, TLS after STARTTLS (RFC 3207)
 * @POSTERN_SECURITY_TLS: implicit TLS from the first byte (RFC 8314)
 * @POSTERN_SECURITY_NONE: no encryption
 */
typedef enum
{
  POSTERN_SECURITY_STARTTLS,
  POSTERN_SECURITY_TLS,
  POSTERN_SECURITY_NONE,
} PosternSecurity;

const char *postern_security_to_nick   (PosternSecurity  security);
gboolean    postern_security_from_nick (const char      *nick,
                                        PosternSecurity *security);

/**
 * PosternEndpoint:
 * @host: a host name or an IP address, never %NULL
 * @port: 1 to 65535
 * @security: how the connection is encrypted
 *
 * Where a mail program hands in its messages. Immutable once made.
 */
typedef struct
{
  char            *host;
  guint16          port;
  PosternSecurity  security;
} PosternEndpoint;

#define POSTERN_TYPE_ENDPOINT (postern_endpoint_get_type ())

GType            postern_endpoint_get_type (void) G_GNUC_CONST;
PosternEndpoint *postern_endpoint_new      (const char            *host,
                                            guint16                port,
                                            PosternSecurity        security);
PosternEndpoint *postern_endpoint_copy     (const PosternEndpoint *self);
void             postern_endpoint_free     (PosternEndpoint       *self);
gboolean         postern_endpoint_equal    (const PosternEndpoint *a,
                                            const PosternEndpoint *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternEndpoint, postern_endpoint_free)

G_END_DECLS
