/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/base/postern-endpoint.h"

G_BEGIN_DECLS

PosternEndpoint *postern_autoconfig_parse (const char  *text,
                                           gsize        length,
                                           const char  *domain,
                                           GError     **error);

G_END_DECLS
