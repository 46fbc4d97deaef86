/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>
#include <string.h>

#include "core/network/postern-dns.h"

#define MAX_NAME 253
#define MAX_LABEL 63

/* What the list of public suffixes says of an end that it does not have: two labels. */
static const char *
cut_to_two_labels (const char *name)
{
  const char *dot = strrchr (name, '.');

  while (dot != NULL && dot > name && dot[-1] != '.')
    dot--;

  return dot != NULL ? dot : name;
}

/**
 * postern_dns_is_name:
 * @name: text
 *
 * Returns: whether it can be asked for: labels of 1 to 63 printable ASCII characters (RFC 1035 §2.3.4; a “_” is usual
 *   in names of records)
 */
gboolean
postern_dns_is_name (const char *name)
{
  gsize label = 0;

  g_return_val_if_fail (name != NULL, FALSE);

  if (name[0] == '\0' || strlen (name) > MAX_NAME)
    return FALSE;
  for (const char *c = name; *c != '\0'; c++)
    {
      if (*c != '.' && *c != '-' && *c != '_' && !g_ascii_isalnum (*c))
        return FALSE;
      label = *c == '.' ? 0 : label + 1;
      if (label > MAX_LABEL || (*c == '.' && (c == name || c[-1] == '.')))
        return FALSE;
    }

  return TRUE;
}

/**
 * postern_dns_dup_organisation:
 * @name: a DNS name, without the root's dot
 *
 * Returns: (transfer full): what was registered, ASCII and lower case: "example.org" of "mail.example.org"; found with
 *   the list of public suffixes, as RFC 7489 §3.2 wants it
 */
char *
postern_dns_dup_organisation (const char *name)
{
  g_autofree char *ascii = NULL;
  g_autofree char *lower = NULL;
  const char *base;

  g_return_val_if_fail (name != NULL, NULL);

  ascii = g_hostname_to_ascii (name);
  lower = g_ascii_strdown (ascii != NULL ? ascii : name, -1);
  base = soup_tld_get_base_domain (lower, NULL);

  return g_strdup (base != NULL ? base : cut_to_two_labels (lower));
}

/**
 * postern_dns_are_neighbours:
 * @one: a DNS name
 * @other: another
 *
 * Returns: whether both belong to the same registered domain
 */
gboolean
postern_dns_are_neighbours (const char *one,
                            const char *other)
{
  g_autofree char *base = NULL;
  g_autofree char *other_base = NULL;

  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  base = postern_dns_dup_organisation (one);
  other_base = postern_dns_dup_organisation (other);

  return *base != '\0' && g_str_equal (base, other_base);
}
