/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

/** The longest text that is looked at, in characters; more is cut off. */
#define POSTERN_EVIDENCE_MAX_LENGTH 16384
/** How much of a log is looked at, in bytes from its end. */
#define POSTERN_EVIDENCE_MAX_LOG (256 * 1024)

/**
 * PosternEvidence:
 * @provider: (nullable): a provider's id
 * @stage: (nullable): a step's nick, %NULL when it is not known
 * @condition: (nullable): a #PosternSmtpError's nick, %NULL when it is not known
 * @code: the reply's code, 0 when there is none
 * @enhanced: (nullable): the enhanced status code
 * @words: what was said, for comparing: case folded, on one line; perhaps empty
 * @certificate: (nullable): what is wrong with the certificate, as in a rule
 * @sign_in: (nullable): "oauth" for an access token, "oauth-app" for one without a person; %NULL for a
 *   password, or when it is not known
 * @reply: (nullable): the server's own words on one line
 * @message: (nullable): the test's own words about the error, on one line
 * @facts: what is known beside the text, "key=value" as in a rule's evidence, NULL-terminated, perhaps empty
 *
 * What rules are compared with: all that is known of one failure.
 */
typedef struct
{
  char   *provider;
  char   *stage;
  char   *condition;
  guint   code;
  char   *enhanced;
  char   *words;
  char   *certificate;
  char   *sign_in;
  char   *reply;
  char   *message;
  char  **facts;
} PosternEvidence;

PosternEvidence *postern_evidence_new_from_report      (const PosternTestReport       *report,
                                                        const char                    *provider);
GPtrArray       *postern_evidence_list_from_text       (const char                    *text,
                                                        const char                    *provider,
                                                        const char                    *stage);
GStrv            postern_evidence_split_log            (const char                    *text);
void             postern_evidence_add_fact             (PosternEvidence               *self,
                                                        const char                    *key,
                                                        const char                    *value);
gboolean         postern_evidence_has_fact             (const PosternEvidence         *self,
                                                        const char                    *fact);
void             postern_evidence_free                 (PosternEvidence               *self);

char            *postern_evidence_flatten              (const char                    *text);
char            *postern_evidence_fold                 (const char                    *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternEvidence, postern_evidence_free)

G_END_DECLS
