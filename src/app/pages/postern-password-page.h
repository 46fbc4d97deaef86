/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

#define POSTERN_TYPE_PASSWORD_PAGE (postern_password_page_get_type ())
G_DECLARE_FINAL_TYPE (PosternPasswordPage, postern_password_page, POSTERN, PASSWORD_PAGE, PosternPage)

G_END_DECLS
