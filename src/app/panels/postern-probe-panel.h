/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternProbePanel:
 *
 * "Look at the mail server": its ports side by side, live, and which of them to use.
 */
#define POSTERN_TYPE_PROBE_PANEL (postern_probe_panel_get_type ())
G_DECLARE_FINAL_TYPE (PosternProbePanel, postern_probe_panel, POSTERN, PROBE_PANEL, AdwBin)

void postern_probe_panel_set_context (PosternProbePanel *self,
                                      PosternContext    *context);
void postern_probe_panel_set_server  (PosternProbePanel *self,
                                      const char        *server);
void postern_probe_panel_look        (PosternProbePanel *self);

G_END_DECLS
