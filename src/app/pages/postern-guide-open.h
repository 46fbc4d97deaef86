/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-guide-window.h"
#include "app/postern-page.h"

G_BEGIN_DECLS

PosternGuideWindow *postern_guide_open (PosternPage *page,
                                        const char  *id,
                                        gboolean     editable);

G_END_DECLS
