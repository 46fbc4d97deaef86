/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/records/postern-record.h"

G_BEGIN_DECLS

/* For the store alone: what a person's hand never sets. */
PosternRecord *postern_record_new_restored  (const char    *id,
                                             gint64         created,
                                             gint64         changed);
void           postern_record_set_changed   (PosternRecord *self,
                                             gint64         changed);
void           postern_record_set_last_test (PosternRecord *self,
                                             gint64         time,
                                             const char    *finding_id,
                                             const char    *title,
                                             gboolean       accepted);

G_END_DECLS
