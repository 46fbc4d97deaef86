/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"
#include "core/records/postern-store.h"

G_BEGIN_DECLS

/*
 * What concerns the store and the keyring at once, in an order in which a crash at any moment loses nothing
 * that was shown as saved. To be called in the thread of the store. Errors are #PosternStoreError,
 * #PosternVaultError and %G_IO_ERROR_CANCELLED.
 */
gboolean postern_records_keep_password        (PosternStore         *store,
                                               PosternRecord        *record,
                                               PosternSecret        *secret,
                                               GCancellable         *cancellable,
                                               GError              **error);
gboolean postern_records_remove               (PosternStore         *store,
                                               PosternRecord        *record,
                                               GCancellable         *cancellable,
                                               GError              **error);

void     postern_records_keep_password_async  (PosternStore         *store,
                                               PosternRecord        *record,
                                               PosternSecret        *secret,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean postern_records_keep_password_finish (PosternStore         *store,
                                               GAsyncResult         *result,
                                               GError              **error);
void     postern_records_remove_async         (PosternStore         *store,
                                               PosternRecord        *record,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean postern_records_remove_finish        (PosternStore         *store,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
