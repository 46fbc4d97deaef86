/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** How long a script that waits on a web server may be used, in hours. */
#define POSTERN_HOST_PROBE_HOURS 24

#define POSTERN_HOST_PROBE_ERROR (postern_host_probe_error_quark ())

/**
 * PosternHostProbeError:
 * @POSTERN_HOST_PROBE_ERROR_HOST: this is no server's name
 * @POSTERN_HOST_PROBE_ERROR_RANDOM: the system gave no random bytes for the key
 */
typedef enum
{
  POSTERN_HOST_PROBE_ERROR_HOST,
  POSTERN_HOST_PROBE_ERROR_RANDOM,
} PosternHostProbeError;

GQuark postern_host_probe_error_quark (void);

/** What the script is written in. */
typedef enum
{
  POSTERN_HOST_PROBE_PHP,
  POSTERN_HOST_PROBE_SHELL,
  POSTERN_HOST_PROBE_POWERSHELL,
} PosternHostProbeKind;

gboolean postern_host_probe_kind_from_nick (const char           *nick,
                                            PosternHostProbeKind *kind);

/** A port to try; @tls: whether it is encrypted from the first byte. */
typedef struct
{
  guint16  port;
  gboolean tls;
} PosternHostProbeTry;

/**
 * PosternHostProbeScript:
 * @text: the whole script
 * @key: (nullable): the key that the script asks for; %NULL where the script is started by hand
 *
 * A script that looks at a mail server from where the mail will be sent.
 */
typedef struct
{
  char *text;
  char *key;
} PosternHostProbeScript;

PosternHostProbeScript *postern_host_probe_script_new  (PosternHostProbeKind        kind,
                                                        const char                 *host,
                                                        const PosternHostProbeTry  *tries,
                                                        gsize                       n_tries,
                                                        GDateTime                  *now,
                                                        GError                    **error);
void                    postern_host_probe_script_free (PosternHostProbeScript     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternHostProbeScript, postern_host_probe_script_free)

G_END_DECLS
