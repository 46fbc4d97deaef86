/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternHostProbePanel:
 *
 * "Test from your web host or device": a script to run where the mail is sent from, how to run it, and a box for what
 * it printed, which is compared with what this computer sees.
 */
#define POSTERN_TYPE_HOST_PROBE_PANEL (postern_host_probe_panel_get_type ())
G_DECLARE_FINAL_TYPE (PosternHostProbePanel, postern_host_probe_panel, POSTERN, HOST_PROBE_PANEL, AdwBin)

void postern_host_probe_panel_set_context (PosternHostProbePanel *self,
                                           PosternContext        *context);
void postern_host_probe_panel_set_server  (PosternHostProbePanel *self,
                                           const char            *server);

G_END_DECLS
