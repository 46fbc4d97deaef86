/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ctl/ctl-server.h"

G_BEGIN_DECLS

void ctl_record_build (JsonBuilder   *builder,
                       PosternRecord *record,
                       PosternSecret *secret);
void ctl_record_print (PosternRecord *record,
                       PosternSecret *secret);
void ctl_record_fill  (PosternRecord *record,
                       CtlServer     *server);

G_END_DECLS
