/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PosternOauthLoopback:
 *
 * A listener on this computer alone to which the browser comes back after the sign-in (RFC 8252 §7.3).
 */
typedef struct _PosternOauthLoopback PosternOauthLoopback;

PosternOauthLoopback *postern_oauth_loopback_new      (GError               **error);
guint16               postern_oauth_loopback_get_port (PosternOauthLoopback  *self);
char                 *postern_oauth_loopback_wait     (PosternOauthLoopback  *self,
                                                       guint                  timeout,
                                                       GCancellable          *cancellable,
                                                       GError               **error);
void                  postern_oauth_loopback_free     (PosternOauthLoopback  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternOauthLoopback, postern_oauth_loopback_free)

G_END_DECLS
