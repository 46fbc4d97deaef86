/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-probe.h"

G_BEGIN_DECLS

/**
 * PosternDeskPort:
 * @port: its number
 * @reached: whether a connection came about
 * @usable: whether it was encrypted, with a certificate that is right
 * @greeting: (nullable): the server's first words
 * @issuer: (nullable): who issued the certificate
 * @names: the names in the certificate, NULL-terminated, perhaps empty
 *
 * What was seen on one port.
 */
typedef struct
{
  guint      port;
  gboolean   reached;
  gboolean   usable;
  char      *greeting;
  char      *issuer;
  char     **names;
} PosternDeskPort;

/**
 * PosternDesk:
 * @host: the mail server
 * @no_name: whether its name led to no address
 * @ports: (element-type PosternDeskPort): what was looked at
 *
 * A mail server as seen from this computer, to be compared with what is seen from a web host or a device.
 */
typedef struct
{
  char      *host;
  gboolean   no_name;
  GPtrArray *ports;
} PosternDesk;

PosternDesk           *postern_desk_new_from_probe  (const PosternProbe       *probe);
PosternDesk           *postern_desk_new_from_json   (const char               *text,
                                                     GError                  **error);
void                   postern_desk_free            (PosternDesk              *self);
const PosternDeskPort *postern_desk_find_port       (const PosternDesk        *self,
                                                     guint                     port);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternDesk, postern_desk_free)

G_END_DECLS
