/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/handover/postern-entry.h"

G_BEGIN_DECLS

/**
 * PosternSheet:
 * @entries: (element-type PosternEntry): one page or more; their passwords stand on it when they have them
 * @provider_names: (nullable): for each entry, in order, how its provider is called; %NULL where there is none
 * @made: (nullable): Unix time in seconds that stands on it; 0 for now
 *
 * What goes onto a hand-over sheet. Borrowed, not owned.
 */
typedef struct
{
  GPtrArray          *entries;
  const char *const  *provider_names;
  gint64              made;
} PosternSheet;

GBytes   *postern_sheet_draw        (const PosternSheet   *sheet,
                                     GError              **error);
GBytes   *postern_sheet_lock        (GBytes               *pdf,
                                     PosternSecret        *passphrase,
                                     GError              **error);
gboolean  postern_sheet_save        (const PosternSheet   *sheet,
                                     PosternSecret        *passphrase,
                                     const char           *path,
                                     GError              **error);
void      postern_sheet_save_async  (const PosternSheet   *sheet,
                                     PosternSecret        *passphrase,
                                     const char           *path,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean  postern_sheet_save_finish (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
