/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

#define POSTERN_TYPE_TEST_PAGE (postern_test_page_get_type ())
G_DECLARE_FINAL_TYPE (PosternTestPage, postern_test_page, POSTERN, TEST_PAGE, PosternPage)

G_END_DECLS
