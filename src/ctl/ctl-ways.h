/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void ctl_ways_build (JsonBuilder *builder,
                     GPtrArray   *choices);

G_END_DECLS
