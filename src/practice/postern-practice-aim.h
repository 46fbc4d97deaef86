/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-probe-plan.h"
#include "core/smtp/postern-test-plan.h"
#include "practice/postern-practice-server.h"

G_BEGIN_DECLS

/** The provider whose server this computer runs itself. */
#define POSTERN_PRACTICE_PROVIDER "practice"

void postern_practice_aim_test  (PosternPracticeServer *server,
                                 PosternTestPlan       *plan);
void postern_practice_aim_probe (PosternPracticeServer *server,
                                 PosternProbePlan      *plan);

G_END_DECLS
