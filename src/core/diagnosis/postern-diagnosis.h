/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/diagnosis/postern-desk.h"
#include "core/diagnosis/postern-finding.h"
#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

/**
 * postern_diagnosis_explain:
 * @provider: (nullable): id of the provider of the test
 *
 * Returns: (transfer full): the one finding of a finished test, never %NULL
 */
PosternFinding *postern_diagnosis_explain       (PosternCatalogue        *catalogue,
                                                 const PosternTestReport *report,
                                                 const char              *provider);

/**
 * postern_diagnosis_explain_reply:
 * @text: a reply or an error message seen elsewhere, or what a probe has printed (postern-host-probe.h), any text
 * @provider: (nullable): a provider's id
 * @stage: (nullable): a step's nick
 *
 * Returns: (transfer full): the finding, never %NULL
 */
PosternFinding *postern_diagnosis_explain_reply (PosternCatalogue        *catalogue,
                                                 const char              *text,
                                                 const char              *provider,
                                                 const char              *stage);

/**
 * postern_diagnosis_explain_oauth:
 * @error: why no access token could be had
 * @provider: (nullable): a provider's id
 * @account: (nullable): the account that was to sign in
 *
 * Returns: (transfer full) (nullable): the finding; %NULL when @error is not about what the provider has answered
 */
PosternFinding *postern_diagnosis_explain_oauth (PosternCatalogue        *catalogue,
                                                 const GError            *error,
                                                 const char              *provider,
                                                 const char              *account);

/**
 * postern_diagnosis_explain_host_probe:
 * @text: what a probe has printed that ran where the mail will be sent from, any text
 * @desk: (nullable): the same server as this computer sees it
 *
 * Returns: (transfer full) (nullable): the finding of both together, %NULL when @text holds no probe
 */
PosternFinding *postern_diagnosis_explain_host_probe (PosternCatalogue  *catalogue,
                                                      const char        *text,
                                                      const PosternDesk *desk);

/**
 * postern_diagnosis_explain_probe:
 * @probe: what a look at a server's ports has found
 *
 * Returns: (transfer full): its verdict as a finding, "probe-" before the verdict's id, with the notes as actions
 */
PosternFinding *postern_diagnosis_explain_probe (const PosternProbe *probe);

G_END_DECLS
