/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/network/postern-delivery-private.h"
#include "core/smtp/postern-smtp-address.h"

#define OWN_DOMAINS "domains/free-mail.txt"

/* RFC 2606 §2 and §3, RFC 6761 §6, RFC 6762 §3, RFC 7686. */
static const char *const reserved[] = {
  "example", "example.com", "example.net", "example.org", "test", "invalid", "localhost", "local", "onion",
};

/* Networks that are not on the internet and that GInetAddress doesn't know: RFC 6598, RFC 4193. */
static const char *const inside[] = { "100.64.0.0/10", "fc00::/7" };

/* Whether @name is @domain or below it. */
static gboolean
is_below (const char *name,
          const char *domain)
{
  const char *tail = g_str_has_suffix (name, domain) ? name + strlen (name) - strlen (domain) : NULL;

  return tail != NULL && (tail == name || tail[-1] == '.');
}

static gboolean
meets (const char *domain,
       const char *line)
{
  return line[0] == '*' ? g_str_has_suffix (domain, line + 1) : g_str_equal (domain, line);
}

/* Documented in the private header. */
gboolean
postern_delivery_is_reserved (const char *domain)
{
  if (strchr (domain, '.') == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    {
      if (is_below (domain, reserved[i]))
        return TRUE;
    }

  return FALSE;
}

/* Documented in the private header. */
gboolean
postern_delivery_is_providers_own (const char *domain)
{
  g_autoptr (GBytes) bytes = postern_catalogue_read_file (OWN_DOMAINS);
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strndup (data, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] != '\0' && lines[i][0] != '#' && meets (domain, g_strchomp (lines[i])))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_on_internet (GInetAddress *address)
{
  for (gsize i = 0; i < G_N_ELEMENTS (inside); i++)
    {
      g_autoptr (GInetAddressMask) mask = g_inet_address_mask_new_from_string (inside[i], NULL);

      if (g_inet_address_mask_matches (mask, address))
        return FALSE;
    }

  return !g_inet_address_get_is_loopback (address) && !g_inet_address_get_is_site_local (address) &&
         !g_inet_address_get_is_link_local (address) && !g_inet_address_get_is_any (address);
}

/* Documented in the header. */
gboolean
postern_delivery_applies (const char *from,
                          const char *address)
{
  g_autoptr (GSocketConnectable) place = address != NULL ? g_network_address_parse (address, 0, NULL) : NULL;
  g_autoptr (GInetAddress) ip = NULL;
  g_autofree char *domain = NULL;

  if (place == NULL || from == NULL || !postern_smtp_address_check (from, NULL))
    return FALSE;
  ip = g_inet_address_new_from_string (g_network_address_get_hostname (G_NETWORK_ADDRESS (place)));
  domain = g_ascii_strdown (postern_smtp_address_get_domain (from), -1);

  return ip != NULL && is_on_internet (ip) && !postern_delivery_is_reserved (domain);
}
