/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/diagnosis/postern-finding.h"
#include "core/handover/postern-host-probe-script.h"

G_BEGIN_DECLS

char      *postern_host_probe_steps_name (PosternHostProbeKind  kind);
GPtrArray *postern_host_probe_steps_list (PosternHostProbeKind  kind,
                                          gboolean              saved,
                                          const char           *name,
                                          const char           *key);

G_END_DECLS
