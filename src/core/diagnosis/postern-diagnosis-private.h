/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/diagnosis/postern-evidence.h"
#include "core/diagnosis/postern-finding.h"
#include "core/diagnosis/postern-placeholders.h"

G_BEGIN_DECLS

/** (transfer none) (nullable): what the text of @evidence leaves open, as in a rule: "password" or "connection". */
const char     *postern_diagnosis_find_doubt       (PosternCatalogue          *catalogue,
                                                    const PosternEvidence     *evidence);
/** (transfer full): the finding of a test that failed; @more has what is known beside the report: @open, @elsewhere,
 * @date. */
PosternFinding *postern_diagnosis_explain_evidence (PosternCatalogue          *catalogue,
                                                    const PosternTestReport   *report,
                                                    PosternEvidence           *evidence,
                                                    const PosternPlaceholders *more);
/** (transfer full): the finding of a failure of which there is no report. */
PosternFinding *postern_diagnosis_explain_alone    (PosternCatalogue          *catalogue,
                                                    PosternEvidence           *evidence,
                                                    const char                *account);

G_END_DECLS
