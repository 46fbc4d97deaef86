/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/base/postern-endpoint.h"

G_BEGIN_DECLS

/**
 * PosternServerGroup:
 *
 * Asks for a mail server that the catalogue does not know: host, port, encryption, and the file of its authority where
 * it has one of its own. Plain text needs a confirmation of its own.
 *
 * Signal: "changed" (no arguments).
 */
#define POSTERN_TYPE_SERVER_GROUP (postern_server_group_get_type ())
G_DECLARE_FINAL_TYPE (PosternServerGroup, postern_server_group, POSTERN, SERVER_GROUP, AdwBin)

PosternEndpoint *postern_server_group_dup_endpoint  (PosternServerGroup    *self);
void             postern_server_group_set_endpoint  (PosternServerGroup    *self,
                                                     const PosternEndpoint *endpoint);
char            *postern_server_group_dup_ca_file   (PosternServerGroup    *self);
void             postern_server_group_set_ca_file   (PosternServerGroup    *self,
                                                     const char            *path);
void             postern_server_group_focus_ca_file (PosternServerGroup    *self);

G_END_DECLS
