/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/batch/postern-batch.h"

G_BEGIN_DECLS

/* What a run came to, for other programs. @time is when it ended, Unix time in seconds. */
char     *postern_batch_write_junit      (PosternBatch  *batch,
                                          gint64         time);
char     *postern_batch_write_prometheus (PosternBatch  *batch,
                                          gint64         time);
gboolean  postern_batch_save_report      (const char    *path,
                                          const char    *text,
                                          GError       **error);

G_END_DECLS
