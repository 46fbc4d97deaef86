/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/batch/postern-batch-item.h"
#include "core/catalogue/postern-catalogue.h"
#include "core/records/postern-store.h"
#include "core/smtp/postern-test-plan.h"

G_BEGIN_DECLS

#define POSTERN_BATCH_JOBS 4
#define POSTERN_BATCH_MAX_JOBS 16

/**
 * PosternBatchAimFunc:
 * @record: what is about to be tested
 * @plan: the test, which may be changed
 * @user_data: closure
 * @error: return location for an error
 *
 * Aims the test of a record elsewhere, as those of the practice server.
 *
 * Returns: whether to go on with it
 */
typedef gboolean (*PosternBatchAimFunc) (PosternRecord    *record,
                                         PosternTestPlan  *plan,
                                         gpointer          user_data,
                                         GError          **error);

/**
 * PosternBatch:
 *
 * A test of every record that is set up, several at a time, each with one sign-in at most. Held back is what could lock
 * an account: a record whose password was refused %POSTERN_TRIAL_MAX_REFUSALS times, a password that was refused for
 * another record of the same account, and an account that was refused so often in this run. What comes of a test is
 * kept in its record's history. To be used in the thread of the store.
 *
 * Its signal "item-done" (#PosternBatchItem) comes when one of them has ended.
 */
#define POSTERN_TYPE_BATCH (postern_batch_get_type ())
G_DECLARE_FINAL_TYPE (PosternBatch, postern_batch, POSTERN, BATCH, GObject)

/** @catalogue: rules and providers; @store: where the records are; (transfer full): not begun yet */
PosternBatch *postern_batch_new        (PosternCatalogue     *catalogue,
                                        PosternStore         *store);
/** How many are tested at once, from 1 to %POSTERN_BATCH_MAX_JOBS. */
void          postern_batch_set_jobs   (PosternBatch         *self,
                                        guint                 jobs);
/** Whether to send a message each; without it, each account signs in and that is all. */
void          postern_batch_set_send   (PosternBatch         *self,
                                        gboolean              send);
/** @aim: (nullable): called before each test; @user_data lives as long as the run */
void          postern_batch_set_aim    (PosternBatch         *self,
                                        PosternBatchAimFunc   aim,
                                        gpointer              user_data);
/** (transfer none): all #PosternBatchItem, in the order of the store's records */
GListModel   *postern_batch_get_items  (PosternBatch         *self);
/** How many items are in that state. */
guint         postern_batch_count      (PosternBatch         *self,
                                        PosternBatchState     state);
/**
 * postern_batch_run_async:
 * @self: a test that was not begun yet
 * @cancellable: (nullable): to stop at once; a refusal that a server has counted is kept all the same
 * @callback: called when all is over
 * @user_data: closure for @callback
 */
void          postern_batch_run_async  (PosternBatch         *self,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/**
 * postern_batch_run_finish:
 * @error: return location for %G_IO_ERROR_CANCELLED, or a #PosternVaultError or #PosternStoreError that ended it
 *
 * Returns: whether every record had its turn
 */
gboolean      postern_batch_run_finish (PosternBatch         *self,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
