/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/smtp/postern-smtp-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/smtp/postern-smtp-address.h"
#include "core/smtp/postern-smtp-error.h"

/**
 * postern_smtp_command_new:
 * @verb: a command's name
 * @argument: (nullable): what follows it
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT
 *
 * Builds a command line. No argument can smuggle a second command in: CR and LF are refused (NUL ends the text).
 *
 * Returns: (transfer full): the line with its CRLF, or %NULL with @error set
 */
char *
postern_smtp_command_new (const char *verb,
                          const char *argument,
                          GError    **error)
{
  g_return_val_if_fail (verb != NULL && strpbrk (verb, "\r\n ") == NULL, NULL);

  if (argument != NULL && strpbrk (argument, "\r\n") != NULL)
    {
      g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT,
                           _("A value has a line end in it, which mail servers don’t allow. Type it again."));
      return NULL;
    }

  return argument == NULL ? g_strconcat (verb, "\r\n", NULL) : g_strconcat (verb, " ", argument, "\r\n", NULL);
}

/**
 * postern_smtp_command_mail:
 * @address: the sender's address
 * @flags: what to announce
 * @size: the message's size in bytes, used with %POSTERN_SMTP_MAIL_SIZE
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT
 *
 * Returns: (transfer full): the MAIL command (RFC 5321 §4.1.1.2), or %NULL with @error set
 */
char *
postern_smtp_command_mail (const char            *address,
                           PosternSmtpMailFlags   flags,
                           gsize                  size,
                           GError               **error)
{
  g_autofree char *wire = NULL;
  g_autofree char *size_text = NULL;
  g_autofree char *argument = NULL;

  if (!postern_smtp_address_check (address, error))
    return NULL;

  wire = postern_smtp_address_to_wire (address);
  size_text = flags & POSTERN_SMTP_MAIL_SIZE ? g_strdup_printf (" SIZE=%" G_GSIZE_FORMAT, size) : g_strdup ("");
  argument = g_strconcat ("FROM:<", wire, ">", size_text,
                          flags & POSTERN_SMTP_MAIL_8BIT ? " BODY=8BITMIME" : "",
                          flags & POSTERN_SMTP_MAIL_UTF8 ? " SMTPUTF8" : "", NULL);

  return postern_smtp_command_new ("MAIL", argument, error);
}

/**
 * postern_smtp_command_rcpt:
 * @address: the recipient's address
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT
 *
 * Returns: (transfer full): the RCPT command (RFC 5321 §4.1.1.3), or %NULL with @error set
 */
char *
postern_smtp_command_rcpt (const char *address,
                           GError    **error)
{
  g_autofree char *wire = NULL;
  g_autofree char *argument = NULL;

  if (!postern_smtp_address_check (address, error))
    return NULL;

  wire = postern_smtp_address_to_wire (address);
  argument = g_strdup_printf ("TO:<%s>", wire);

  return postern_smtp_command_new ("RCPT", argument, error);
}
