/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/diagnosis/postern-diagnosis.h"
#include "core/diagnosis/postern-trial.h"

G_BEGIN_DECLS

void ctl_finding_print         (PosternFinding     *finding,
                                gboolean            json);
void ctl_finding_print_trial   (const PosternTrial *trial,
                                gboolean            json);
void ctl_finding_build_actions (JsonBuilder        *builder,
                                PosternFinding     *finding);
void ctl_finding_print_actions (PosternFinding     *finding);

G_END_DECLS
