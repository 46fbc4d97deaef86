/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* OpenSMTPD reads lines of at most 2047 bytes; this leaves room for the name. */
#define MAX_LENGTH 1024

/* A part of "label user:password", of which the password is all behind the colon and must not be empty; nothing is
 * special there. OpenSMTPD, util.c, parse_table_line(), and table.c, table_parse_lookup(). */
static char *
write_opensmtpd_secrets (const char  *value,
                        GError     **error)
{
  if (*value == '\0')
    return postern_writer_refuse (error, _("It is missing."));
  if (strlen (value) > MAX_LENGTH)
    return postern_writer_refuse (error, _("It is too long for a line of OpenSMTPD’s file. Use a shorter one."));

  return postern_writer_write_plain (value, "", error);
}

const PosternWriter postern_writer_opensmtpd_secrets = { "opensmtpd-secrets", write_opensmtpd_secrets };
