/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-node.h"

G_BEGIN_DECLS

gboolean postern_guide_check (PosternNode  *root,
                              GError      **error);

G_END_DECLS
