/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-rule.h"

G_BEGIN_DECLS

/**
 * PosternFinding:
 * @id: the rule's id, "accepted", "signed-in", or "unknown", "unknown-temporary", "unknown-permanent" of a general
 *   explanation
 * @who: who must act
 * @confidence: how sure it is
 * @title: translated sentence: what happened
 * @explanation: translated: why
 * @actions: (element-type PosternAction): what to do, in order, perhaps empty
 * @reply: (nullable): the server's own words, "535 5.7.139 …", lines joined by spaces
 * @accepted: whether the test was passed
 * @connection: whether it is about the way to the server, so that a look at the server's ports tells more
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
  gboolean           connection;
} PosternFinding;

#define POSTERN_TYPE_FINDING (postern_finding_get_type ())

GType           postern_finding_get_type   (void) G_GNUC_CONST;
PosternFinding *postern_finding_new        (const char           *id,
                                            PosternWho            who,
                                            PosternConfidence     confidence);
PosternFinding *postern_finding_copy       (const PosternFinding *self);
void            postern_finding_free       (PosternFinding       *self);
void            postern_finding_add_action (PosternFinding       *self,
                                            PosternActionKind     kind,
                                            const char           *text,
                                            const char           *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternFinding, postern_finding_free)

G_END_DECLS
