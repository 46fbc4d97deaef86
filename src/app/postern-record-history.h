/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/records/postern-store.h"

G_BEGIN_DECLS

/**
 * PosternRecordHistory:
 *
 * The tests of a record, the latest first: when, with which server, what came of it, and for the latest what was said.
 */
#define POSTERN_TYPE_RECORD_HISTORY (postern_record_history_get_type ())
G_DECLARE_FINAL_TYPE (PosternRecordHistory, postern_record_history, POSTERN, RECORD_HISTORY, AdwPreferencesGroup)

void postern_record_history_show (PosternRecordHistory *self,
                                  PosternStore         *store,
                                  PosternRecord        *record);

G_END_DECLS
