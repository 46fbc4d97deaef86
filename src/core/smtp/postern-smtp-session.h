/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/smtp/postern-test-plan.h"
#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

/**
 * PosternTestEventFunc:
 * @event: (transfer none): what happened
 * @user_data: closure
 *
 * Called for each event of a test in order.
 */
typedef void (*PosternTestEventFunc) (const PosternTestEvent *event,
                                      gpointer                user_data);

PosternTestReport *postern_smtp_session_run        (const PosternTestPlan *plan,
                                                    PosternTestEventFunc   event_func,
                                                    gpointer               event_data,
                                                    GCancellable          *cancellable,
                                                    GError               **error);
void               postern_smtp_session_run_async  (const PosternTestPlan *plan,
                                                    PosternTestEventFunc   event_func,
                                                    gpointer               event_data,
                                                    GDestroyNotify         event_destroy,
                                                    GCancellable          *cancellable,
                                                    GAsyncReadyCallback    callback,
                                                    gpointer               user_data);
PosternTestReport *postern_smtp_session_run_finish (GAsyncResult          *result,
                                                    GError               **error);

G_END_DECLS
