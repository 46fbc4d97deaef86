/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* A part of "host:user:password", of which the password is all behind the second colon; nothing is special there.
 * Exim specification §9.3 "lsearch", and Debian's conf.d/auth/30_exim4-config_examples. */
static char *
write_exim_passwd (const char  *value,
                  GError     **error)
{
  return postern_writer_write_plain (value, "", error);
}

const PosternWriter postern_writer_exim_passwd = { "exim-passwd", write_exim_passwd };
