/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

#define POSTERN_TYPE_ACCOUNT_PAGE (postern_account_page_get_type ())
G_DECLARE_FINAL_TYPE (PosternAccountPage, postern_account_page, POSTERN, ACCOUNT_PAGE, PosternPage)

G_END_DECLS
