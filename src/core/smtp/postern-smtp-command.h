/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PosternSmtpMailFlags:
 * @POSTERN_SMTP_MAIL_SIZE: announce the size (RFC 1870)
 * @POSTERN_SMTP_MAIL_8BIT: the message holds bytes outside ASCII (RFC 6152)
 * @POSTERN_SMTP_MAIL_UTF8: an address or a header holds them (RFC 6531)
 */
typedef enum
{
  POSTERN_SMTP_MAIL_NONE = 0,
  POSTERN_SMTP_MAIL_SIZE = 1 << 0,
  POSTERN_SMTP_MAIL_8BIT = 1 << 1,
  POSTERN_SMTP_MAIL_UTF8 = 1 << 2,
} PosternSmtpMailFlags;

char *postern_smtp_command_new  (const char            *verb,
                                 const char            *argument,
                                 GError               **error);
char *postern_smtp_command_mail (const char            *address,
                                 PosternSmtpMailFlags   flags,
                                 gsize                  size,
                                 GError               **error);
char *postern_smtp_command_rcpt (const char            *address,
                                 GError               **error);

G_END_DECLS
