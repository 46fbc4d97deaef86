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
/** Listens on 127.0.0.1 and ::1 where there is IPv6; @port 0 picks a free one (STARTTLS); implicit TLS is on another free port. */
gboolean               postern_practice_server_start        (PosternPracticeServer  *self,
                                                             guint16                 port,
                                                             GError                **error);
void                   postern_practice_server_stop         (PosternPracticeServer  *self);
guint16                postern_practice_server_get_port     (PosternPracticeServer  *self);
guint16                postern_practice_server_get_tls_port (PosternPracticeServer  *self);
/** A PEM file with the authority's certificate, mode 0600 in a private folder, removed by stop; for a plan's ca_file. */
const char            *postern_practice_server_get_ca_file  (PosternPracticeServer  *self);
/** What it accepted: a #GListModel of #PosternPracticeMessage. */
GListModel            *postern_practice_server_get_mailbox  (PosternPracticeServer  *self);
/** The scenario names with a translated sentence each, for lists: { "ok", "Everything works" }, … */
typedef struct { const char *id; const char *title; } PosternPracticeScenario;
const PosternPracticeScenario *postern_practice_get_scenarios (gsize *n_scenarios);

G_END_DECLS
