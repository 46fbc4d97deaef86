/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-rule.h"
#include "core/diagnosis/postern-evidence.h"

G_BEGIN_DECLS

int          postern_rule_match_score (PosternRule           *rule,
                                       const PosternEvidence *evidence,
                                       GDateTime             *today);
PosternRule *postern_rule_match_best  (GListModel            *rules,
                                       const PosternEvidence *evidence,
                                       GDateTime             *today,
                                       int                   *score);
gboolean     postern_rule_is_better   (PosternRule           *rule,
                                       int                    score,
                                       PosternRule           *best,
                                       int                    best_score);

G_END_DECLS
