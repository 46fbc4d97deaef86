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

/** The longest escape of one character, in bytes. */
#define POSTERN_ESCAPE_MAX 16

/**
 * PosternEscapeFunc:
 * @character: a character of the value
 * @escape: (out): %POSTERN_ESCAPE_MAX bytes for what stands for it
 *
 * Returns: how many bytes that are; 0 when the character stands for itself
 */
typedef gsize (*PosternEscapeFunc) (gunichar  character,
                                    char     *escape);

const PosternWriter *postern_writer_lookup              (const char         *name);
const PosternWriter *postern_writer_get_nth             (guint               n);

/* For the writers. What they return was not moved while it was written. */
char                *postern_writer_quote               (const char         *value,
                                                         char                quote,
                                                         const char         *escaped);
char                *postern_writer_quote_pieces        (const char         *value,
                                                         const char         *quote);
char                *postern_writer_escape              (const char         *value,
                                                         const char         *around,
                                                         PosternEscapeFunc   escape);
char                *postern_writer_write_plain         (const char         *value,
                                                         const char         *refused,
                                                         GError            **error);
gsize                postern_writer_escape_json         (gunichar            character,
                                                         char               *escape);

gboolean             postern_writer_has_control         (const char         *value);
gboolean             postern_writer_has_outer_blank     (const char         *value);
gboolean             postern_writer_is_noncharacter     (gunichar            character);
char                *postern_writer_refuse              (GError            **error,
                                                         const char         *reason);
char                *postern_writer_refuse_control      (GError            **error);
char                *postern_writer_refuse_blank        (GError            **error);
char                *postern_writer_refuse_characters   (GError            **error,
                                                         const char         *characters);

G_END_DECLS
