/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oauth/postern-oauth-browser.h"
#include "core/oauth/postern-oauth-device.h"

G_BEGIN_DECLS

/**
 * PosternOauthCodeFunc:
 * @code: what the person types in at the provider's page
 * @data: closure
 *
 * Called in the caller's main context once there is a device code.
 */
typedef void (*PosternOauthCodeFunc) (const PosternOauthDeviceCode *code,
                                      gpointer                      data);

/** Device code from beginning to tokens, in a thread: postern_oauth_device_begin() and postern_oauth_device_wait(). */
void                postern_oauth_device_run_async    (const PosternOauthClient  *client,
                                                       PosternOauthCodeFunc       code_func,
                                                       gpointer                   code_data,
                                                       GCancellable              *cancellable,
                                                       GAsyncReadyCallback        callback,
                                                       gpointer                   user_data);
/** postern_oauth_browser_wait() in a thread; takes @browser over. */
void                postern_oauth_browser_wait_async  (PosternOauthBrowser       *browser,
                                                       GCancellable              *cancellable,
                                                       GAsyncReadyCallback        callback,
                                                       gpointer                   user_data);
/** postern_oauth_request_refreshed(), or postern_oauth_request_app_only() when @tokens is %NULL, in a thread. */
void                postern_oauth_renew_async         (const PosternOauthClient  *client,
                                                       PosternOauthTokens        *tokens,
                                                       GCancellable              *cancellable,
                                                       GAsyncReadyCallback        callback,
                                                       gpointer                   user_data);
/** (transfer full): what any of them comes to, or %NULL with @error set */
PosternOauthTokens *postern_oauth_finish              (GAsyncResult              *result,
                                                       GError                   **error);

G_END_DECLS
