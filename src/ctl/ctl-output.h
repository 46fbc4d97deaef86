/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** The width of texts for people, in columns. */
#define CTL_WIDTH 80

void  ctl_print             (const char         *format,
                             ...) G_GNUC_PRINTF (1, 2);
void  ctl_print_wrapped     (const char         *lead,
                             const char         *text);
char *ctl_wrap              (const char         *lead,
                             const char         *text);
void  ctl_print_padded      (const char         *text,
                             guint               width);

void  ctl_json_set_string   (JsonBuilder        *builder,
                             const char         *name,
                             const char         *value);
void  ctl_json_set_strings  (JsonBuilder        *builder,
                             const char         *name,
                             const char *const  *values);
void  ctl_json_set_int      (JsonBuilder        *builder,
                             const char         *name,
                             gint64              value);
void  ctl_json_set_boolean  (JsonBuilder        *builder,
                             const char         *name,
                             gboolean            value);
char *ctl_json_quote        (const char         *text);
void  ctl_json_print        (JsonBuilder        *builder,
                             gboolean            pretty);

G_END_DECLS
