/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternRecordRow:
 *
 * One record in the list, in two lines: its name and account, where it is used and its provider, how its last test
 * went, its age and review date. Where there is little room, a summary stands in the place of all but the name. It
 * follows the record's changes, and can be given another record.
 */
#define POSTERN_TYPE_RECORD_ROW (postern_record_row_get_type ())
G_DECLARE_FINAL_TYPE (PosternRecordRow, postern_record_row, POSTERN, RECORD_ROW, GtkWidget)

GtkWidget     *postern_record_row_new          (PosternCatalogue *catalogue);
PosternRecord *postern_record_row_get_record   (PosternRecordRow *self);
void           postern_record_row_set_record   (PosternRecordRow *self,
                                                PosternRecord    *record);
char          *postern_record_row_dup_sentence (PosternRecordRow *self);

G_END_DECLS
