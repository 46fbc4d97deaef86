/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternRecordRow:
 *
 * One record in the list: its name, what uses it, how its last test went. It follows the record's changes.
 */
#define POSTERN_TYPE_RECORD_ROW (postern_record_row_get_type ())
G_DECLARE_FINAL_TYPE (PosternRecordRow, postern_record_row, POSTERN, RECORD_ROW, AdwActionRow)

GtkWidget     *postern_record_row_new        (PosternRecord    *record,
                                              PosternCatalogue *catalogue);
PosternRecord *postern_record_row_get_record (PosternRecordRow *self);

G_END_DECLS
