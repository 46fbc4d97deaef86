/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/base/postern-secret.h"

G_BEGIN_DECLS

/**
 * PosternCopyRow:
 *
 * A row of a boxed list that shows a value and copies it. A secret is hidden until it is asked for, and hidden again
 * when the row leaves the screen.
 *
 * Properties: "title" (#AdwPreferencesRow's), "value" (nullable string), "secret" (nullable #PosternSecret, write-only;
 * wins over "value"), "revealed" (boolean, of a secret).
 * Signal: "copied" (no arguments); see postern_copy_row_dup_notice() for what to tell then.
 */
#define POSTERN_TYPE_COPY_ROW (postern_copy_row_get_type ())
G_DECLARE_FINAL_TYPE (PosternCopyRow, postern_copy_row, POSTERN, COPY_ROW, AdwPreferencesRow)

GtkWidget  *postern_copy_row_new          (const char     *title,
                                           const char     *value);
GtkWidget  *postern_copy_row_new_secret   (const char     *title,
                                           PosternSecret  *secret);
const char *postern_copy_row_get_value    (PosternCopyRow *self);
void        postern_copy_row_set_value    (PosternCopyRow *self,
                                           const char     *value);
void        postern_copy_row_set_secret   (PosternCopyRow *self,
                                           PosternSecret  *secret);
gboolean    postern_copy_row_get_revealed (PosternCopyRow *self);
void        postern_copy_row_set_revealed (PosternCopyRow *self,
                                           gboolean        revealed);
void        postern_copy_row_copy         (PosternCopyRow *self);
char       *postern_copy_row_dup_notice   (PosternCopyRow *self);

G_END_DECLS
