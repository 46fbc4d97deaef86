/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** (transfer full): the file as UTF-8, to be wiped; or %NULL with a #PosternTableError */
char *postern_table_decode         (const char  *bytes,
                                    gsize        length,
                                    GError     **error);
/** What separates the columns; @text moves behind a line “sep=;”, which only says that. */
char  postern_table_find_separator (const char **text);
/** The length of the first line of @text, with its end: LF, CR or both. */
gsize postern_table_measure_line   (const char  *text);

G_END_DECLS
