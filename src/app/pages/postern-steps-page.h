/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

#define POSTERN_TYPE_STEPS_PAGE (postern_steps_page_get_type ())
G_DECLARE_FINAL_TYPE (PosternStepsPage, postern_steps_page, POSTERN, STEPS_PAGE, PosternPage)

G_END_DECLS
