/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/postern-practice-server.h"

G_BEGIN_DECLS

/* A bare client of the tests: blocking, with a time limit, one line out and one reply in. */
typedef struct
{
  GIOStream *stream;
  GString   *received;
} PracticeClient;

PracticeClient *practice_client_connect   (guint16         port);
/** Connects and begins TLS at once, verified against @ca_file for the name @host. */
PracticeClient *practice_client_connect_tls (guint16       port,
                                             const char   *ca_file,
                                             const char   *host,
                                             GError      **error);
gboolean        practice_client_start_tls (PracticeClient *self,
                                           const char     *ca_file,
                                           const char     *host,
                                           GError        **error);
void            practice_client_send      (PracticeClient *self,
                                           const void     *bytes,
                                           gsize           length);
/** The next complete reply (transfer full), or NULL when the connection has ended. */
char           *practice_client_receive   (PracticeClient *self);
/** Sends a line and fails the test unless the reply begins with @answer; NULL for the end of the connection. */
void            practice_client_say       (PracticeClient *self,
                                           const char     *line,
                                           const char     *answer);
/** EHLO and AUTH LOGIN with a password. */
void            practice_client_sign_in   (PracticeClient *self,
                                           const char     *account,
                                           const char     *answer);
/** A client of @server behind STARTTLS, EHLO not said again. */
PracticeClient *practice_client_open_starttls (PosternPracticeServer *server);
/** A client on @server's port of implicit TLS, which was verified for the name @host; greeted. */
PracticeClient *practice_client_open_tls  (PosternPracticeServer *server,
                                           const char     *host);
/** MAIL, RCPT, DATA and @body; @answer is for the message. */
void            practice_client_send_message (PracticeClient *client,
                                              const char     *body,
                                              const char     *answer);
void            practice_client_free      (PracticeClient *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeClient, practice_client_free)

G_END_DECLS
