/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

/**
 * PosternOauthPage:
 *
 * The organisation's registration, how to get one, and the sign-in: in the browser, with a code, or without a person.
 * What it brings is kept in the keyring at once.
 */
#define POSTERN_TYPE_OAUTH_PAGE (postern_oauth_page_get_type ())
G_DECLARE_FINAL_TYPE (PosternOauthPage, postern_oauth_page, POSTERN, OAUTH_PAGE, PosternPage)

G_END_DECLS
