/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-endpoint.h"

static const char *const security_nicks[] = {
  [POSTERN_SECURITY_STARTTLS] = "starttls",
  [POSTERN_SECURITY_TLS] = "tls",
  [POSTERN_SECURITY_NONE] = "none",
};

G_DEFINE_BOXED_TYPE (PosternEndpoint, postern_endpoint, postern_endpoint_copy, postern_endpoint_free)

/**
 * postern_security_to_nick:
 * @security: a #PosternSecurity
 *
 * Returns: (transfer none): "starttls", "tls" or "none", as on the command line and in the catalogue
 */
const char *
postern_security_to_nick (PosternSecurity security)
{
  g_return_val_if_fail (security < G_N_ELEMENTS (security_nicks), NULL);

  return security_nicks[security];
}

/**
 * postern_security_from_nick:
 * @nick: (nullable): a nick of postern_security_to_nick()
 * @security: (out): set when the nick is known
 *
 * Returns: whether @nick is known
 */
gboolean
postern_security_from_nick (const char      *nick,
                            PosternSecurity *security)
{
  g_return_val_if_fail (security != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (security_nicks); i++)
    {
      if (g_strcmp0 (nick, security_nicks[i]) == 0)
        {
          *security = (PosternSecurity) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * postern_endpoint_new:
 * @host: a host name or an IP address
 * @port: 1 to 65535
 * @security: how the connection is encrypted
 *
 * Returns: (transfer full): a new endpoint
 */
PosternEndpoint *
postern_endpoint_new (const char      *host,
                      guint16          port,
                      PosternSecurity  security)
{
  PosternEndpoint *self;

  g_return_val_if_fail (host != NULL, NULL);

  self = g_new0 (PosternEndpoint, 1);
  self->host = g_strdup (host);
  self->port = port;
  self->security = security;

  return self;
}

/**
 * postern_endpoint_copy:
 * @self: an endpoint
 *
 * Returns: (transfer full): a copy of it
 */
PosternEndpoint *
postern_endpoint_copy (const PosternEndpoint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return postern_endpoint_new (self->host, self->port, self->security);
}

/**
 * postern_endpoint_free:
 * @self: (transfer full) (nullable): an endpoint
 */
void
postern_endpoint_free (PosternEndpoint *self)
{
  if (self == NULL)
    return;

  g_free (self->host);
  g_free (self);
}

/**
 * postern_endpoint_equal:
 * @a: an endpoint
 * @b: an endpoint
 *
 * Returns: whether both name the same host (ignoring case), port and security
 */
gboolean
postern_endpoint_equal (const PosternEndpoint *a,
                        const PosternEndpoint *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->port == b->port && a->security == b->security && g_ascii_strcasecmp (a->host, b->host) == 0;
}
