/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/diagnosis/postern-evidence.h"
#include "core/diagnosis/postern-finding.h"

G_BEGIN_DECLS

PosternFinding *postern_diagnosis_make_passed  (gboolean               sign_in_only);
PosternFinding *postern_diagnosis_make_unknown (const PosternEvidence *evidence);

G_END_DECLS
