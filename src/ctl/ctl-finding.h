/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/diagnosis/postern-diagnosis.h"

G_BEGIN_DECLS

void ctl_finding_print (PosternFinding *finding,
                        gboolean        json);

G_END_DECLS
