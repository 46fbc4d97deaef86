/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oauth/postern-oauth-client.h"
#include "core/oauth/postern-oauth-tokens.h"

G_BEGIN_DECLS

/**
 * PosternOauthDeviceCode:
 * @device_code: what Postern asks with; not for the person
 * @user_code: what the person types in
 * @uri: the page where it is typed in
 * @complete_uri: (nullable): the same with the code already filled in
 * @interval: seconds between two questions
 * @expires: when the code ends, in microseconds of the monotonic clock
 *
 * An answer of RFC 8628 §3.2.
 */
typedef struct
{
  PosternSecret *device_code;
  char          *user_code;
  char          *uri;
  char          *complete_uri;
  guint          interval;
  gint64         expires;
} PosternOauthDeviceCode;

PosternOauthDeviceCode *postern_oauth_device_begin     (const PosternOauthClient      *client,
                                                        GCancellable                  *cancellable,
                                                        GError                       **error);
PosternOauthTokens     *postern_oauth_device_wait      (const PosternOauthClient      *client,
                                                        const PosternOauthDeviceCode  *code,
                                                        GCancellable                  *cancellable,
                                                        GError                       **error);
void                    postern_oauth_device_code_free (PosternOauthDeviceCode        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternOauthDeviceCode, postern_oauth_device_code_free)

G_END_DECLS
