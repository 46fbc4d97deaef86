/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oauth/postern-oauth-answer.h"
#include "core/oauth/postern-oauth-client.h"
#include "core/oauth/postern-oauth-tokens.h"

G_BEGIN_DECLS

PosternOauthAnswer *postern_oauth_request_post      (const PosternOauthClient  *client,
                                                     const char                *uri,
                                                     const char *const         *fields,
                                                     GCancellable              *cancellable,
                                                     GError                   **error);
PosternOauthTokens *postern_oauth_request_tokens    (const PosternOauthClient  *client,
                                                     const char *const         *fields,
                                                     GCancellable              *cancellable,
                                                     GError                   **error);
PosternOauthTokens *postern_oauth_request_refreshed (const PosternOauthClient  *client,
                                                     PosternOauthTokens        *tokens,
                                                     GCancellable              *cancellable,
                                                     GError                   **error);
PosternOauthTokens *postern_oauth_request_app_only  (const PosternOauthClient  *client,
                                                     GCancellable              *cancellable,
                                                     GError                   **error);

G_END_DECLS
