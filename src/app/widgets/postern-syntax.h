/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

GtkSourceLanguage    *postern_syntax_get_language (const char *syntax);
GtkSourceStyleScheme *postern_syntax_get_scheme   (gboolean    dark);

G_END_DECLS
