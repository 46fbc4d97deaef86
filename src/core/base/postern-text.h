/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean postern_set_text (char       **text,
                           const char  *value);
gboolean postern_is_day   (const char  *text);
char    *postern_fill_in  (const char  *text,
                           ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
