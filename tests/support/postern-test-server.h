/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PosternTestServer:
 *
 * A server on 127.0.0.1 that follows a script, in a thread of its own, one connection after the other. The script has
 * one action a line:
 *
 *   S TEXT         send TEXT and CRLF
 *   RAW TEXT       send TEXT as it is; C escapes such as \r \n \025 are undone
 *   DRIBBLE MS TEXT   send TEXT and CRLF, one byte every MS milliseconds
 *   C REGEX        read a line, which has to match
 *   HEAD           read lines up to an empty one, as HTTP's requests begin
 *   BODY           read a message up to the line with a single "."
 *   BDAT           read "BDAT n LAST" and its n bytes
 *   DELAY MS       do nothing
 *   AWAIT          wait until the client has sent something, and leave it unread
 *   TLS            do the handshake as the server
 *   RESET          break the connection off with RST
 *   CLOSE          close it
 *   WAIT           wait until the client has gone
 *
 * A delay and a dribble end when the client goes or the server is stopped. A script that fails is kept for
 * postern_test_server_stop().
 */
typedef struct _PosternTestServer PosternTestServer;

/** @folder and @certificate: (nullable): where postern_test_certificate_make_server() has put what TLS needs, and its
 * name. */
PosternTestServer *postern_test_server_new          (const char        *script,
                                                     const char        *folder,
                                                     const char        *certificate);
/** The same at another address of this computer. */
PosternTestServer *postern_test_server_new_at       (const char        *address,
                                                     const char        *script,
                                                     const char        *folder,
                                                     const char        *certificate);
guint16            postern_test_server_get_port     (PosternTestServer *self);
/** Waits until a connection's script has ended, and stops; fails the test when the script failed. */
void               postern_test_server_stop         (PosternTestServer *self);
/** The same for a client that is meant to leave early; (transfer full) (nullable): what went wrong in the script. */
char              *postern_test_server_stop_early   (PosternTestServer *self);
/** (transfer full): all lines that it has read, joined by line feeds; after the stop. */
char              *postern_test_server_dup_lines    (PosternTestServer *self);
/** (transfer full): the last message that it has read, as it came; after the stop. */
GBytes            *postern_test_server_dup_message  (PosternTestServer *self);
/** Whether a connection's script has come to its action number @n, counted from 0. */
gboolean           postern_test_server_has_reached  (PosternTestServer *self,
                                                     guint              n);
void               postern_test_server_free         (PosternTestServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTestServer, postern_test_server_free)

G_END_DECLS
