/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"
#include "app/widgets/postern-banner.h"

G_BEGIN_DECLS

void postern_advice_deadline_show (PosternBanner *banner,
                                   PosternPage   *page);

G_END_DECLS
