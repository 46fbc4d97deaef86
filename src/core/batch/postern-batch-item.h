/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternBatchState:
 * @POSTERN_BATCH_WAITING: its turn has not come yet
 * @POSTERN_BATCH_RUNNING: it is being tested
 * @POSTERN_BATCH_PASSED: the test was passed
 * @POSTERN_BATCH_FAILED: the test was not passed, or there was nothing to test with
 * @POSTERN_BATCH_HELD_BACK: it was not tried, for one more refusal could lock the account
 * @POSTERN_BATCH_STOPPED: everything was stopped before its turn or its end
 */
typedef enum
{
  POSTERN_BATCH_WAITING,
  POSTERN_BATCH_RUNNING,
  POSTERN_BATCH_PASSED,
  POSTERN_BATCH_FAILED,
  POSTERN_BATCH_HELD_BACK,
  POSTERN_BATCH_STOPPED,
  POSTERN_BATCH_N_STATES,
} PosternBatchState;

const char *postern_batch_state_to_nick (PosternBatchState state);

/**
 * PosternBatchItem:
 *
 * One record among those that are tested one after the other. Its properties notify when they change:
 *
 * state (int, a #PosternBatchState)
 * title (string, nullable): translated sentence: what came of it
 */
#define POSTERN_TYPE_BATCH_ITEM (postern_batch_item_get_type ())
G_DECLARE_FINAL_TYPE (PosternBatchItem, postern_batch_item, POSTERN, BATCH_ITEM, GObject)

PosternBatchItem  *postern_batch_item_new              (PosternRecord     *record);
PosternRecord     *postern_batch_item_get_record       (PosternBatchItem  *self);
PosternBatchState  postern_batch_item_get_state        (PosternBatchItem  *self);
const char        *postern_batch_item_get_title        (PosternBatchItem  *self);
const char        *postern_batch_item_get_finding      (PosternBatchItem  *self);
guint              postern_batch_item_get_milliseconds (PosternBatchItem  *self);
void               postern_batch_item_set_state        (PosternBatchItem  *self,
                                                        PosternBatchState  state);
void               postern_batch_item_settle           (PosternBatchItem  *self,
                                                        PosternBatchState  state,
                                                        const char        *finding_id,
                                                        const char        *title,
                                                        guint              milliseconds);

G_END_DECLS
