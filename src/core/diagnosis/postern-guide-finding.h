/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-guide.h"
#include "core/diagnosis/postern-finding.h"

G_BEGIN_DECLS

PosternFinding *postern_guide_node_explain (const PosternGuideNode *node,
                                            const char             *account,
                                            const char             *from);

G_END_DECLS
