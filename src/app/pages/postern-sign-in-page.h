/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

/**
 * PosternSignInPage:
 *
 * With OAuth 2.0 or with a password, for what can do both: the better way first, with the reason.
 */
#define POSTERN_TYPE_SIGN_IN_PAGE (postern_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (PosternSignInPage, postern_sign_in_page, POSTERN, SIGN_IN_PAGE, PosternPage)

G_END_DECLS
