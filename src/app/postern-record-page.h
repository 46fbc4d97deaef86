/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternRecordPage:
 *
 * All about one record that is complete: how it stands with it, what can be done with it, what the person says of it,
 * and its tests. It saves the record a moment after each change.
 *
 * Its actions: record.settings, record.test, record.replace, record.enter, record.retire, record.remove,
 * record.hand-over, record.take-back, record.provider-page, record.close. It uses win.edit, win.remove, win.hand-over
 * and win.home of its window.
 */
#define POSTERN_TYPE_RECORD_PAGE (postern_record_page_get_type ())
G_DECLARE_FINAL_TYPE (PosternRecordPage, postern_record_page, POSTERN, RECORD_PAGE, AdwBin)

GtkWidget     *postern_record_page_new        (PosternContext    *context,
                                               PosternRecord     *record);
void           postern_record_page_flush      (PosternRecordPage *self);

G_END_DECLS
