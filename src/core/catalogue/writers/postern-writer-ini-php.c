/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

/* In single quotes php.ini knows nothing but their end, and pieces that touch make one value; "'" goes in double
 * quotes. PHP, Zend/zend_ini_scanner.l. */
static char *
write_ini_php (const char  *value,
              GError     **error)
{
  return postern_writer_quote_pieces (value, "\"'\"");
}

const PosternWriter postern_writer_ini_php = { "ini-php", write_ini_php };
