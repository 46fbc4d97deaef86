/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/handover/postern-host-probe-script.h"
#include "support/postern-test-wait.h"

G_BEGIN_DECLS

/** Writes a script for localhost into a new folder; (transfer full): the folder; @key: (nullable) (out). */
char    *host_probe_write   (PosternHostProbeKind        kind,
                             const PosternHostProbeTry  *tries,
                             gsize                       n_tries,
                             const char                 *name,
                             int                         hours_ago,
                             char                      **key);
/** Runs a program to its end, with a deadline, and returns what it wrote to standard output (transfer full). */
char    *host_probe_run     (const char *const          *argv,
                             char                      **environment,
                             int                        *status);
/** Whether a program is there; skips the test by its name if not. */
gboolean host_probe_has     (const char                 *program,
                             const char                 *package);
/** The finding's id of what a probe printed (transfer full). */
char    *host_probe_explain (const char                 *output);
/** A port of 127.0.0.1 where nobody listens. */
guint16  host_probe_closed  (void);
/** Asks a web server on 127.0.0.1 for a path; (transfer full): the whole answer. */
char    *host_probe_get     (guint16                     port,
                             const char                 *path);

G_END_DECLS
