/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/base/postern-endpoint.h"

G_BEGIN_DECLS

/**
 * PosternServerGroup:
 *
 * Asks for a mail server that the catalogue does not know: host, port, encryption. Plain text needs a
 * confirmation of its own.
 *
 * Signal: "changed" (no arguments).
 */
#define POSTERN_TYPE_SERVER_GROUP (postern_server_group_get_type ())
G_DECLARE_FINAL_TYPE (PosternServerGroup, postern_server_group, POSTERN, SERVER_GROUP, AdwBin)

PosternEndpoint *postern_server_group_dup_endpoint (PosternServerGroup    *self);
void             postern_server_group_set_endpoint (PosternServerGroup    *self,
                                                    const PosternEndpoint *endpoint);

G_END_DECLS
