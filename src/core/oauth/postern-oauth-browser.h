/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oauth/postern-oauth-client.h"
#include "core/oauth/postern-oauth-tokens.h"

G_BEGIN_DECLS

/** How long a sign-in in the browser may take, in seconds. */
#define POSTERN_OAUTH_BROWSER_TIMEOUT 600

/**
 * PosternOauthBrowser:
 *
 * One sign-in in the person's own browser: authorization code with PKCE and a redirection to this computer
 * (RFC 6749 §4.1, RFC 7636, RFC 8252).
 */
typedef struct _PosternOauthBrowser PosternOauthBrowser;

PosternOauthBrowser *postern_oauth_browser_begin   (const PosternOauthClient  *client,
                                                    const char                *account,
                                                    GError                   **error);
/** (transfer none): the page to open */
const char          *postern_oauth_browser_get_uri (PosternOauthBrowser       *self);
PosternOauthTokens  *postern_oauth_browser_wait    (PosternOauthBrowser       *self,
                                                    GCancellable              *cancellable,
                                                    GError                   **error);
void                 postern_oauth_browser_free    (PosternOauthBrowser       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternOauthBrowser, postern_oauth_browser_free)

G_END_DECLS
