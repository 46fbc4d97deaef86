/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/network/postern-probe.h"

G_BEGIN_DECLS

/**
 * PosternPortRow:
 *
 * One port of a mail server: whether it is of use, in a sentence; the encryption and the certificate fold out.
 */
#define POSTERN_TYPE_PORT_ROW (postern_port_row_get_type ())
G_DECLARE_FINAL_TYPE (PosternPortRow, postern_port_row, POSTERN, PORT_ROW, AdwExpanderRow)

GtkWidget *postern_port_row_new       (guint                   port);
guint      postern_port_row_get_port  (PosternPortRow         *self);
void       postern_port_row_take_port (PosternPortRow         *self,
                                       const PosternProbePort *port);

G_END_DECLS
