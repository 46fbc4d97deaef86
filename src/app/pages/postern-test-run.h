/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"
#include "app/widgets/postern-finding-card.h"
#include "core/diagnosis/postern-trial.h"

G_BEGIN_DECLS

/* One test of the page's record, from the keyring to the history: what the test page does with no widget in sight. */
void          postern_test_run_async  (PosternPage           *page,
                                       gboolean               sign_in_only,
                                       const char            *recipient,
                                       PosternTestEventFunc   event_func,
                                       gpointer               event_data,
                                       GDestroyNotify         event_destroy,
                                       GCancellable          *cancellable,
                                       GAsyncReadyCallback    callback,
                                       gpointer               user_data);
PosternTrial *postern_test_run_finish (GAsyncResult          *result,
                                       char                 **unsaved,
                                       GError               **error);
gboolean      postern_test_run_explain (PosternPage           *page,
                                        const GError          *error,
                                        PosternFindingCard    *card);

G_END_DECLS
