/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"

G_BEGIN_DECLS

/** An access token that ends within so many seconds is renewed before it is used. */
#define POSTERN_OAUTH_TOKENS_MARGIN 120

/**
 * PosternOauthTokens:
 * @access: (nullable): the access token; %NULL when it has to be asked for with @refresh first
 * @refresh: (nullable): what renews it
 * @expires: when @access ends, Unix time in seconds of this computer's clock
 *
 * Tokens of one account. Reference counted, immutable once made.
 */
typedef struct
{
  PosternSecret *access;
  PosternSecret *refresh;
  gint64         expires;
} PosternOauthTokens;

#define POSTERN_TYPE_OAUTH_TOKENS (postern_oauth_tokens_get_type ())

GType               postern_oauth_tokens_get_type (void) G_GNUC_CONST;
PosternOauthTokens *postern_oauth_tokens_new      (PosternSecret             *access,
                                                   PosternSecret             *refresh,
                                                   gint64                     expires);
PosternOauthTokens *postern_oauth_tokens_ref      (PosternOauthTokens        *self);
void                postern_oauth_tokens_unref    (PosternOauthTokens        *self);
gboolean            postern_oauth_tokens_is_fresh (PosternOauthTokens        *self);
PosternSecret      *postern_oauth_tokens_pack     (PosternOauthTokens        *self);
PosternOauthTokens *postern_oauth_tokens_unpack   (PosternSecret             *packed,
                                                   GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternOauthTokens, postern_oauth_tokens_unref)

G_END_DECLS
