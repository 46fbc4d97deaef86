/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PosternPracticeMessage:
 *
 * A message that the practice server accepted. Read-only.
 */
#define POSTERN_TYPE_PRACTICE_MESSAGE (postern_practice_message_get_type ())
G_DECLARE_FINAL_TYPE (PosternPracticeMessage, postern_practice_message, POSTERN, PRACTICE_MESSAGE, GObject)

struct _PosternPracticeMessage
{
  GObject     parent_instance;

  char       *user;        /* who signed in */
  char       *sender;      /* envelope sender */
  char      **recipients;  /* envelope recipients, NULL-terminated */
  GBytes     *data;        /* the message as received, dot-stuffing undone */
  GDateTime  *received;
};

/**
 * PosternPracticeServer:
 *
 * A mail server on loopback for rehearsing. It speaks as Microsoft 365 does, over real TLS with a
 * certificate of its own authority made at start; the account name picks the scenario (DESIGN §6).
 * Serves in threads of its own; its mailbox changes on the main context that started it.
 */
#define POSTERN_TYPE_PRACTICE_SERVER (postern_practice_server_get_type ())
G_DECLARE_FINAL_TYPE (PosternPracticeServer, postern_practice_server, POSTERN, PRACTICE_SERVER, GObject)

PosternPracticeServer *postern_practice_server_new          (void);
/** Listens on 127.0.0.1 and, where there is IPv6, ::1. @port is for STARTTLS, 0 for a free one; TLS has another. */
gboolean               postern_practice_server_start        (PosternPracticeServer  *self,
                                                             guint16                 port,
                                                             GError                **error);
void                   postern_practice_server_stop         (PosternPracticeServer  *self);
guint16                postern_practice_server_get_port     (PosternPracticeServer  *self);
guint16                postern_practice_server_get_tls_port (PosternPracticeServer  *self);
/** A PEM file with the authority's certificate, in a private folder, removed by stop; for a plan's ca_file. */
const char            *postern_practice_server_get_ca_file  (PosternPracticeServer  *self);
/** What it accepted: a #GListModel of #PosternPracticeMessage. */
GListModel            *postern_practice_server_get_mailbox  (PosternPracticeServer  *self);
/** A scenario for all new connections, whatever the account; the only way to those that begin before sign-in. */
gboolean               postern_practice_server_set_scenario (PosternPracticeServer  *self,
                                                             const char             *id);
/** Sets the scenario that @account asks for where signing in would be too late to pick it ("drops-at-greeting@…"). */
void                   postern_practice_server_play_for     (PosternPracticeServer  *self,
                                                             const char             *account);
/** How long the scenario "slow" holds each reply back. */
void                   postern_practice_server_set_delay    (PosternPracticeServer  *self,
                                                             guint                   milliseconds);
/** How long a client may be silent; before start. */
void                   postern_practice_server_set_idle_time (PosternPracticeServer *self,
                                                              guint                  seconds);
/** The scenario names with a translated sentence each, for lists: { "ok", "Everything works" }, … */
typedef struct { const char *id; const char *title; } PosternPracticeScenario;
const PosternPracticeScenario *postern_practice_get_scenarios (gsize *n_scenarios);

G_END_DECLS
