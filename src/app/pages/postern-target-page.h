/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

#define POSTERN_TYPE_TARGET_PAGE (postern_target_page_get_type ())
G_DECLARE_FINAL_TYPE (PosternTargetPage, postern_target_page, POSTERN, TARGET_PAGE, PosternPage)

G_END_DECLS
