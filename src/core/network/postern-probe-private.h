/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-probe.h"
#include "core/smtp/postern-smtp-deadline.h"

G_BEGIN_DECLS

/* A port while it is looked at, in a thread of its own. */
typedef struct
{
  const PosternProbePlan *plan;
  const char             *host;      /* in ASCII */
  GList                  *addresses;
  GCancellable           *cancellable;
  PosternProbePort       *port;
  PosternSmtpDeadline    *deadline;
  gboolean                old_tls;   /* ask for an old TLS instead of a real handshake */
} PosternProbeLook;

/** As postern_probe_run(); @watch (nullable) is called in the thread of each port. */
PosternProbe        *postern_probe_run_watched   (const PosternProbePlan *plan,
                                                  PosternProbeWatch       watch,
                                                  gpointer                watch_data,
                                                  GCancellable           *cancellable,
                                                  GError                **error);

PosternProbePort    *postern_probe_port_new      (const PosternEndpoint  *endpoint);
void                 postern_probe_port_free     (PosternProbePort       *self);
void                 postern_probe_verdict_free  (PosternProbeVerdict    *self);

/** Looks at one port; @look->port is filled. */
void                 postern_probe_look          (PosternProbeLook       *look);
/** Connects to the addresses side by side; (transfer full) (nullable): the connection to talk on. */
GSocketConnection   *postern_probe_connect       (PosternProbeLook       *look);
/** Talks on @connection as @security wants it; returns whether what came in the place of TLS was none. */
gboolean             postern_probe_talk          (PosternProbeLook       *look,
                                                  GSocketConnection      *connection,
                                                  PosternSecurity         security);
/** Begins TLS as programs did long ago; (transfer none) (nullable): what the server insists on, below TLS 1.2. */
const char          *postern_probe_old_tls       (GIOStream              *stream,
                                                  GCancellable           *cancellable);

/** Whether a banner or a capability has been overwritten on the way. */
gboolean             postern_probe_is_masked     (const char             *greeting,
                                                  const char *const      *capabilities);
/** (transfer full) (nullable): the server's clock, where its greeting tells it. */
GDateTime           *postern_probe_read_time     (const char             *greeting);
/** What a first line that is no greeting of a mail server is a sign of. */
PosternProbeSpeaks   postern_probe_read_stranger (const char             *line);

/** Fills @best, @verdict and @notes. */
void                 postern_probe_judge         (PosternProbe           *self);
PosternProbeVerdict *postern_probe_verdict_write (const char             *id,
                                                  const PosternProbe     *probe,
                                                  const PosternProbePort *port);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternProbePort, postern_probe_port_free)

G_END_DECLS
