/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PosternWriter:
 * @name: the syntax, as targets name it
 * @write: returns the complete literal of a value, quotes included, that the syntax's readers turn into
 *   exactly @value again; or %NULL and %POSTERN_SETTINGS_ERROR_SYNTAX with a translated sentence (never with
 *   the value in it) when the syntax can't carry it. @value is UTF-8 without CR, LF and NUL. Wipe the
 *   result with postern_secret_wipe(): the value may be a password.
 *
 * The one place that knows how a syntax quotes.
 */
typedef struct
{
  const char *name;
  char     *(*write) (const char  *value,
                      GError     **error);
} PosternWriter;

extern const PosternWriter postern_writer_php;
extern const PosternWriter postern_writer_dotenv;
extern const PosternWriter postern_writer_msmtprc;
extern const PosternWriter postern_writer_yaml;
extern const PosternWriter postern_writer_fields;

const PosternWriter *postern_writer_lookup (const char *name);
char                *postern_writer_quote  (const char *value,
                                            char        quote,
                                            const char *escaped);

G_END_DECLS
