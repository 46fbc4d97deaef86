/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

#define POSTERN_TYPE_ADVICE_PAGE (postern_advice_page_get_type ())
G_DECLARE_FINAL_TYPE (PosternAdvicePage, postern_advice_page, POSTERN, ADVICE_PAGE, PosternPage)

G_END_DECLS
