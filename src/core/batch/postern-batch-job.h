/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/batch/postern-batch-limits.h"
#include "core/batch/postern-batch.h"

G_BEGIN_DECLS

/**
 * PosternBatchWork:
 * @catalogue: rules and providers
 * @store: where the records are
 * @limits: what was refused so far
 * @send: whether to send messages, too
 * @aim: (nullable): aims a test elsewhere
 * @aim_data: closure for @aim
 *
 * What all tests of a run share. Borrowed, not owned.
 */
typedef struct
{
  PosternCatalogue    *catalogue;
  PosternStore        *store;
  PosternBatchLimits  *limits;
  gboolean             send;
  PosternBatchAimFunc  aim;
  gpointer             aim_data;
} PosternBatchWork;

/*
 * One record's test: its password is taken out of the keyring, tried once, and what comes of it is kept. Between the
 * two @asked is called, so that the keyring is asked for one password at a time. It fails only with what ends the whole
 * run: a keyring that does not answer, a store that can't be written, and G_IO_ERROR_CANCELLED.
 */
void     postern_batch_job_run_async  (const PosternBatchWork  *work,
                                       PosternBatchItem        *item,
                                       GCancellable            *cancellable,
                                       GFunc                    asked,
                                       GAsyncReadyCallback      callback,
                                       gpointer                 user_data);
gboolean postern_batch_job_run_finish (GAsyncResult            *result,
                                       GError                 **error);

G_END_DECLS
