/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/diagnosis/postern-finding.h"
#include "core/records/postern-test-result.h"
#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

void            postern_diagnosis_fill_result  (const PosternTestReport *report,
                                                const PosternFinding    *finding,
                                                guint                    refusals,
                                                PosternTestResult       *result);
PosternFinding *postern_diagnosis_fill_untried (PosternCatalogue        *catalogue,
                                                PosternRecord           *record,
                                                const GError            *error,
                                                PosternTestResult       *result);

G_END_DECLS
