/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-provider.h"

G_BEGIN_DECLS

/** Offers the servers of @provider (nullable) in @row, which is seen only where there are several: one a region, say.
 * That of @now (nullable) is selected, or the first. */
void             postern_provider_hosts_show         (AdwComboRow           *row,
                                                      PosternProvider       *provider,
                                                      const PosternEndpoint *now);

/** Returns: (transfer full) (nullable): @now where it is of the server that is selected in @row, because a test may
 * have shown that this port of it works here; otherwise the best of that server. */
PosternEndpoint *postern_provider_hosts_dup_endpoint (AdwComboRow           *row,
                                                      PosternProvider       *provider,
                                                      const PosternEndpoint *now);

G_END_DECLS
