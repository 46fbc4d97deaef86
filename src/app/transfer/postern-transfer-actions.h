/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/records/postern-store.h"

G_BEGIN_DECLS

void           postern_transfer_actions_install (GtkWidgetClass *window_class);
guint          postern_transfer_count_drafts    (PosternStore   *store,
                                                 PosternRecord  *except);
PosternRecord *postern_transfer_get_next_draft  (PosternStore   *store);

G_END_DECLS
