/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"
#include "core/records/postern-store.h"

G_BEGIN_DECLS

/*
 * A record that is in use gets another password, goes back to the former one, or goes out of use. As in
 * postern-records.h, a crash at any moment loses no password that may still be needed. To be called in the thread of
 * the store. Errors are #PosternStoreError, #PosternVaultError and %G_IO_ERROR_CANCELLED.
 */
gboolean postern_records_replace_password        (PosternStore         *store,
                                                  PosternRecord        *record,
                                                  PosternSecret        *secret,
                                                  GCancellable         *cancellable,
                                                  GError              **error);
void     postern_records_replace_password_async  (PosternStore         *store,
                                                  PosternRecord        *record,
                                                  PosternSecret        *secret,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean postern_records_replace_password_finish (PosternStore         *store,
                                                  GAsyncResult         *result,
                                                  GError              **error);
gboolean postern_records_settle_password         (PosternStore         *store,
                                                  PosternRecord        *record,
                                                  GCancellable         *cancellable,
                                                  GError              **error);
void     postern_records_settle_password_async   (PosternStore         *store,
                                                  PosternRecord        *record,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean postern_records_settle_password_finish  (PosternStore         *store,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void     postern_records_take_back_async         (PosternStore         *store,
                                                  PosternRecord        *record,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean postern_records_take_back_finish        (PosternStore         *store,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void     postern_records_retire_async            (PosternStore         *store,
                                                  PosternRecord        *record,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean postern_records_retire_finish           (PosternStore         *store,
                                                  GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
