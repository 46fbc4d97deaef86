/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternRecordFacts:
 *
 * What the person says of a record: what it is called, where it is used, when to look at it again. Each change goes
 * into the record at once.
 */
#define POSTERN_TYPE_RECORD_FACTS (postern_record_facts_get_type ())
G_DECLARE_FINAL_TYPE (PosternRecordFacts, postern_record_facts, POSTERN, RECORD_FACTS, AdwPreferencesGroup)

void postern_record_facts_set_record (PosternRecordFacts *self,
                                      PosternRecord      *record);

G_END_DECLS
