/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

#define POSTERN_TYPE_DONE_PAGE (postern_done_page_get_type ())
G_DECLARE_FINAL_TYPE (PosternDonePage, postern_done_page, POSTERN, DONE_PAGE, PosternPage)

G_END_DECLS
