/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/handover/postern-entry.h"
#include "core/records/postern-store.h"

G_BEGIN_DECLS

/*
 * From records to what leaves Postern, and back. To be called in the thread of the store. Errors are
 * #PosternVaultError, #PosternStoreError and %G_IO_ERROR_CANCELLED.
 */
void       postern_entries_load_async     (GPtrArray            *records,
                                           gboolean              with_passwords,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray *postern_entries_load_finish    (GAsyncResult         *result,
                                           guint                *n_without,
                                           GError              **error);

void       postern_entries_restore_async  (PosternStore         *store,
                                           GPtrArray            *entries,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean   postern_entries_restore_finish (PosternStore         *store,
                                           GAsyncResult         *result,
                                           guint                *n_restored,
                                           guint                *n_known,
                                           GError              **error);

/** (transfer container): for each entry, in order, how its provider is called; NULL where none is known */
const char **postern_entries_name_providers (GPtrArray            *entries,
                                             PosternCatalogue     *catalogue);

G_END_DECLS
