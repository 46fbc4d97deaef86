/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One connection of a PosternTestServer: @lines and @message take in what the client sends. */
typedef struct
{
  GSocket           *socket;
  GIOStream         *stream;
  GDataInputStream  *input;
  GTlsCertificate   *certificate;
  GCancellable      *cancellable;
  GString           *lines;
  GBytes            *message;
} PosternTestPeer;

void     postern_test_peer_init  (PosternTestPeer    *peer,
                                  GSocketConnection  *connection);
void     postern_test_peer_close (PosternTestPeer    *peer);
/** Does one action of a script. */
gboolean postern_test_peer_run   (PosternTestPeer    *peer,
                                  const char         *action,
                                  GError            **error);

G_END_DECLS
