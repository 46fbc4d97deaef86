/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/smtp/postern-smtp-address.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/smtp/postern-smtp-error.h"

/* RFC 5321 §4.5.3.1 */
#define MAX_LOCAL_PART 64
#define MAX_DOMAIN 255
#define MAX_LABEL 63

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return TRUE;
    }

  return FALSE;
}

/* A dot-string of RFC 5321 §4.1.2, widened by RFC 6531 §3.3. */
static gboolean
local_part_is_valid (const char *local,
                     gsize       length)
{
  if (length == 0 || length > MAX_LOCAL_PART || local[0] == '.' || local[length - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) local[i];

      if (c == '.' && local[i + 1] == '.')
        return FALSE;
      if (c < 0x80 && !g_ascii_isalnum (c) && strchr (".!#$%&'*+-/=?^_`{|}~", c) == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
label_is_valid (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > MAX_LABEL || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (label[i]) && label[i] != '-')
        return FALSE;
    }

  return TRUE;
}

/* What follows the last "@", whatever it is; NULL when there is no "@". */
static const char *
find_domain (const char *address)
{
  const char *at = strrchr (address, '@');

  return at == NULL ? NULL : at + 1;
}

/**
 * postern_smtp_domain_check:
 * @domain: a domain's name, perhaps with letters outside ASCII
 *
 * Returns: whether it can be the name of a host or of a mail domain (RFC 5321 §4.1.2, RFC 5890)
 */
gboolean
postern_smtp_domain_check (const char *domain)
{
  g_autofree char *ascii = NULL;
  g_auto (GStrv) labels = NULL;

  g_return_val_if_fail (domain != NULL, FALSE);

  if (!g_utf8_validate (domain, -1, NULL) || has_control (domain))
    return FALSE;
  ascii = g_hostname_to_ascii (domain);
  if (ascii == NULL || strlen (ascii) > MAX_DOMAIN)
    return FALSE;
  labels = g_strsplit (ascii, ".", -1);
  for (gsize i = 0; labels[i] != NULL; i++)
    {
      if (!label_is_valid (labels[i]))
        return FALSE;
    }

  return labels[0] != NULL;
}

/**
 * postern_smtp_host_check:
 * @host: a host's name or an IP address
 *
 * Returns: whether it can be connected to; unlike a mail domain, names inside a network may have a “_” in them
 */
gboolean
postern_smtp_host_check (const char *host)
{
  g_autofree char *plain = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  plain = g_strdelimit (g_strdup (host), "_", 'x');

  return g_hostname_is_ip_address (host) || postern_smtp_domain_check (plain);
}

/**
 * postern_smtp_address_check:
 * @address: (nullable): what the person wrote
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT
 *
 * Quoted local parts and address literals are refused: no provider gives them out.
 *
 * Returns: whether @address can stand in MAIL FROM and RCPT TO
 */
gboolean
postern_smtp_address_check (const char *address,
                            GError    **error)
{
  const char *domain = NULL;

  if (address == NULL || address[0] == '\0')
    g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT,
                         _("The e-mail address is missing. Write it like name@example.org."));
  else if (!g_utf8_validate (address, -1, NULL) || has_control (address))
    g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT,
                         _("The e-mail address has a line end or another invisible character in it. Type it again."));
  else if ((domain = find_domain (address)) == NULL)
    g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT,
                 /* Translators: %s is what the person typed in the place of an e-mail address. */
                 _("“%s” has no “@”. Write the whole address, like name@example.org."), address);
  else if (!local_part_is_valid (address, (gsize) (domain - address) - 1))
    g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT,
                 /* Translators: %s is what the person typed in the place of an e-mail address. */
                 _("The part before the “@” in “%s” isn’t right. Write the address alone, like name@example.org."),
                 address);
  else if (!postern_smtp_domain_check (domain))
    g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT,
                 /* Translators: %s is what the person typed in the place of an e-mail address. */
                 _("The part after the “@” in “%s” isn’t right. Write the address alone, like name@example.org."),
                 address);
  else
    return TRUE;

  return FALSE;
}

/**
 * postern_smtp_address_get_domain:
 * @address: an address
 *
 * Returns: (transfer none) (nullable): what follows the “@” in @address, or %NULL when there is none
 */
const char *
postern_smtp_address_get_domain (const char *address)
{
  g_return_val_if_fail (address != NULL, NULL);

  return find_domain (address);
}

/**
 * postern_smtp_address_to_wire:
 * @address: an address that postern_smtp_address_check() accepts
 *
 * Writes a domain outside ASCII as its A-labels (RFC 5890), so that only a local part outside ASCII needs SMTPUTF8.
 *
 * Returns: (transfer full): the address for the envelope
 */
char *
postern_smtp_address_to_wire (const char *address)
{
  const char *domain = NULL;
  g_autofree char *ascii = NULL;

  g_return_val_if_fail (postern_smtp_address_check (address, NULL), NULL);

  domain = find_domain (address);
  ascii = g_hostname_to_ascii (domain);

  return g_strdup_printf ("%.*s%s", (int) (domain - address), address, ascii);
}
