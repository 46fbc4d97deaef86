/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/batch/postern-batch-item.h"

G_BEGIN_DECLS

/**
 * PosternBatchRow:
 *
 * A row of a list: what is tested, and what came of it.
 *
 * Properties: "item" (nullable #PosternBatchItem).
 */
#define POSTERN_TYPE_BATCH_ROW (postern_batch_row_get_type ())
G_DECLARE_FINAL_TYPE (PosternBatchRow, postern_batch_row, POSTERN, BATCH_ROW, AdwBin)

void postern_batch_row_set_item (PosternBatchRow  *self,
                                 PosternBatchItem *item);

G_END_DECLS
