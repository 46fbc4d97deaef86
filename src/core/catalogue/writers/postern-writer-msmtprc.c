/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/writers/postern-writers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* msmtp reads lines of at most 499 bytes; this leaves room for the command before the value. */
#define MAX_LENGTH 470

/* An argument goes to the end of its line; msmtp takes off one pair of double quotes around the whole of it
 * and knows no escapes, so that quotes within the value need none. msmtp(1), "CONFIGURATION FILES". */
static char *
write_msmtprc (const char  *value,
               GError     **error)
{
  if (strlen (value) > MAX_LENGTH)
    return postern_writer_refuse (error, _("It is too long for a line of msmtp’s file. Use a shorter one."));

  return postern_writer_quote (value, '"', "");
}

const PosternWriter postern_writer_msmtprc = { "msmtprc", write_msmtprc };
