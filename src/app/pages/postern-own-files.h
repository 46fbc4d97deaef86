/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/postern-banner.h"
#include "core/catalogue/postern-catalogue.h"

G_BEGIN_DECLS

void postern_own_files_show_problems (PosternCatalogue *catalogue,
                                      PosternBanner    *banner);

G_END_DECLS
