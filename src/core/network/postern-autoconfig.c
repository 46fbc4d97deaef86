/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-autoconfig.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/catalogue/postern-node.h"
#include "core/smtp/postern-smtp-address.h"

#define DOMAIN_PLACEHOLDER "%EMAILDOMAIN%"

/* How the format names what we have; "plain" is none that we use. */
static const struct { const char *word; PosternSecurity security; } securities[] = {
  { "SSL", POSTERN_SECURITY_TLS },
  { "TLS", POSTERN_SECURITY_TLS },
  { "STARTTLS", POSTERN_SECURITY_STARTTLS },
};

static gboolean
is_named (PosternNode *node,
          const char  *name)
{
  return strcmp (node->name, name) == 0;
}

static char *
dup_child (PosternNode *node,
           const char  *name)
{
  PosternNode *child = postern_node_get_child (node, name);

  return child == NULL ? g_strdup ("") : postern_node_dup_text (child);
}

static gboolean
read_security (PosternNode     *server,
               PosternSecurity *security)
{
  g_autofree char *word = dup_child (server, "socketType");

  for (gsize i = 0; i < G_N_ELEMENTS (securities); i++)
    {
      if (g_ascii_strcasecmp (securities[i].word, word) != 0)
        continue;
      *security = securities[i].security;
      return TRUE;
    }

  return FALSE;
}

static char *
read_host (PosternNode *server,
           const char  *domain)
{
  g_autofree char *text = dup_child (server, "hostname");
  g_autoptr (GString) host = g_string_new (text);

  g_string_replace (host, DOMAIN_PLACEHOLDER, domain, 4);

  return g_ascii_strdown (host->str, (gssize) host->len);
}

/* NULL for a server that nobody should use: without encryption, or with a name or a port that are none. */
static PosternEndpoint *
read_server (PosternNode *server,
             const char  *domain)
{
  g_autofree char *host = read_host (server, domain);
  g_autofree char *number = dup_child (server, "port");
  PosternSecurity security = POSTERN_SECURITY_STARTTLS;
  guint64 port = 0;

  if (g_strcmp0 (postern_node_get_attribute (server, "type"), "smtp") != 0 || !read_security (server, &security) ||
      !postern_smtp_host_check (host) || g_hostname_is_ip_address (host) ||
      !g_ascii_string_to_unsigned (number, 10, 1, G_MAXUINT16, &port, NULL))
    return NULL;

  return postern_endpoint_new (host, (guint16) port, security);
}

static PosternEndpoint *
read_provider (PosternNode *provider,
               const char  *domain)
{
  PosternEndpoint *found = NULL;

  for (guint i = 0; i < provider->children->len && found == NULL; i++)
    {
      PosternNode *server = provider->children->pdata[i];

      if (is_named (server, "outgoingServer"))
        found = read_server (server, domain);
    }

  return found;
}

static PosternEndpoint *
read_root (PosternNode *root,
           const char  *domain)
{
  PosternEndpoint *found = NULL;

  for (guint i = 0; i < root->children->len && found == NULL; i++)
    {
      PosternNode *provider = root->children->pdata[i];

      if (is_named (provider, "emailProvider"))
        found = read_provider (provider, domain);
    }

  return found;
}

/**
 * postern_autoconfig_parse:
 * @text: a file in the format of Thunderbird's autoconfiguration, version 1.1
 * @length: its length
 * @domain: the domain that was asked for
 * @error: return location for a #PosternCatalogueError
 *
 * Reads the first server for sending that uses encryption. The limits are those of postern_node_parse(): size, depth,
 * number of elements, length of texts. Entities other than XML's own five are no XML here, so that none expands.
 *
 * Returns: (transfer full): the server; %NULL with @error set when there is none, or the file is broken
 */
PosternEndpoint *
postern_autoconfig_parse (const char  *text,
                          gsize        length,
                          const char  *domain,
                          GError     **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PosternNode) root = NULL;
  g_autoptr (GError) reason = NULL;
  PosternEndpoint *found = NULL;

  g_return_val_if_fail (text != NULL && domain != NULL, NULL);

  bytes = g_bytes_new (text, length);
  root = postern_node_parse (bytes, "config-v1.1.xml", &reason);
  if (root != NULL && is_named (root, "clientConfig"))
    found = read_root (root, domain);
  if (found == NULL)
    g_set_error_literal (error, POSTERN_CATALOGUE_ERROR, POSTERN_CATALOGUE_ERROR_INVALID,
                         root == NULL ? _("The answer can’t be read, so it was put aside.")
                                      : _("The answer names no server for sending with encryption."));

  return found;
}
