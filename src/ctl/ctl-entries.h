/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"
#include "core/records/postern-store.h"

G_BEGIN_DECLS

GPtrArray     *ctl_entries_load        (PosternStore         *store,
                                        char                **ids,
                                        gboolean              with_passwords,
                                        GError              **error);
gboolean       ctl_entries_restore     (PosternStore         *store,
                                        GPtrArray            *entries,
                                        guint                *n_restored,
                                        guint                *n_known,
                                        GError              **error);
PosternSecret *ctl_passphrase_get      (const char           *path,
                                        gboolean             *is_new,
                                        GError              **error);
void           ctl_passphrase_show     (PosternSecret        *passphrase);

G_END_DECLS
