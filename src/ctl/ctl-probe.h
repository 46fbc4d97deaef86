/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-discovery.h"
#include "core/network/postern-probe.h"

G_BEGIN_DECLS

void ctl_probe_print_json (const PosternDiscovery *found,
                           const PosternProbe     *probe);
void ctl_probe_print_text (const PosternDiscovery *found,
                           const PosternProbe     *probe);

G_END_DECLS
