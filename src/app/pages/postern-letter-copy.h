/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"
#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

void postern_letter_copy (PosternPage             *page,
                          const char              *reason,
                          const PosternTestReport *report);

G_END_DECLS
