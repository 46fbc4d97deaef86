/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/batch/postern-batch-item.h"
#include "core/batch/postern-batch-limits.h"
#include "core/catalogue/postern-catalogue.h"

G_BEGIN_DECLS

/**
 * (transfer none) (nullable): the item that may begin now; where there is none, @wait is set to the microseconds until
 * one may, if that depends on the clock alone
 */
PosternBatchItem *postern_batch_find_next       (GListModel          *items,
                                                 PosternBatchLimits  *limits,
                                                 PosternCatalogue    *catalogue,
                                                 gint64              *wait);
/** Whether one more refusal, with whatever password, could lock the item's account. */
gboolean          postern_batch_is_in_danger    (PosternBatchLimits  *limits,
                                                 PosternBatchItem    *item);
gboolean          postern_batch_counts_refusals (PosternRecord       *record);

G_END_DECLS
