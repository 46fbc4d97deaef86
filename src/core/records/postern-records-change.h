/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/records/postern-store.h"
#include "core/records/postern-vault-job.h"

G_BEGIN_DECLS

/* What changes a record while the keyring is asked in a thread: the data of such a task, whose source is the store. */
typedef struct
{
  PosternRecord *record;
  PosternSecret *secret;
  gint64         former_before;
} PosternChange;

GTask *postern_change_new_task (PosternStore         *store,
                                PosternRecord        *record,
                                gpointer              tag,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
/** Runs @job (transfer full) in a thread, then @callback with a GTask for a PosternSecret, and a reference to @task. */
void   postern_change_run      (GTask                *task,
                                PosternVaultJob      *job,
                                GAsyncReadyCallback   callback);
/** Ends @task; @error is (transfer full). */
void   postern_change_return   (GTask                *task,
                                gboolean              saved,
                                GError               *error);

G_END_DECLS
