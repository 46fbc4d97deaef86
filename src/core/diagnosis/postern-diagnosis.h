/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

/**
 * PosternFinding:
 * @id: the rule's id, "accepted", "signed-in", or "unknown-…" of a general explanation
 * @who: who must act
 * @confidence: how sure it is
 * @title: translated sentence: what happened
 * @explanation: translated: why
 * @actions: (element-type PosternAction): what to do, in order, perhaps empty
 * @reply: (nullable): the server's own words, "535 5.7.139 …", lines joined by spaces
 * @accepted: whether the test was passed
 *
 * A test explained. Immutable.
 */
typedef struct
{
  char              *id;
  PosternWho         who;
  PosternConfidence  confidence;
  char              *title;
  char              *explanation;
  GPtrArray         *actions;
  char              *reply;
  gboolean           accepted;
} PosternFinding;

#define POSTERN_TYPE_FINDING (postern_finding_get_type ())

GType           postern_finding_get_type        (void) G_GNUC_CONST;
PosternFinding *postern_finding_copy            (const PosternFinding    *self);
void            postern_finding_free            (PosternFinding          *self);

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
 * @text: a reply or an error message seen elsewhere, any text
 * @provider: (nullable): a provider's id
 * @stage: (nullable): a step's nick
 *
 * Returns: (transfer full): the finding, never %NULL
 */
PosternFinding *postern_diagnosis_explain_reply (PosternCatalogue        *catalogue,
                                                 const char              *text,
                                                 const char              *provider,
                                                 const char              *stage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternFinding, postern_finding_free)

G_END_DECLS
